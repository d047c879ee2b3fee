package org.blup.internal.reml.trustregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.numeric.Quadratic;
import org.junit.jupiter.api.Test;

class SecantCorrectionTest {

  private static final double[] CURVATURE = {4, 1, 1, 3};
  private static final double[] PLAIN = {5, 0, 0, 3};

  @Test
  void whatThePlainModelForetellsIsNotCorrected() {
    SecantCorrection secant = new SecantCorrection(2);
    double[] step = {0.5, -2};
    secant.learn(step, Quadratic.times(PLAIN, step), PLAIN, PLAIN);
    assertThat(secant.model(PLAIN)).containsExactly(PLAIN);
  }

  @Test
  void theCorrectedModelIsTrueAlongTheLastStepAndSymmetric() {
    SecantCorrection secant = new SecantCorrection(2);
    for (double[] step : new double[][] {{1, 0}, {1, 1}, {1, -2}}) {
      double[] change = Quadratic.times(CURVATURE, step);
      secant.learn(step, change, PLAIN, PLAIN);
      secant.learn(step, change, PLAIN, PLAIN);
      double[] model = secant.model(PLAIN);
      assertThat(Quadratic.times(model, step)).containsExactly(change, within(1e-12));
      assertThat(model[1]).isEqualTo(model[2]);
    }
  }

  @Test
  void stepsInTurnShowTheWholeCurvature() {
    SecantCorrection secant = new SecantCorrection(2);
    for (int i = 0; i < 60; i++) {
      double[] step = i % 2 == 0 ? new double[] {1, 0} : new double[] {1, 1};
      secant.learn(step, Quadratic.times(CURVATURE, step), PLAIN, PLAIN);
    }
    assertThat(secant.model(PLAIN)).containsExactly(CURVATURE, within(1e-8));
  }

  @Test
  void aCorrectionThatIsNoLongerTrueIsDistrusted() {
    SecantCorrection secant = new SecantCorrection(1);
    double[] step = {1};
    secant.learn(step, new double[] {2}, new double[] {1}, new double[] {1});
    secant.learn(step, new double[] {2}, new double[] {1}, new double[] {1});
    assertThat(secant.model(new double[] {1})).containsExactly(2);
    secant.learn(step, new double[] {1}, new double[] {1}, new double[] {1});
    assertThat(secant.model(new double[] {1})).containsExactly(1);
  }
}
