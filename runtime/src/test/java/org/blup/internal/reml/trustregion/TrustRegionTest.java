package org.blup.internal.reml.trustregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrustRegionTest {

  @Property(tries = 200)
  void noPointOfTheRegionIsLower(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
    Random random = new Random(seed);
    double[] gradient = random.doubles(n, -1, 1).toArray();
    double[] hessian = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        hessian[i * n + j] = random.nextGaussian();
        hessian[j * n + i] = hessian[i * n + j];
      }
    }
    double radius = 0.1 + 3 * random.nextDouble();
    double[] step = new TrustRegion(gradient, hessian).step(radius);
    assertThat(length(step)).isLessThan(radius * (1 + 1e-8));
    double least = change(gradient, hessian, step);
    for (int repeat = 0; repeat < 200; repeat++) {
      double[] other = random.doubles(n, -1, 1).toArray();
      double factor = radius * random.nextDouble() / length(other);
      for (int i = 0; i < n; i++) {
        other[i] *= factor;
      }
      assertThat(change(gradient, hessian, other)).isGreaterThan(least - 1e-7);
    }
  }

  @Test
  void negativeCurvatureLeadsAwayFromASaddle() {
    double[] step = new TrustRegion(new double[2], new double[] {1, 0, 0, -1}).step(0.5);
    assertThat(step[0]).isZero();
    assertThat(Math.abs(step[1])).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void gainIsThatOfTheNewtonStep() {
    TrustRegion region = new TrustRegion(new double[] {2, 0}, new double[] {4, 0, 0, 1});
    assertThat(region.unconstrainedGain()).isCloseTo(0.5, within(1e-12));
    assertThat(region.step(10)).containsExactly(new double[] {-0.5, 0}, within(1e-12));
  }

  @Test
  void aGainIsConfirmedByCurvaturesThatAStepHasShown() {
    TrustRegion region = new TrustRegion(new double[] {2, 1}, new double[] {4, 0, 0, 1});
    assertThat(region.confirmedGain(new double[] {8, 3}, new double[] {8, 3}))
        .isCloseTo(region.unconstrainedGain(), within(1e-12));
    assertThat(region.confirmedGain(new double[] {8, 3}, new double[] {4, 6}))
        .isCloseTo(2 * 0.5 + 0.5, within(1e-12));
    assertThat(region.confirmedGain(new double[2], new double[2]))
        .isGreaterThan(100 * region.unconstrainedGain());
  }

  private static double length(double[] x) {
    double sum = 0;
    for (double element : x) {
      sum += element * element;
    }
    return Math.sqrt(sum);
  }

  private static double change(double[] gradient, double[] hessian, double[] step) {
    double sum = 0;
    for (int i = 0; i < step.length; i++) {
      sum += gradient[i] * step[i];
      for (int j = 0; j < step.length; j++) {
        sum += 0.5 * step[i] * hessian[i * step.length + j] * step[j];
      }
    }
    return sum;
  }
}
