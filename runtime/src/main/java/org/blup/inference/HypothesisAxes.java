package org.blup.inference;

import org.blup.linalg.SymmetricEigen;

/**
 * Several hypotheses as independent ones: with {@code L Φ Lᵀ = P D Pᵀ} the rows of {@code Pᵀ L}
 * have uncorrelated estimates of variances D (Fai & Cornelius 1996, section 2). Hypotheses that are
 * combinations of others add nothing and are left out.
 */
final class HypothesisAxes {

  /** A correlation matrix has no more rank than eigenvalues above this share of the largest. */
  private static final double DEPENDENT = Math.sqrt(Math.ulp(1.0));

  /** r rows of length p, each of variance 1. */
  final double[][] axes;

  /** The difference of each, in standard errors: its t value. */
  final double[] t;

  /** Decomposes q hypotheses, their estimates differing as given from what is hypothesised. */
  HypothesisAxes(double[][] hypotheses, double[] differences, double[] covariance) {
    int q = hypotheses.length;
    double[] joint = joint(hypotheses, covariance);
    int rank = rank(q, joint);
    SymmetricEigen eigen = new SymmetricEigen(q, joint);
    double[] variances = eigen.values();
    axes = new double[rank][q == 0 ? 0 : hypotheses[0].length];
    t = new double[rank];
    for (int r = 0; r < rank; r++) {
      int e = q - 1 - r;
      double deviation = Math.sqrt(variances[e]);
      for (int i = 0; i < q; i++) {
        double weight = eigen.vector(e, i) / deviation;
        for (int c = 0; c < axes[r].length; c++) {
          axes[r][c] += weight * hypotheses[i][c];
        }
        t[r] += weight * differences[i];
      }
    }
  }

  /** {@code L Φ Lᵀ}. */
  private static double[] joint(double[][] hypotheses, double[] covariance) {
    int q = hypotheses.length;
    double[] joint = new double[q * q];
    for (int j = 0; j < q; j++) {
      double[] product = Quadratic.times(covariance, hypotheses[j]);
      for (int i = j; i < q; i++) {
        double element = Quadratic.dot(hypotheses[i], product);
        joint[i * q + j] = element;
        joint[j * q + i] = element;
      }
    }
    return joint;
  }

  /** The rank of a covariance matrix, whatever the units of its rows. */
  private static int rank(int q, double[] covariance) {
    double[] correlation = covariance.clone();
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double product = Math.sqrt(covariance[i * (q + 1)]) * Math.sqrt(covariance[j * (q + 1)]);
        correlation[i * q + j] = product > 0 ? correlation[i * q + j] / product : 0;
      }
    }
    int rank = 0;
    double[] values = SymmetricEigen.besideLargest(q, correlation).values();
    for (double value : values) {
      rank += value > DEPENDENT * values[q - 1] ? 1 : 0;
    }
    return rank;
  }

  int rank() {
    return t.length;
  }

  /** Wald's statistic, χ² of {@link #rank()} degrees of freedom for known variances. */
  double wald() {
    double sum = 0;
    for (double value : t) {
      sum += value * value;
    }
    return sum;
  }
}
