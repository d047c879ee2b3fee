package org.blup.internal.inference.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CovarianceAxesTest {

  /** {@code Σ_e s_e² v_e v_eᵀ} is the covariance, the largest first, though it lacks rank. */
  @Property
  void theAxesMakeUpTheCovariance(
      @ForAll @IntRange(min = 1, max = 6) int n,
      @ForAll @IntRange(min = 1, max = 6) int rank,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] covariance = new double[n * n];
    for (int r = 0; r < rank; r++) {
      double[] factor = random.doubles(n, -2, 2).toArray();
      for (int i = 0; i < n * n; i++) {
        covariance[i] += factor[i / n] * factor[i % n];
      }
    }
    CovarianceAxes axes = CovarianceAxes.of(n, covariance.clone());

    double[] sum = new double[n * n];
    for (int e = 0; e < n; e++) {
      double s = axes.standardDeviations()[e];
      assertThat(s).isLessThanOrEqualTo(e == 0 ? s : axes.standardDeviations()[e - 1]);
      for (int i = 0; i < n * n; i++) {
        sum[i] += s * s * axes.axes()[e][i / n] * axes.axes()[e][i % n];
      }
    }
    assertThat(sum).containsExactly(covariance, within(1e-12));
  }

  /** {@code log (1 − r²)} of two variables, in whatever units. */
  @Test
  void theDeterminantOfTwoCorrelations() {
    double[] covariance = {4e-20, 3, 1.2e-7, 3, 1e30, 5, 1.2e-7, 5, 9e6};

    assertThat(Determinants.logCorrelation(3, covariance, new boolean[] {true, false, true}))
        .isCloseTo(Math.log(1 - 0.2 * 0.2), within(1e-12));
    assertThat(Determinants.logCorrelation(3, covariance, new boolean[3])).isZero();
  }
}
