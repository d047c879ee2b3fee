package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.Decay;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.WithinSubjects;
import org.blup.internal.design.rowcovariance.RowForm;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.design.structure.ResidualTerm.Positions;
import org.blup.internal.numeric.Interruption;

/** Brings rows in the order of subjects, for equations that are made of rows. */
final class RowsAssembly {

  private final ObservedDesign design;
  private final ResidualTerm term;
  private final StoredRows stored;
  private final CodedRows coded;
  private final List<StratumRows> strata;
  private final Optional<RowExponents> exponents;

  RowsAssembly(ObservedDesign design, ResidualTerm term, StoredRows stored, CodedRows coded) {
    this.design = design;
    this.term = term;
    this.stored = stored;
    this.coded = coded;
    strata = StratumRows.of(design, term, stored);
    exponents = term.varying().map(varying -> new RowExponents(design, varying, stored, strata));
  }

  /**
   * The equations.
   *
   * @param sorted the rows of the first stratum by position, if they have been sorted
   */
  ResidualRows equations(Optional<SubjectRows> sorted) {
    List<String> names = strata.stream().map(StratumRows::name).toList();
    long[] counts = strata.stream().mapToLong(stratum -> stratum.rows().length).toArray();
    if (term.form() instanceof Distances distances) {
      int number = design.structure().numbers().indexOf(distances.number());
      SubjectsByNumber all = new SubjectsByNumber(design, term, stored, number, stored.all());
      double middleDistance = all.middleDistance();
      if (distances.decay() == Decay.GAUSSIAN) {
        all.requireApart(middleDistance);
      }
      List<Subjects> subjects =
          each(all, rows -> new SubjectsByNumber(design, term, stored, number, rows));
      RowForm form = RowForm.distances(names, counts, distances.decay(), middleDistance);
      return rows(form, subjects, row -> stored.number(number, row));
    }
    if (term.form() instanceof Positions positions) {
      SubjectRows all =
          sorted
              .filter(unused -> term.strata().isEmpty())
              .orElseGet(() -> new SubjectRows(design, term, stored, stored.all()));
      List<Subjects> subjects = each(all, rows -> new SubjectRows(design, term, stored, rows));
      RowForm form =
          RowForm.positions(
              names, counts, PatternedCovariance.of(positions.structure()), all.positionNames());
      return rows(form, subjects, all::place);
    }
    List<Subjects> subjects =
        strata.stream().<Subjects>map(stratum -> new SingleRows(stratum.rows())).toList();
    RowForm form = RowForm.independent(names, counts);
    return rows(form, subjects, row -> 0);
  }

  /** The subjects of each stratum; all of them where there are no strata. */
  private List<Subjects> each(Subjects all, Function<int[], Subjects> of) {
    return term.strata().isEmpty()
        ? List.of(all)
        : strata.stream().map(stratum -> of.apply(stratum.rows())).toList();
  }

  private interface Position {
    double of(int row);
  }

  private ResidualRows rows(RowForm constant, List<Subjects> subjects, Position position) {
    RowForm form = exponents.map(own -> constant.following(own.spread())).orElse(constant);
    KeptRows kept = kept(subjects, position);
    Optional<WithinSubjects> within =
        term.subject().isEmpty()
            ? Optional.empty()
            : Optional.of(new WithinSubjects(kept.subjects(), coded.varying()));
    return ResidualRows.of(form, kept, within);
  }

  private KeptRows kept(List<Subjects> subjects, Position position) {
    EquationPattern pattern = MeetingPattern.of(design.equations().pattern(), coded, subjects);
    int n = strata.stream().mapToInt(stratum -> stratum.rows().length).sum();
    int width = pattern.columns() + 1;
    int count = subjects.stream().mapToInt(Subjects::subjects).sum();
    int[] start = new int[count + 1];
    int[] stratum = new int[count];
    double[] border = new double[Math.multiplyExact(n, width)];
    int[][] levels = new int[pattern.groups().size()][n];
    double[][] z = new double[levels.length][];
    Arrays.setAll(z, g -> new double[Math.multiplyExact(n, pattern.groups().get(g).size())]);
    double[] positions = new double[n];
    double[] t = new double[n];
    int next = 0;
    int subject = 0;
    for (int s = 0; s < subjects.size(); s++) {
      for (int own = 0; own < subjects.get(s).subjects(); own++) {
        Interruption.check(own);
        subjects.get(s).read(own, coded);
        for (int row : subjects.get(s).rows(own)) {
          int at = next - start[subject];
          System.arraycopy(coded.border[at], 0, border, next * width, width);
          for (int g = 0; g < levels.length; g++) {
            levels[g][next] = coded.level[g][at];
            int k = coded.z[g][at].length;
            System.arraycopy(coded.z[g][at], 0, z[g], next * k, k);
          }
          positions[next] = position.of(row);
          t[next++] = exponents.isPresent() ? exponents.get().relative(row) : 0;
        }
        stratum[subject] = s;
        start[++subject] = next;
      }
    }
    double sumLogWeights = design.equations().residuals().sumLogWeights();
    return new KeptRows(pattern, start, stratum, border, levels, z, positions, t, sumLogWeights);
  }
}
