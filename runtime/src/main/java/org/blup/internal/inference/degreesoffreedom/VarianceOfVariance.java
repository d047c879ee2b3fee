package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import org.blup.internal.linalg.dense.SquareProducts;
import org.blup.internal.linalg.dense.TriangleProducts;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.information.CovarianceDerivatives;
import org.blup.internal.reml.information.DifferencedCovariance;

/**
 * The variance of the estimated variance of {@code ℓᵀβ̂}: with u = Φℓ its derivatives for the
 * covariance parameters are {@code uᵀR_iu}, and its variance is theirs by the delta method.
 */
final class VarianceOfVariance {

  private final double[] covariance;

  /** R_i, or {@code ΦR_iΦ} where there are so many coefficients that u would take long for each. */
  private final double[][] products;

  /** Whether these are derivatives of Φ, {@code ΦR_iΦ}, and not R_i. */
  private final boolean areSlopes;

  private final double[] parameterCovariance;

  VarianceOfVariance(CovarianceDerivatives derivatives, double[] parameterCovariance) {
    covariance = derivatives.fixedCovariance();
    this.parameterCovariance = parameterCovariance;
    products = new double[derivatives.parameters()][];
    for (int i = 0; i < products.length; i++) {
      products[i] = derivatives.fixedProduct(i);
    }
    int p = (int) Math.round(Math.sqrt(covariance.length));
    areSlopes = p > TriangleProducts.STRIP;
    for (int i = 0; areSlopes && i < products.length; i++) {
      double[] half = SquareProducts.product(p, covariance, products[i]);
      products[i] = SquareProducts.product(p, half, covariance);
    }
  }

  /** By derivatives of Φ itself. */
  VarianceOfVariance(DifferencedCovariance differences) {
    covariance = differences.fixedCovariance();
    parameterCovariance = differences.parameterCovariance();
    products = differences.slopes();
    areSlopes = true;
  }

  double[] covariance() {
    return covariance;
  }

  double variance(double[] hypothesis) {
    return Quadratic.form(hypothesis, covariance, hypothesis);
  }

  /** {@code 2 Var² / Var(Var)}: the degrees of freedom of a χ² with these moments. */
  double degreesOfFreedom(double[] hypothesis) {
    double[] u = areSlopes ? hypothesis : Quadratic.times(covariance, hypothesis);
    double[] slope = new double[products.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = Quadratic.form(u, products[i], u);
    }
    return degreesOfFreedom(variance(hypothesis), slope);
  }

  private double degreesOfFreedom(double variance, double[] slope) {
    double spread = Quadratic.form(slope, parameterCovariance, slope);
    return 2 * variance * variance / Math.max(0, spread);
  }

  /** The same for each of several hypotheses. */
  double[] degreesOfFreedom(double[][] hypotheses) {
    double[] df = new double[hypotheses.length];
    if (df.length == 0 || hypotheses[0].length <= TriangleProducts.STRIP) {
      Arrays.setAll(df, i -> degreesOfFreedom(hypotheses[i]));
      return df;
    }
    int p = hypotheses[0].length;
    double[] rows = SquareProducts.joined(hypotheses, p);
    double[] variances = SquareProducts.form(df.length, p, rows, covariance);
    double[][] slopes = new double[products.length][];
    Arrays.setAll(slopes, i -> SquareProducts.form(df.length, p, rows, products[i]));
    for (int r = 0; r < df.length; r++) {
      int row = r;
      double[] slope = Arrays.stream(slopes).mapToDouble(each -> each[row]).toArray();
      df[r] = degreesOfFreedom(variances[r], slope);
    }
    return df;
  }
}
