package org.blup.internal.inference.degreesoffreedom;

import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.linalg.dense.SquareProducts;
import org.blup.internal.linalg.dense.SymmetricEigen;

/**
 * Several hypotheses as uncorrelated ones: with {@code L Φ Lᵀ = P D Pᵀ} the rows of {@code Pᵀ L}
 * have uncorrelated estimates of variances D (Fai &amp; Cornelius 1996, section 2). No hypothesis
 * may be a combination of others.
 */
public final class HypothesisAxes {

  /**
   * Below this ratio of the least to the largest variance, the least is found by the slower method
   * that is accurate relative to each eigenvalue.
   */
  private static final double ALIKE = 1e-7;

  /** r rows of length p, each of variance 1. */
  public final double[][] axes;

  /** The difference of each, in standard errors: its t value. */
  final double[] t;

  public HypothesisAxes(HypothesisSpace.Rows rows, double[] covariance) {
    double[][] hypotheses = rows.hypotheses();
    int q = hypotheses.length;
    SymmetricEigen eigen = eigen(q, SquareProducts.forms(hypotheses, covariance));
    double[] variances = eigen.values();
    double[] weights = new double[q * q];
    t = new double[q];
    for (int r = 0; r < q; r++) {
      int e = q - 1 - r;
      double deviation = Math.sqrt(variances[e]);
      for (int i = 0; i < q; i++) {
        double weight = eigen.vector(e, i) / deviation;
        weights[r * q + i] = weight;
        t[r] += weight * rows.differences()[i];
      }
    }
    axes = SquareProducts.combinations(weights, hypotheses);
  }

  /** The principal axes of the covariance of q estimates. */
  static SymmetricEigen eigen(int q, double[] joint) {
    SymmetricEigen eigen = SymmetricEigen.besideLargest(q, joint);
    double[] variances = eigen.values();
    return q == 0 || variances[0] > ALIKE * variances[q - 1] ? eigen : new SymmetricEigen(q, joint);
  }

  public int rank() {
    return t.length;
  }

  /** Wald's statistic, χ² of {@link #rank()} degrees of freedom for known variances. */
  public double wald() {
    double sum = 0;
    for (double value : t) {
      sum += value * value;
    }
    return sum;
  }
}
