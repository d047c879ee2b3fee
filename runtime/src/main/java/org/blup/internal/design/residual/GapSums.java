package org.blup.internal.design.residual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;
import org.blup.internal.design.equations.Submodel;
import org.blup.internal.design.rowcovariance.MarkovStep;
import org.blup.internal.design.rowcovariance.RowForm;
import org.blup.internal.numeric.Interruption;
import org.blup.internal.numeric.Quadratic;

/**
 * Sums over the neighbouring rows of subjects, from which equations follow where correlations are
 * those of neighbours multiplied. With F and L the sums of the first and last rows of subjects, M_d
 * and D_d those of the means and differences of neighbours at a distance d, and r their correlation
 *
 * <pre>
 *   A = Σ_strata e^{−2λ} [ ½(F + L) + Σ_d ( (1 − r)/(1 + r) M_d + (1 + r)/(4(1 − r)) D_d ) ]
 * </pre>
 *
 * All terms are positive, and differences are taken of rows: no digits cancel.
 *
 * @param form the covariance
 * @param gaps the distances of neighbours in each stratum
 * @param rows how many rows each stratum has
 * @param sums ½(F + L) of each stratum, and then M_d and D_d of each gap
 */
record GapSums(RowForm form, List<Gap> gaps, long[] rows, List<NormalEquations> sums) {

  /**
   * Neighbours of a stratum at some distance.
   *
   * @param count how many there are
   */
  record Gap(int stratum, double distance, long count) {}

  /** The sums of rows, if these have more numbers: an evaluation goes over either. */
  static Optional<GapSums> of(RowForm form, KeptRows kept) {
    double columns = kept.pattern().columnsOfRow();
    return of(form, kept, form.rows() * columns * columns / kept.pattern().numbers());
  }

