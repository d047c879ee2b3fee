package org.blup.internal.design.residual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.ByStratum;
import org.blup.internal.design.covariance.IndependentRows;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.covariance.Visits;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.design.equations.WithinSubjects;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowStore;
import org.blup.internal.design.structure.FactorLevels;
import org.blup.internal.design.structure.ResidualTerm;

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
   * The sums, if the residuals of the model covary.
   *
   * @param design what was made of the cross-products
   */
  public static Optional<ResidualSums> sums(ObservedDesign design, CrossProducts<?> products) {
    RowAccumulator<?> accumulator = RowAccumulator.of(products);
    return design
        .structure()
        .residual()
        .map(
            term ->
                accumulator.read(
                    true, moments -> sums(design, term, accumulator.kept().orElseThrow())));
  }

  private static ResidualSums sums(ObservedDesign design, ResidualTerm term, RowStore rows) {
    if (!term.numbers().isEmpty()) {
      throw new BlupException(
          "%s: residuals that depend on a number (%s) cannot be fitted yet"
              .formatted(design.structure().name(), String.join(", ", term.numbers())));
    }
    try {
      return new ResidualAssembly(design, term, rows).sums();
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

  private ResidualSums sums() {
    List<Stratum> strata = strata();
    checkMemory(design.equations().pattern(), strata);
    EquationPattern pattern = pattern(strata);
    checkMemory(pattern, strata);
    List<NormalEquations> sums = new ArrayList<>();
    for (Stratum stratum : strata) {
      for (Subjects.Pattern own : stratum.patterns()) {
        sums.addAll(sums(pattern, stratum.subjects(), own));
      }
    }
    List<ResidualForm> forms = strata.stream().map(Stratum::form).toList();
    ResidualForm form =
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
      String name, Subjects subjects, List<Subjects.Pattern> patterns, ResidualForm form) {

    long sums() {
      return Visits.sums(patterns.stream().map(Subjects.Pattern::positions).toList());
    }
  }

  private List<Stratum> strata() {
    if (term.strata().isEmpty()) {
      return List.of(stratum("", stored.all()));
    }
    String label = term.strata().get();
    int factor = design.structure().factors().indexOf(label);
    FactorLevels levels = design.factor(factor);
    List<Stratum> strata = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      int[] rows = stored.with(factor, level);
      if (rows.length > 0) {
        strata.add(stratum(levels.labels().get(level), rows));
      }
    }
    checkWhole(factor, strata);
    return strata;
  }

  private Stratum stratum(String name, int[] rows) {
    term.strata().ifPresent(factor -> requireTwo(rows.length, factor + " " + name));
    if (term.position().isEmpty()) {
      SingleRows single = new SingleRows(rows);
      return new Stratum(name, single, single.patterns(), new IndependentRows(name, rows.length));
    }
    SubjectRows subjects = new SubjectRows(design, term, stored, rows);
    List<Subjects.Pattern> patterns = subjects.patterns();
    if (!PatternedCovariance.of(term.structure()).oneVariance()) {
      checkPositions(subjects.positionNames(), patterns);
    }
    Visits form =
        new Visits(
            PatternedCovariance.of(term.structure()),
            subjects.positionNames(),
            patterns.stream().map(Subjects.Pattern::positions).toList(),
            patterns.stream().mapToLong(own -> own.subjects().length).toArray());
    return new Stratum(name, subjects, patterns, form);
  }

  private void checkPositions(List<String> names, List<Subjects.Pattern> patterns) {
    long[] rows = new long[names.size()];
    for (Subjects.Pattern pattern : patterns) {
      for (int position : pattern.positions()) {
        rows[position] += pattern.subjects().length;
      }
    }
    for (int i = 0; i < rows.length; i++) {
      requireTwo(rows[i], term.position().orElseThrow() + " " + names.get(i));
    }
  }

  /** One row says nothing of a variance of its own. */
  private void requireTwo(long rows, String where) {
    if (rows < 2) {
      throw new UnidentifiableModelException(
          ("%s: %s has one row alone, and a variance of its own. Leave the row out, or use a"
                  + " residual covariance with fewer variances")
              .formatted(design.structure().name(), where));
    }
  }

  /** Residuals of two strata are independent, so no subject may have rows in both. */
  private void checkWhole(int factor, List<Stratum> strata) {
    if (term.position().isEmpty()) {
      return;
    }
    Map<String, String> stratumOf = new HashMap<>();
    for (Stratum stratum : strata) {
      for (String subject : ((SubjectRows) stratum.subjects()).names()) {
        String other = stratumOf.put(subject, stratum.name());
        if (other != null) {
          throw new BlupException(
              "%s: %s %s has rows with %s %s and with %s. A subject belongs to one of them: its residuals share one covariance"
                  .formatted(
                      design.structure().name(),
                      term.subjectLabel(),
                      subject,
                      design.factor(factor).label(),
                      other,
                      stratum.name()));
        }
      }
    }
  }

  /** For every two positions s ≤ t of a pattern, in their order, a sum over its subjects. */
  private List<NormalEquations> sums(
      EquationPattern pattern, Subjects subjects, Subjects.Pattern own) {
    int n = own.positions().length;
    List<PositionSum> sums = new ArrayList<>();
    for (int i = 0; i < n * (n + 1) / 2; i++) {
      sums.add(new PositionSum(pattern));
    }
    for (int subject : own.subjects()) {
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

  /** The pattern of the design's equations, with the levels that meet in a subject. */
  private EquationPattern pattern(List<Stratum> strata) {
    EquationPattern rowwise = design.equations().pattern();
    int groups = rowwise.groups().size();
    List<LevelMeetings> meetings = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      for (int h = 0; h < g; h++) {
        meetings.add(new LevelMeetings(g, h));
      }
    }
    int own = meetings.size();
    for (int g = 0; g < groups; g++) {
      meetings.add(new LevelMeetings(g, g));
    }
    for (Stratum stratum : strata) {
      for (int s = 0; s < stratum.subjects().subjects() && groups > 0; s++) {
        stratum.subjects().read(s, coded);
        meetings.forEach(meeting -> meeting.add(coded));
      }
    }
    List<Group> widened = new ArrayList<>(rowwise.groups());
    for (Pair related : rowwise.pairs()) {
      int g = related.rowGroup();
      if (g == related.columnGroup()) {
        LevelMeetings all = meetings.get(own + g);
        all.add(related);
        Group group = rowwise.groups().get(g);
        Pair wider = all.pair(group.levels());
        widened.set(
            g, new Group(group.levels(), group.size(), group.precision().in(related, wider)));
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < meetings.size(); i++) {
      LevelMeetings meeting = meetings.get(i);
      if (i < own || !meeting.isEmpty()) {
        pairs.add(meeting.pair(rowwise.groups().get(meeting.rowGroup()).levels()));
      }
    }
    return new EquationPattern(rowwise.columns(), widened, rowwise.terms(), pairs);
  }

  private void checkMemory(EquationPattern pattern, List<Stratum> strata) {
    double sums = strata.stream().mapToDouble(Stratum::sums).sum();
    double width = pattern.columns() + 1;
    double each = width * width;
    for (EquationPattern.Group group : pattern.groups()) {
      each += (double) group.levels() * group.size() * (width + group.size());
    }
    for (Pair pair : pattern.pairs()) {
      int k = pattern.groups().get(pair.rowGroup()).size();
      each += (double) pair.blocks() * k * pattern.groups().get(pair.columnGroup()).size();
    }
    double bytes = Double.BYTES * sums * each;
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw new ModelTooLargeException(
          ("%s: the %.0f sums of its residual covariance, one for each two positions of a pattern,"
                  + " need %s; Java has %s. Give it more (-Xmx), number fewer positions, or take"
                  + " random effects out of the model")
              .formatted(
                  design.structure().name(),
                  sums,
                  ModelTooLargeException.size(bytes),
                  ModelTooLargeException.heap()));
    }
  }
}
