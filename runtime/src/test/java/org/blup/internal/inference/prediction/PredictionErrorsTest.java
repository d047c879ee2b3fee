package org.blup.internal.inference.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.inference.OneWay;
import org.junit.jupiter.api.Test;

/**
 * Errors of prediction in the balanced one-way layout. With {@code ρ = n τ²/λ} the mean of a known
 * group is off by {@code σ²/n (1/g + (1 − 1/g) ρ)}, that of a new one by {@code λ/(g n) + τ²}.
 */
class PredictionErrorsTest {

  private static final OneWay LAYOUT = new OneWay(true);

  private static final PredictionErrors ERRORS =
      new PredictionErrors(
          LAYOUT.fitted,
          LAYOUT.solution.sigma(),
          () -> {
            throw new AssertionError("the uncertainty of θ is not asked for");
          });

  private static LinearPredictor predictor(int level, double residual) {
    double known = level < 0 ? 0 : 1;
    return new LinearPredictor(
        LAYOUT.intercept(),
        new int[] {level},
        new double[][] {{known}},
        new double[][] {{1 - known}},
        residual);
  }

  @Test
  void aKnownGroup() {
    double rho = OneWay.N * LAYOUT.variance / LAYOUT.lambda;
    double expected = LAYOUT.residual / OneWay.N * (1 + (OneWay.G - 1) * rho) / OneWay.G;

    assertThat(ERRORS.variance(predictor(3, 0))).isCloseTo(expected, within(1e-6));
  }

  @Test
  void aNewGroupAndANewRowOfIt() {
    double mean = LAYOUT.lambda / (OneWay.G * OneWay.N) + LAYOUT.variance;

    assertThat(ERRORS.variance(predictor(-1, 0))).isCloseTo(mean, within(1e-6));
    assertThat(ERRORS.variance(predictor(-1, 1))).isCloseTo(mean + LAYOUT.residual, within(1e-6));
  }
}
