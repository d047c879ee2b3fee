package org.blup.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Covariances of effects out of templates, in the layout of {@link OneWay}. */
class EffectCovariancesTest {

  @Test
  void theVarianceOfAnInterceptIsTheClosedForm() {
    for (boolean reml : new boolean[] {true, false}) {
      OneWay layout = new OneWay(reml);
      double[][] covariances = EffectCovariances.of(layout.equations, layout.solution);
      double[][] relative = EffectCovariances.relative(layout.equations, layout.solution);

      assertThat(covariances).hasDimensions(1, 1);
      assertThat(covariances[0][0]).isCloseTo(layout.variance, within(1e-6 * layout.variance));
      assertThat(relative[0][0])
          .isCloseTo(layout.variance / layout.residual, within(1e-6 * relative[0][0]));
    }
  }
}