  /** Not more sums than a number; none where equations do not follow from them. */
  static Optional<GapSums> of(RowForm form, KeptRows kept, double most) {
    if (!form.isMarkov()) {
      return Optional.empty();
    }
    Map<Gap, Integer> numbers = new HashMap<>();
    for (int s = 0; s < kept.subjects(); s++) {
      for (int row = kept.start()[s] + 1; row < kept.start()[s + 1]; row++) {
        numbers.putIfAbsent(gap(kept, s, row), numbers.size());
        if (form.strata() + 2 * numbers.size() > most) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Summation(form, kept, numbers).run());
  }

  /** The gap before a row, of which none are counted. */
  private static Gap gap(KeptRows kept, int subject, int row) {
    double distance = kept.positions()[row] - kept.positions()[row - 1];
    return new Gap(kept.stratum()[subject], distance, 0);
  }

  /** Adds up rows. */
  private record Summation(RowForm form, KeptRows kept, Map<Gap, Integer> numbers) {

    GapSums run() {
      int strata = form.strata();
      List<SubjectSum> sums = new ArrayList<>();
      for (int i = 0; i < strata + 2 * numbers.size(); i++) {
        sums.add(new SubjectSum(kept.pattern()));
      }
      long[] rows = new long[strata];
      long[] counts = new long[numbers.size()];
      for (int s = 0; s < kept.subjects(); s++) {
        Interruption.check(s);
        int from = kept.start()[s];
        int end = kept.start()[s + 1];
        SubjectSum ends = sums.get(kept.stratum()[s]);
        rows[kept.stratum()[s]] += end - from;
        addEnd(from, ends);
        addEnd(end - 1, ends);
        for (int row = from + 1; row < end; ) {
          int to = endOfRun(row, end);
          int gap = Objects.requireNonNull(numbers.get(gap(kept, s, row)));
          counts[gap] += to - row;
          addRun(
              kept.matrix(row - 1, to), sums.get(strata + 2 * gap), sums.get(strata + 2 * gap + 1));
          row = to;
        }
      }
      Gap[] gaps = new Gap[counts.length];
      numbers.forEach((gap, i) -> gaps[i] = new Gap(gap.stratum, gap.distance, counts[i]));
      ResidualModel residuals = new ResidualModel(form.rows(), kept.sumLogWeights());
      return new GapSums(
          form, List.of(gaps), rows, sums.stream().map(sum -> sum.equations(residuals)).toList());
    }

    private void addEnd(int row, SubjectSum to) {
      SubjectMatrix one = kept.matrix(row, row + 1);
      to.add(0.5, one, one.values(), one.values());
    }

    /** The end of rows at one distance from those before them, and at the same levels as these. */
    private int endOfRun(int first, int end) {
      double[] positions = kept.positions();
      double distance = positions[first] - positions[first - 1];
      int row = first + 1;
      while (row < end
          && positions[row] - positions[row - 1] == distance
          && kept.isAtLevelsOf(row, first - 1)
          && kept.isAtLevelsOf(row - 1, first - 1)) {
        row++;
      }
      return row;
    }

    /** Adds means and differences of neighbours. */
    private static void addRun(SubjectMatrix run, SubjectSum means, SubjectSum differences) {
      int n = run.columns();
      double[] values = run.values();
      double[] mean = new double[values.length - n];
      double[] difference = new double[mean.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = 0.5 * (values[i] + values[i + n]);
        difference[i] = values[i + n] - values[i];
      }
      means.add(1, run, mean, mean);
      differences.add(1, run, difference, difference);
    }
  }

  /** The same sums of other columns. */
  GapSums in(Submodel model) {
    return new GapSums(
        form, gaps, rows, sums.stream().map(sum -> model.of(sum).equations()).toList());
  }

  /** How many numbers are combined. */
  double work() {
    return sums.size() * sums.get(0).pattern().numbers();
  }

  /** The coefficients of the sums. */
  private double[] coefficients(List<RowForm.At> strata) {
    double[] coefficients = new double[sums.size()];
    for (int s = 0; s < rows.length; s++) {
      coefficients[s] = strata.get(s).precision();
    }
    for (int g = 0; g < gaps.size(); g++) {
      RowForm.At at = strata.get(gaps.get(g).stratum);
      MarkovStep step = at.step(gaps.get(g).distance);
      coefficients[rows.length + 2 * g] = at.precision() * step.ofMean();
      coefficients[rows.length + 2 * g + 1] = at.precision() * step.ofDifference();
    }
    return coefficients;
  }

  /** {@code A}. */
  NormalEquations equations(double[] phi) {
    List<RowForm.At> strata = form.at(phi);
    ResidualModel residuals = sums.get(0).residuals();
    return NormalEquations.combined(
        sums,
        coefficients(strata),
        residuals.with(residuals.sumLogWeights() - logDeterminant(strata)));
  }

  /** {@code −[Z X y]ᵀR⁻¹ ∂_iR R⁻¹[Z X y]}, the derivatives of A, for all parameters. */
  List<NormalEquations> slopes(double[] phi) {
    List<RowForm.At> strata = form.at(phi);
    double[][] slopes = new double[phi.length][sums.size()];
    double[] coefficients = coefficients(strata);
    for (int s = 1; s < rows.length; s++) {
      slopes[form.start(s)][s] = -2 * coefficients[s];
    }
    for (int g = 0; g < gaps.size(); g++) {
      int s = gaps.get(g).stratum;
      int at = rows.length + 2 * g;
      if (s > 0) {
        slopes[form.start(s)][at] = -2 * coefficients[at];
        slopes[form.start(s)][at + 1] = -2 * coefficients[at + 1];
      }
      MarkovStep step = strata.get(s).step(gaps.get(g).distance);
      double precision = strata.get(s).precision();
      slopes[form.correlation(s)][at] = precision * step.meanSlope();
      slopes[form.correlation(s)][at + 1] = precision * step.differenceSlope();
    }
    List<NormalEquations> matrices = new ArrayList<>();
    for (double[] own : slopes) {
      matrices.add(NormalEquations.combined(sums, own, sums.get(0).residuals()));
    }
    return matrices;
  }

  /** {@code log|R|}. */
  private double logDeterminant(List<RowForm.At> strata) {
    double sum = 0;
    for (int s = 0; s < rows.length; s++) {
      sum -= rows[s] * Math.log(strata.get(s).precision());
    }
    for (Gap gap : gaps) {
      sum += gap.count * strata.get(gap.stratum).step(gap.distance).logDeterminant();
    }
    return sum;
  }

  /** {@code log|R|}. */
  double logDeterminant(double[] phi) {
    return logDeterminant(form.at(phi));
  }

  /** {@code tr(R⁻¹∂_iR)}. */
  double[] traces(double[] phi) {
    List<RowForm.At> strata = form.at(phi);
    double[] traces = new double[phi.length];
    for (int s = 1; s < rows.length; s++) {
      traces[form.start(s)] = 2 * rows[s];
    }
    for (Gap gap : gaps) {
      MarkovStep step = strata.get(gap.stratum).step(gap.distance);
      traces[form.correlation(gap.stratum)] += gap.count * step.logDeterminantSlope();
    }
    return traces;
  }

  /**
   * {@code eᵀR⁻¹e} of residuals.
   *
   * @param s what makes residuals of rows of [X y]
   */
  double square(double[] phi, double[] s) {
    double[] coefficients = coefficients(form.at(phi));
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * Quadratic.form(s, sums.get(i).border(), s);
    }
    return sum;
  }
}
