package org.blup.internal.design.residual;

import org.blup.internal.design.rowcovariance.RowForm;

/** What residuals say of the variances of strata, and of how these follow a number. */
final class StratumMoments {

  private final RowForm form;

  /** For each stratum the rows, and sums over them of t, t², log e², t log e² and e². */
  private final double[][] sums;

  StratumMoments(RowForm form, KeptRows kept, double[] residuals) {
    this.form = form;
    sums = new double[form.strata()][6];
    for (int s = 0; s < kept.subjects(); s++) {
      double[] own = sums[kept.stratum()[s]];
      for (int row = kept.start()[s]; row < kept.start()[s + 1]; row++) {
        double square = residuals[row] * residuals[row];
        if (square > 0) {
          double t = kept.exponents()[row];
          double logarithm = Math.log(square);
          own[0] += 1;
          own[1] += t;
          own[2] += t * t;
          own[3] += logarithm;
          own[4] += t * logarithm;
          own[5] += square;
        }
      }
    }
  }

  /** λ and δ of each stratum where they stand among the parameters; zeros elsewhere. */
  double[] parameters() {
    double[] parameters = new double[form.parameters()];
    for (int s = 0; s < sums.length; s++) {
      int from = form.start(s);
      if (s > 0) {
        double lambda = 0.5 * (level(s) - level(0));
        parameters[from] = Double.isFinite(lambda) ? lambda : 0;
      }
      if (form.hasDelta()) {
        parameters[from + form.parameters(s) - 1] = slope(s);
      }
    }
    return parameters;
  }

  /** The logarithm of a stratum's variance where t is 0. */
  private double level(int s) {
    double mean = Math.log(sums[s][5] / sums[s][0]);
    return form.hasDelta() ? mean - 2 * slope(s) * sums[s][1] / sums[s][0] : mean;
  }

  /** δ. */
  private double slope(int s) {
    double[] own = sums[s];
    double square = own[2] - own[1] * own[1] / own[0];
    double product = own[4] - own[1] * own[3] / own[0];
    double slope = 0.5 * product / square;
    return Double.isFinite(slope) ? slope : 0;
  }
}
