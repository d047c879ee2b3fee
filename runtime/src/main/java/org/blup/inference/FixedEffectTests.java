package org.blup.inference;

/**
 * Tests of linear hypotheses about the fixed effects by one method. Coefficients stand in the
 * working basis of the {@link org.blup.design.NormalEquations}; a hypothesis ℓᵀβ is its vector ℓ of
 * length p there. Safe for use by several threads.
 */
public interface FixedEffectTests {

  /** The covariance of the coefficients that the method goes by, p × p row by row. */
  double[] covariance();

  /** The degrees of freedom of the t distribution of {@code ℓᵀβ̂} over its standard error. */
  double degreesOfFreedom(double[] hypothesis);

  /**
   * The F statistic of several hypotheses. Rows that are combinations of others count once.
   *
   * @param hypotheses q rows of length p
   * @param differences by how much each estimate differs from what is hypothesised, length q
   */
  FStatistic joint(double[][] hypotheses, double[] differences);

  /** The standard error of {@code ℓᵀβ̂}. */
  default double standardError(double[] hypothesis) {
    return Math.sqrt(Math.max(0, Quadratic.form(hypothesis, covariance(), hypothesis)));
  }

  /** Normal and χ² distributions. */
  static FixedEffectTests wald(double[] covariance) {
    return new WaldTests(covariance);
  }
}
