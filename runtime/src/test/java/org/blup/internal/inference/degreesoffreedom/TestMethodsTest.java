package org.blup.internal.inference.degreesoffreedom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.util.Precision;
import org.blup.internal.inference.OneWay;
import org.blup.internal.inference.estimability.HypothesisSpace;
import org.junit.jupiter.api.Test;

/**
 * The mean of a balanced one-way layout: its variance is {@code MSB / (g n)}, of which g − 1
 * degrees of freedom are known exactly, and every method but Wald's must find them.
 */
class TestMethodsTest {

  private static final OneWay LAYOUT = new OneWay(true);

  private static final double[] MEAN = LAYOUT.intercept();

  private static final double VARIANCE = LAYOUT.lambda / (OneWay.G * OneWay.N);

  private static List<FixedEffectTests> exact() {
    return List.of(
        TestMethods.satterthwaite(LAYOUT.equations, LAYOUT.solution, true),
        TestMethods.kenwardRoger(
            LAYOUT.equations, LAYOUT.solution, true, KenwardRogerForm.EXPECTED),
        TestMethods.kenwardRoger(
            LAYOUT.equations, LAYOUT.solution, true, KenwardRogerForm.OBSERVED));
  }

  @Test
  void theMeanHasAsManyDegreesOfFreedomAsGroupsLessOne() {
    for (FixedEffectTests tests : exact()) {
      assertThat(tests.degreesOfFreedom(MEAN)).isCloseTo(OneWay.G - 1, within(1e-5));
      assertThat(tests.standardError(MEAN)).isCloseTo(Math.sqrt(VARIANCE), within(1e-7));
    }
  }

  @Test
  void oneHypothesisIsTheSquareOfItsT() {
    double difference = 0.7;
    HypothesisSpace.Rows rows =
        new HypothesisSpace(LAYOUT.equations)
            .rows(new double[][] {MEAN, MEAN}, new double[] {difference, difference});
    for (FixedEffectTests tests : exact()) {
      FStatistic statistic = tests.joint(rows);
      assertThat(statistic.numeratorDf()).isEqualTo(1);
      assertThat(statistic.denominatorDf()).isCloseTo(OneWay.G - 1, within(1e-5));
      assertThat(statistic.f()).isCloseTo(difference * difference / VARIANCE, within(1e-6));
    }
    FStatistic wald = TestMethods.wald(LAYOUT.solution).joint(rows);
    assertThat(wald.denominatorDf()).isInfinite();
    assertThat(wald.f()).isCloseTo(difference * difference / VARIANCE, within(1e-6));
  }

  /** REML is fitted anew for it, so what is known of an ML fit does not matter. */
  @Test
  void kenwardAndRogersMethodIsThatOfRemlForAnMlFit() {
    OneWay ml = new OneWay(false);
    FixedEffectTests tests =
        TestMethods.kenwardRoger(ml.equations, ml.solution, false, KenwardRogerForm.EXPECTED);

    assertThat(Precision.equals(ml.lambda, LAYOUT.lambda, 1e-3)).isFalse();
    assertThat(tests.standardError(MEAN)).isCloseTo(Math.sqrt(VARIANCE), within(1e-7));
    assertThat(tests.degreesOfFreedom(MEAN)).isCloseTo(OneWay.G - 1, within(1e-5));
  }
}
