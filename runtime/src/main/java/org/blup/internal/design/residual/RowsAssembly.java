package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.VarianceFunction;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.WithinSubjects;
import org.blup.internal.design.rowcovariance.RowForm;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.design.structure.ResidualTerm.Positions;
import org.blup.internal.design.structure.ResidualTerm.Varying;
import org.blup.internal.numeric.Interruption;

/** Brings rows in the order of subjects, for equations that are made of rows. */
final class RowsAssembly {

  private final ObservedDesign design;
  private final ResidualTerm term;
  private final StoredRows stored;
  private final CodedRows coded;
  private final List<StratumRows> strata;

  RowsAssembly(ObservedDesign design, ResidualTerm term, StoredRows stored, CodedRows coded) {
    this.design = design;
    this.term = term;
    this.stored = stored;
    this.coded = coded;
    strata = StratumRows.of(design, term, stored);
  }

  ResidualRows equations() {
    List<String> names = strata.stream().map(StratumRows::name).toList();
    long[] counts = strata.stream().mapToLong(stratum -> stratum.rows().length).toArray();
    boolean hasDelta = term.varying().isPresent();
    if (term.form() instanceof Distances distances) {
      int number = design.structure().numbers().indexOf(distances.number());
      SubjectsByNumber all = new SubjectsByNumber(design, term, stored, number, stored.all());
      List<Subjects> subjects =
          each(all, rows -> new SubjectsByNumber(design, term, stored, number, rows));
      RowForm form =
          RowForm.distances(names, counts, distances.decay(), all.middleDistance(), hasDelta);
      return rows(form, subjects, row -> stored.number(number, row));
    }
    if (term.form() instanceof Positions positions) {
      SubjectRows all = new SubjectRows(design, term, stored, stored.all());
      List<Subjects> subjects = each(all, rows -> new SubjectRows(design, term, stored, rows));
      RowForm form =
          RowForm.positions(
              names,
              counts,
              PatternedCovariance.of(positions.structure()),
              all.positionNames(),
              hasDelta);
      return rows(form, subjects, all::place);
    }
    List<Subjects> subjects =
        strata.stream().<Subjects>map(stratum -> new SingleRows(stratum.rows())).toList();
    RowForm form = RowForm.independent(names, counts, hasDelta);
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

  private ResidualRows rows(RowForm form, List<Subjects> subjects, Position position) {
    KeptRows kept = kept(subjects, position);
    checkVaries(kept);
    Optional<WithinSubjects> within =
        term.subject().isEmpty()
            ? Optional.empty()
            : Optional.of(new WithinSubjects(kept.subjects(), coded.varying()));
    return new ResidualRows(form, kept, within);
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
    double[] exponents = new double[n];
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
          exponents[next++] = exponent(row);
        }
        stratum[subject] = s;
        start[++subject] = next;
      }
    }
    double sumLogWeights = design.equations().residuals().sumLogWeights();
    return new KeptRows(
        pattern, start, stratum, border, levels, z, positions, exponents, sumLogWeights);
  }

  /** One value of the number says nothing of how the variance follows it. */
  private void checkVaries(KeptRows kept) {
    double[] first = new double[strata.size()];
    Arrays.fill(first, Double.NaN);
    boolean[] varies = new boolean[first.length];
    for (int subject = 0; subject < kept.subjects(); subject++) {
      int stratum = kept.stratum()[subject];
      for (int row = kept.start()[subject]; row < kept.start()[subject + 1]; row++) {
        double own = kept.exponents()[row];
        first[stratum] = Double.isNaN(first[stratum]) ? own : first[stratum];
        varies[stratum] |= own != first[stratum];
      }
    }
    for (int s = 0; s < varies.length && term.varying().isPresent(); s++) {
      if (!varies[s]) {
        String where = term.strata().isEmpty() ? "" : " of " + strata.get(s).name();
        throw new UnidentifiableModelException(
            ("%s: %s has one value in all rows%s, which does not tell how the variance follows it."
                    + " Take the function out of the residuals")
                .formatted(design.structure().name(), term.varying().get().number(), where));
      }
    }
  }

  private double exponent(int row) {
    if (term.varying().isEmpty()) {
      return 0;
    }
    Varying varying = term.varying().get();
    double v = stored.number(design.structure().numbers().indexOf(varying.number()), row);
    if (varying.function() == VarianceFunction.POWER && v == 0) {
      throw new BlupException(
          ("%s: %s is 0 in row %s, counted from 0 without those left out, whose variance would be 0"
                  + " or infinite. Use exp(%s), or a number that is never 0")
              .formatted(design.structure().name(), varying.number(), row, varying.number()));
    }
    return varying.function().exponent(v);
  }
}
