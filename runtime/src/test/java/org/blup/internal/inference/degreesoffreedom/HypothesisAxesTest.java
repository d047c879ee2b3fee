package org.blup.internal.inference.degreesoffreedom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.numeric.Quadratic;
import org.junit.jupiter.api.Test;

/** Several hypotheses as uncorrelated ones of variance 1. */
class HypothesisAxesTest {

  private static final double[] COVARIANCE = {2, 1, 0, 1, 3, -1, 0, -1, 4};
  private static final double[][] HYPOTHESES = {{1, -1, 0}, {0, 1, -1}};
  private static final double[] DIFFERENCES = {0.5, -2};

  private static HypothesisAxes axes(double[][] hypotheses, double[] differences) {
    return new HypothesisAxes(new HypothesisSpace.Rows(hypotheses, differences), COVARIANCE);
  }

  @Test
  void axesAreUncorrelatedAndOfVarianceOne() {
    HypothesisAxes axes = axes(HYPOTHESES, DIFFERENCES);

    assertThat(axes.rank()).isEqualTo(2);
    assertThat(Quadratic.forms(axes.axes, COVARIANCE))
        .containsExactly(new double[] {1, 0, 0, 1}, within(1e-14));
  }

  /**
   * {@code L Φ Lᵀ} is (3, −3; −3, 9), its inverse (9, 3; 3, 3)/18, and {@code dᵀ(L Φ Lᵀ)⁻¹d} is
   * (9/4 − 6 + 12)/18.
   */
  @Test
  void waldsStatisticIsTheQuadraticForm() {
    assertThat(Quadratic.forms(HYPOTHESES, COVARIANCE)).containsExactly(3, -3, -3, 9);
    assertThat(axes(HYPOTHESES, DIFFERENCES).wald()).isCloseTo(8.25 / 18, within(1e-14));
  }

  @Test
  void anotherBasisOfTheHypothesesChangesNothing() {
    double[][] sumAndDifference = {{1, 0, -1}, {1, -2, 1}};
    double[] differences = {0.5 - 2, 0.5 + 2};

    assertThat(axes(sumAndDifference, differences).wald()).isCloseTo(8.25 / 18, within(1e-14));
  }

  /**
   * The first coefficient in another unit, and its sum with the third: {@code 1²/2 + 2²/4}, since
   * these are uncorrelated. One variance is 2e-13 times the other.
   */
  @Test
  void unitsOfCoefficientsCostNoDigits() {
    double[][] hypotheses = {{1e-6, 0, 0}, {1, 0, 1}};

    assertThat(axes(hypotheses, new double[] {1e-6, 3}).wald()).isCloseTo(1.5, within(1e-12));
  }
}
