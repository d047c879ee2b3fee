package org.blup.internal.design.residual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.design.CrossProducts;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.ByStratum;
import org.blup.internal.design.covariance.IndependentRows;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.SummedForm;
import org.blup.internal.design.covariance.Visits;
import org.blup.internal.design.equations.CorrelatedLevels;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.design.equations.WithinSubjects;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowStore;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.design.structure.ResidualTerm.Positions;
import org.blup.internal.numeric.Interruption;

/** Makes the sums of a model's residual covariance from the rows that the pass has kept. */
public final class ResidualAssembly {

  private final ObservedDesign design;
  private final ResidualTerm term;
  private final StoredRows stored;
  private final CodedRows coded;

  private ResidualAssembly(ObservedDesign design, ResidualTerm term, RowStore rows) {
    this.design = design;
    this.term = term;
    stored = new StoredRows(design, rows);
    coded = new CodedRows(design, stored);
  }

  /**
   * The equations, if the residuals of the model covary, or levels are autoregressions.
   *
   * @param design what was made of the cross-products
   */
  public static Optional<ResidualEquations> equations(
      ObservedDesign design, CrossProducts<?> products) {
    RowAccumulator<?> accumulator = RowAccumulator.of(products);
    NormalEquations rowwise = design.equations();
    if (design.structure().residual().isEmpty() && rowwise.pattern().autoregressions().isEmpty()) {
      return Optional.empty();
    }
    ResidualEquations residuals =
        design
            .structure()
            .residual()
            .map(
                term ->
                    accumulator.read(
                        true, moments -> equations(design, term, accumulator.kept().orElseThrow())))
            .orElseGet(() -> ResidualSums.independent(rowwise));
    return Optional.of(CorrelatedLevels.of(residuals));
  }

  private static ResidualEquations equations(
      ObservedDesign design, ResidualTerm term, RowStore rows) {
    try {
      return new ResidualAssembly(design, term, rows).equations();
    } catch (OutOfMemoryError e) {
      throw new ModelTooLargeException(
          ("%s: the sums of its residual covariance do not fit into memory: Java has %s, of which"
                  + " its rows take %s. Give it more (-Xmx), number fewer positions, or take random"
                  + " effects out of the model")
              .formatted(
                  design.structure().name(),
                  ModelTooLargeException.heap(),
                  ModelTooLargeException.size(rows.bytes())),
          e);
    }
  }

  /** Of rows where the covariance follows their numbers, or where sums would be larger. */
  private ResidualEquations equations() {
    boolean isByRow = term.form() instanceof Distances || term.varying().isPresent();
    Optional<SubjectRows> sorted = Optional.empty();
    if (term.form() instanceof Positions || !isByRow) {
      List<Stratum> strata = strata();
      if (!isByRow && !areRowsSmaller(strata)) {
        return sums(strata);
      }
      sorted = strata.stream().flatMap(stratum -> stratum.sorted().stream()).findFirst();
    }
    return new RowsAssembly(design, term, stored, coded).equations(sorted);
  }

  /**
   * Whether an evaluation costs less from rows, or sums do not fit into memory. From rows all
   * strata have the parameters of all positions. Those of a series are gone over once, beside sums
   * over neighbours at each distance.
   */
  private boolean areRowsSmaller(List<Stratum> strata) {
    EquationPattern pattern = design.equations().pattern();
    double columns = pattern.columnsOfRow();
    double parameters = strata.stream().mapToDouble(s -> s.form().parameters() + 1).sum();
    double rows = design.equations().rows();
    double ofRows = (1 + parameters) * rows * columns * columns;
    if (term.position().isPresent() && PatternedCovariance.of(term.structure()).isSeries()) {
      double distances = strata.stream().mapToDouble(s -> s.positions().size() - 1).sum();
      ofRows = Math.min(ofRows, rows * columns + (1 + 2 * distances) * pattern.numbers());
    }
    double ofSums = count(strata) * pattern.numbers();
    boolean samePositions =
        strata.size() == 1 || strata.stream().map(Stratum::positions).distinct().count() == 1;
    return term.position().isPresent()
        && samePositions
        && (ofSums > ofRows || Double.BYTES * ofSums > Runtime.getRuntime().maxMemory());
  }

  private static double count(List<Stratum> strata) {
    return strata.stream().mapToDouble(Stratum::sums).sum();
  }

