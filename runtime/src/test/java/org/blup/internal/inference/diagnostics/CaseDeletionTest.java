package org.blup.internal.inference.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.inference.OneWay;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.junit.jupiter.api.Test;

/** A group left out of the balanced one-way layout, whose answers are those of the other groups. */
class CaseDeletionTest {

  private static final OneWay LAYOUT = new OneWay(true);

  private static final int GONE = 4;

  private static CaseDeletion deletion() {
    RowProducts rows = new RowProducts(LAYOUT.fitted);
    double effect = LAYOUT.fitted.effects(0)[GONE];
    LinearPredictor row =
        new LinearPredictor(
            LAYOUT.intercept(), new int[] {GONE}, new double[][] {{1}}, new double[][] {{0}}, 0);
    for (double y : LAYOUT.y[GONE]) {
      rows.add(row, 1, y - LAYOUT.mean - effect);
    }
    long[] ofLevels = new long[OneWay.G];
    Arrays.fill(ofLevels, OneWay.N);
    return CaseDeletion.of(LAYOUT.fitted, rows, new long[][] {ofLevels}, List.of());
  }

  /** Without the group the mean is that of the other groups' means. */
  @Test
  void theMeanIsThatOfTheOthers() {
    double change = (LAYOUT.mean - LAYOUT.means[GONE]) / (OneWay.G - 1);

    assertThat(deletion().change()[0]).isCloseTo(change, within(1e-9));
  }

  /** At the same θ: {@code (SSW₋ + SSB₋ σ²/λ) / (N₋ − 1)}, and times {@code λ/σ² / N₋}. */
  @Test
  void theVarianceIsThatOfTheOthersAtTheSameTheta() {
    double change = (LAYOUT.mean - LAYOUT.means[GONE]) / (OneWay.G - 1);
    double mean = LAYOUT.mean + change;
    double squares = 0;
    double ratio = LAYOUT.lambda / LAYOUT.residual;
    for (int i = 0; i < OneWay.G; i++) {
      double own = LAYOUT.means[i];
      if (i != GONE) {
        squares += Arrays.stream(LAYOUT.y[i]).map(y -> (y - own) * (y - own)).sum();
        squares += OneWay.N * (own - mean) * (own - mean) / ratio;
      }
    }
    int rows = (OneWay.G - 1) * OneWay.N;
    double variance = squares / (rows - 1);

    assertThat(deletion().variance()).isCloseTo(variance, within(1e-6));
    assertThat(deletion().covariance()[0]).isCloseTo(variance * ratio / rows, within(1e-6));
  }

  /** {@code change² / Var(ȳ)}, and the trace of the group's part of the hat matrix. */
  @Test
  void cooksDistanceAndLeverage() {
    double change = (LAYOUT.mean - LAYOUT.means[GONE]) / (OneWay.G - 1);
    double variance = LAYOUT.lambda / (OneWay.G * OneWay.N);
    double rho = OneWay.N * LAYOUT.variance / LAYOUT.lambda;

    assertThat(deletion().cooksDistance()).isCloseTo(change * change / variance, within(1e-7));
    assertThat(deletion().leverage())
        .isCloseTo((1 + (OneWay.G - 1) * rho) / OneWay.G, within(1e-7));
  }

  @Test
  void theVarianceOfTheGroupsOverTheRows() {
    double weights = OneWay.G * OneWay.N;
    ResponseVariance variance = new ResponseVariance(LAYOUT.equations, weights);

    assertThat(variance.random(LAYOUT.fitted, 0, LAYOUT.residual))
        .isCloseTo(LAYOUT.variance, within(1e-6));
  }
}
