package org.blup.internal.inference.degreesoffreedom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;

/** A fit with a residual covariance, and what is known of its tests. */
record FittedCase(NormalEquations equations, Solution solution, boolean reml) {

  static FittedCase of(ResidualSums sums, boolean reml) {
    Solution solution = Reml.solve(sums, reml, (theta, criterion) -> {});
    return new FittedCase(solution.residual().orElseThrow().at().equations(), solution, reml);
  }

  /** The hypothesis that a coefficient is zero. */
  double[] coefficient(int column) {
    double[] hypothesis = new double[equations.columns()];
    hypothesis[column] = 1;
    return hypothesis;
  }

  void assertSatterthwaite(double[] hypothesis, double df) {
    FixedEffectTests tests = TestMethods.satterthwaite(equations, solution, reml);
    assertThat(tests.degreesOfFreedom(hypothesis)).isCloseTo(df, within(1e-4));
  }

  /**
   * Of a fit by REML, with and without second derivatives.
   *
   * @param full the standard error with them
   * @param linear the standard error without
   */
  void assertKenwardRoger(
      boolean observed, double[] hypothesis, double df, double full, double linear) {
    for (boolean seconds : new boolean[] {true, false}) {
      KenwardRogerForm form = new KenwardRogerForm(observed, seconds);
      FixedEffectTests tests = TestMethods.kenwardRoger(equations, solution, true, form);
      double standardError = seconds ? full : linear;
      assertThat(tests.degreesOfFreedom(hypothesis)).isCloseTo(df, within(1e-5 * df));
      assertThat(tests.standardError(hypothesis))
          .isCloseTo(standardError, within(1e-6 * standardError));
    }
  }
}
