package org.blup.inference;

import org.blup.design.NormalEquations;
import org.blup.reml.CovarianceDerivatives;
import org.blup.reml.Reml;
import org.blup.reml.Solution;
import org.blup.reml.UndeterminedVariances;

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
   * The F statistic of several hypotheses.
   *
   * @param rows of which there is at least one
   */
  FStatistic joint(HypothesisSpace.Rows rows);

  /** The standard error of {@code ℓᵀβ̂}; {@code NaN} if the method's variance is negative. */
  default double standardError(double[] hypothesis) {
    return Math.sqrt(Quadratic.form(hypothesis, covariance(), hypothesis));
  }

  /** These tests, without those that depend on a variance that the data do not tell. */
  default FixedEffectTests without(UndeterminedVariances undetermined) {
    return undetermined.isEmpty() ? this : new DeterminedTests(this, undetermined);
  }

  /** Normal and χ² distributions. */
  static FixedEffectTests wald(double[] covariance) {
    return new WaldTests(covariance);
  }

  /**
   * Satterthwaite's method by the observed information.
   *
   * @param reml whether the solution is that of REML
   */
  static FixedEffectTests satterthwaite(
      NormalEquations equations, Solution solution, boolean reml) {
    return new SatterthwaiteTests(CovarianceDerivatives.of(equations, solution, reml, false));
  }

  /**
   * Kenward and Roger's method, which is made for REML: where the solution is that of ML, the
   * equations are solved by REML for it.
   *
   * @param reml whether the solution is that of REML
   * @param observed by the observed information, as SAS, or by the expected, as pbkrtest
   */
  static FixedEffectTests kenwardRoger(
      NormalEquations equations, Solution solution, boolean reml, boolean observed) {
    Solution restricted = reml ? solution : Reml.solve(equations, true, (theta, criterion) -> {});
    return new KenwardRogerTests(
        CovarianceDerivatives.of(equations, restricted, true, true), observed);
  }
}
