package org.blup.internal.inference.degreesoffreedom;

import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.postfit.CovarianceDerivatives;

/**
 * The variance of the estimated variance of {@code ℓᵀβ̂}: with u = Φℓ its derivatives for the
 * covariance parameters are {@code uᵀR_iu}, and its variance is theirs by the delta method.
 */
final class VarianceOfVariance {

  private final double[] covariance;
  private final double[][] products;
  private final double[] parameterCovariance;

  VarianceOfVariance(CovarianceDerivatives derivatives, double[] parameterCovariance) {
    covariance = derivatives.fixedCovariance();
    this.parameterCovariance = parameterCovariance;
    products = new double[derivatives.parameters()][];
    for (int i = 0; i < products.length; i++) {
      products[i] = derivatives.fixedProduct(i);
    }
  }

  double[] covariance() {
    return covariance;
  }

  double variance(double[] hypothesis) {
    return Quadratic.form(hypothesis, covariance, hypothesis);
  }

  /** {@code 2 Var² / Var(Var)}: the degrees of freedom of a χ² with these moments. */
  double degreesOfFreedom(double[] hypothesis) {
    double[] u = Quadratic.times(covariance, hypothesis);
    double[] slope = new double[products.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = Quadratic.form(u, products[i], u);
    }
    double variance = variance(hypothesis);
    double spread = Quadratic.form(slope, parameterCovariance, slope);
    return 2 * variance * variance / Math.max(0, spread);
  }
}
