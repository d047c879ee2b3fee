package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.blup.model.MixedFit;

/** Whether two fits are the same but for rounding. */
final class SameFit {

  private static final double TOLERANCE = 1e-9;

  private SameFit() {}

  static void assertSame(MixedFit<?> fit, MixedFit<?> expected) {
    assertThat(fit.rows()).isEqualTo(expected.rows());
    assertThat(fit.criterion()).isCloseTo(expected.criterion(), relative(expected.criterion()));
    assertThat(fit.sigma()).isCloseTo(expected.sigma(), relative(expected.sigma()));
    for (int i = 0; i < expected.theta().length; i++) {
      assertThat(fit.theta()[i]).isCloseTo(expected.theta()[i], within(TOLERANCE));
    }
    for (int i = 0; i < expected.coefficients().size(); i++) {
      double estimate = expected.coefficients().get(i).estimate();
      double error = expected.coefficients().get(i).standardError();
      assertThat(fit.coefficients().get(i).estimate())
          .isCloseTo(estimate, within(TOLERANCE * error));
      assertThat(fit.coefficients().get(i).standardError()).isCloseTo(error, relative(error));
    }
  }

  private static Offset<Double> relative(double value) {
    return within(TOLERANCE * Math.abs(value));
  }
}