  private ResidualSums sums(List<Stratum> strata) {
    checkMemory(design.equations().pattern(), strata);
    EquationPattern pattern =
        MeetingPattern.of(
            design.equations().pattern(),
            coded,
            strata.stream().<Subjects>map(Stratum::subjects).toList());
    checkMemory(pattern, strata);
    List<NormalEquations> sums = new ArrayList<>();
    for (Stratum stratum : strata) {
      for (PatternedSubjects.Pattern own : stratum.patterns()) {
        sums.addAll(sums(pattern, stratum.subjects(), own));
      }
    }
    List<SummedForm> forms = strata.stream().map(Stratum::form).toList();
    SummedForm form =
        term.strata().isEmpty()
            ? forms.get(0)
            : new ByStratum(strata.stream().map(Stratum::name).toList(), forms);
    return new ResidualSums(form, sums, within(strata));
  }

  private Optional<WithinSubjects> within(List<Stratum> strata) {
    long subjects = strata.stream().mapToLong(stratum -> stratum.subjects().subjects()).sum();
    return term.subject().isEmpty()
        ? Optional.empty()
        : Optional.of(new WithinSubjects(subjects, coded.varying()));
  }

  /** Rows that share the parameters of their residuals. */
  private record Stratum(
      String name,
      PatternedSubjects subjects,
      List<PatternedSubjects.Pattern> patterns,
      List<String> positions,
      SummedForm form) {

    Optional<SubjectRows> sorted() {
      return subjects instanceof SubjectRows rows ? Optional.of(rows) : Optional.empty();
    }

    long sums() {
      return Visits.sums(patterns.stream().map(PatternedSubjects.Pattern::positions).toList());
    }
  }

  private List<Stratum> strata() {
    return StratumRows.of(design, term, stored).stream()
        .map(stratum -> stratum(stratum.name(), stratum.rows()))
        .toList();
  }

  private Stratum stratum(String name, int[] rows) {
    if (term.position().isEmpty()) {
      SingleRows single = new SingleRows(rows);
      return new Stratum(
          name, single, single.patterns(), List.of(), new IndependentRows(name, rows.length));
    }
    SubjectRows subjects = new SubjectRows(design, term, stored, rows);
    List<PatternedSubjects.Pattern> patterns = subjects.patterns();
    if (!PatternedCovariance.of(term.structure()).oneVariance()) {
      checkPositions(subjects.positionNames(), patterns);
    }
    StratumRows.requireTogether(design, term, name, subjects);
    Visits form =
        new Visits(
            PatternedCovariance.of(term.structure()),
            subjects.positionNames(),
            patterns.stream().map(PatternedSubjects.Pattern::positions).toList(),
            patterns.stream().mapToLong(own -> own.subjects().length).toArray());
    return new Stratum(name, subjects, patterns, subjects.positionNames(), form);
  }

  private void checkPositions(List<String> names, List<PatternedSubjects.Pattern> patterns) {
    long[] rows = new long[names.size()];
    for (PatternedSubjects.Pattern pattern : patterns) {
      for (int position : pattern.positions()) {
        rows[position] += pattern.subjects().length;
      }
    }
    for (int i = 0; i < rows.length; i++) {
      StratumRows.requireTwo(design, rows[i], term.position().orElseThrow() + " " + names.get(i));
    }
  }

  /** For every two positions s ≤ t of a pattern, in their order, a sum over its subjects. */
  private List<NormalEquations> sums(
      EquationPattern pattern, PatternedSubjects subjects, PatternedSubjects.Pattern own) {
    int n = own.positions().length;
    List<PositionSum> sums = new ArrayList<>();
    for (int s = 0; s < n; s++) {
      for (int t = s; t < n; t++) {
        sums.add(new PositionSum(pattern, s == t));
      }
    }
    for (int subject : own.subjects()) {
      Interruption.check();
      subjects.read(subject, coded);
      int next = 0;
      for (int s = 0; s < n; s++) {
        for (int t = s; t < n; t++) {
          sums.get(next++).add(coded, s, t);
        }
      }
    }
    return sums.stream().map(sum -> sum.equations(design.equations().residuals())).toList();
  }

  private void checkMemory(EquationPattern pattern, List<Stratum> strata) {
    double bytes = Double.BYTES * count(strata) * pattern.numbers();
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw new ModelTooLargeException(
          ("%s: the %.0f sums of its residual covariance, one for each two positions of a pattern,"
                  + " need %s; Java has %s. Give it more (-Xmx), number fewer positions, or take"
                  + " random effects out of the model")
              .formatted(
                  design.structure().name(),
                  count(strata),
                  ModelTooLargeException.size(bytes),
                  ModelTooLargeException.heap()));
    }
  }
}
