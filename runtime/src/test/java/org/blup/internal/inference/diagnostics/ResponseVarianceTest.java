package org.blup.internal.inference.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.inference.OneWay;
import org.junit.jupiter.api.Test;

/** What the variance of responses is made of, in the layout of {@link OneWay}. */
class ResponseVarianceTest {

  private static final OneWay LAYOUT = new OneWay(true);
  private static final double ROWS = OneWay.G * OneWay.N;

  private static ResponseVariance variance() {
    return new ResponseVariance(LAYOUT.equations, ROWS);
  }

  @Test
  void theEffectsOfGroupsGiveTheirVariance() {
    assertThat(variance().random(LAYOUT.fitted, 0, LAYOUT.residual))
        .isCloseTo(LAYOUT.variance, within(1e-6 * LAYOUT.variance));
  }

  @Test
  void aConstantDoesNotVary() {
    double[] mean = {LAYOUT.mean};
    double[] working = ResponseVariance.working(LAYOUT.design.coefficientRows(), mean);

    assertThat(variance().fixed(working, ROWS * LAYOUT.mean)).isCloseTo(0, within(1e-9));
  }

  /** XᵀWX of a constant is the number of rows. */
  @Test
  void theFormOfAConstant() {
    assertThat(ResponseVariance.form(LAYOUT.equations, new double[] {2}, new double[] {3}))
        .isCloseTo(6 * ROWS, within(1e-9));
  }

  @Test
  void coefficientsOfTheEquationsSolveForTheUsers() {
    double[] working =
        ResponseVariance.working(new double[][] {{1, 2}, {0, 4}}, new double[] {7, 8});

    assertThat(working).containsExactly(new double[] {3, 2}, within(1e-14));
  }
}
