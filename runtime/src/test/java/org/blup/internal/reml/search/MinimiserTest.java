package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MinimiserTest {

  /** Rosenbrock's valley (1960), with its least value 0 at (1, 1). */
  private static final class Valley implements Minimiser.Smooth {
    private double x;
    private double y;

    @Override
    public int size() {
      return 2;
    }

    @Override
    public double value(double[] at) {
      x = at[0];
      y = at[1];
      return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
    }

    @Override
    public void gradient(double[] gradient) {
      gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
      gradient[1] = 200 * (y - x * x);
    }
  }

  /** {@code x⁴ − x² + y²}: a saddle at zero, minima of −1/4 at x = ±1/√2; no value beyond 2. */
  private static final class TwoBasins implements Minimiser.Smooth {
    private double x;
    private double y;

    @Override
    public int size() {
      return 2;
    }

    @Override
    public double value(double[] at) {
      x = at[0];
      y = at[1];
      return Math.abs(x) > 2 ? Double.POSITIVE_INFINITY : x * x * x * x - x * x + y * y;
    }

    @Override
    public void gradient(double[] gradient) {
      gradient[0] = 4 * x * x * x - 2 * x;
      gradient[1] = 2 * y;
    }
  }

  @Test
  void aCurvedValleyIsFollowedToItsEnd() {
    Minimiser minimiser = new Minimiser(new Valley(), new double[] {-1.2, 1});

    assertThat(minimiser.run(1e-14)).isTrue();
    assertThat(minimiser.x()).containsExactly(new double[] {1, 1}, within(1e-6));
    assertThat(minimiser.evaluations()).isLessThan(150);
  }

  @Test
  void aSaddleIsLeft() {
    Minimiser minimiser = new Minimiser(new TwoBasins(), new double[] {1e-6, 1});

    assertThat(minimiser.run(1e-14)).isTrue();
    assertThat(minimiser.value()).isCloseTo(-0.25, within(1e-12));
  }

  @Test
  void withoutAValueAtTheStartNothingIsFound() {
    assertThat(new Minimiser(new TwoBasins(), new double[] {3, 0}).run(1e-10)).isFalse();
  }
}
