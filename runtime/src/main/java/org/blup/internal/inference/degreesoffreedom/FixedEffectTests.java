package org.blup.internal.inference.degreesoffreedom;

import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.numeric.Quadratic;

/**
 * Tests of linear hypotheses about the fixed effects by one method. Coefficients stand in the
 * working basis of the {@link org.blup.internal.design.equations.NormalEquations}; a hypothesis ℓᵀβ
 * is its vector ℓ of length p there. Safe for use by several threads.
 */
public interface FixedEffectTests {

  /** The covariance of the coefficients that the method goes by, p × p row by row. */
  double[] covariance();

  /** The degrees of freedom of the t distribution of {@code ℓᵀβ̂} over its standard error. */
  double degreesOfFreedom(double[] hypothesis);

  /**
   * The F statistic of several hypotheses.
   *
   * @param rows of which there is at least one
   */
  FStatistic joint(HypothesisSpace.Rows rows);

  /** The standard error of {@code ℓᵀβ̂}; {@code NaN} if the method's variance is negative. */
  default double standardError(double[] hypothesis) {
    return Math.sqrt(Quadratic.form(hypothesis, covariance(), hypothesis));
  }
}
