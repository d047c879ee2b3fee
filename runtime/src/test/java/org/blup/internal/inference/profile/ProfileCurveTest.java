package org.blup.internal.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.reml.solution.NoOptimumException;
import org.junit.jupiter.api.Test;

/** Profiles of made-up deviances, whose bounds are known in closed form. */
class ProfileCurveTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** {@code d(v, x) = v² + (x − v)²}, and from some v on more by 2. */
  private static final class Square implements ProfileCurve.Slice {

    private final double value;
    private final double jump;
    private double at;

    Square(double value, double jump) {
      this.value = value;
      this.jump = jump;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public double value(double[] x) {
      at = x[0];
      return value * value + (x[0] - value) * (x[0] - value) + (value > jump ? 2 : 0);
    }

    @Override
    public double[] gradient() {
      return new double[] {2 * (at - value)};
    }

    @Override
    public double rounding() {
      return 1e-15 * (1 + value * value);
    }

    @Override
    public double[] awayFromZero(double[] x) {
      return x;
    }

    @Override
    public double[] withLargerDeviations(double[] x) {
      return x;
    }

    @Override
    public double[] theta(double[] x) {
      return x;
    }
  }

  /** ζ is v up to the jump and {@code √(v² + 2)} beyond it. */
  private static ProfileCurve curve(double jump) {
    ProfileRange range =
        new ProfileRange(new FixedEffect(new double[] {1}), 0, -INFINITE, INFINITE, 0.7);
    return new ProfileCurve("slope", v -> new Square(v, jump), range, 0, new double[] {0});
  }

  @Test
  void boundsAreWhereTheRootOfTheDevianceIsReached() {
    assertThat(curve(INFINITE).bound(1.96)).isCloseTo(1.96, within(1e-8));
    assertThat(curve(INFINITE).bound(-1.96)).isCloseTo(-1.96, within(1e-8));
  }

  @Test
  void aBoundInsideOfAJumpIsRefusedAndOneOnEitherSideIsNot() {
    assertThat(curve(1).bound(0.9)).isCloseTo(0.9, within(1e-8));
    assertThat(curve(1).bound(2)).isCloseTo(Math.sqrt(2), within(1e-8));
    assertThatThrownBy(() -> curve(1).bound(1.5))
        .isInstanceOf(NoOptimumException.class)
        .hasMessageStartingWith("The profile of slope jumps at 1.0")
        .hasMessageContaining("different minima");
  }
}
