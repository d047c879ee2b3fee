package org.blup.internal.inference.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

/** What distributions of maxima are integrated with. */
class QuadratureTest {

  private static double mean(double df, DoubleUnaryOperator function) {
    ScaleDistribution distribution = ScaleDistribution.of(df);
    double sum = 0;
    for (int i = 0; i < distribution.scales().length; i++) {
      sum += distribution.weights()[i] * function.applyAsDouble(distribution.scales()[i]);
    }
    return sum;
  }

  /** {@code E s² = 1}, {@code E s⁴ = 1 + 2/ν}, {@code E s = √(2/ν) Γ((ν + 1)/2) / Γ(ν/2)}. */
  @Property
  void theMomentsOfAScale(@ForAll @DoubleRange(min = 0.5, max = 5000) double df) {
    double first =
        Math.sqrt(2 / df) * Math.exp(Gamma.logGamma((df + 1) / 2) - Gamma.logGamma(df / 2));

    assertThat(mean(df, s -> s)).isCloseTo(first, within(1e-11));
    assertThat(mean(df, s -> s * s)).isCloseTo(1, within(1e-11));
    assertThat(mean(df, s -> s * s * s * s)).isCloseTo(1 + 2 / df, within(1e-10));
  }

  /** R: {@code pnorm(-c(1, 5, 10, 20, 37))}; to all digits that R prints. */
  @Test
  void theTailOfTheNormal() {
    double[] x = {1, 5, 10, 20, 37};
    double[] tail = {
      0.158655253931457,
      2.866515718791939e-07,
      7.619853024160527e-24,
      2.753624118606234e-89,
      5.725571222524577e-300
    };
    for (int i = 0; i < x.length; i++) {
      assertThat(NormalProbability.cumulative(-x[i])).isCloseTo(tail[i], within(2e-14 * tail[i]));
      assertThat(NormalProbability.cumulative(x[i])).isEqualTo(1 - tail[i], within(1e-16));
    }
  }

  /** No cancellation where both ends lie in one tail. */
  @Property
  void anIntervalIsItsMirrorImage(
      @ForAll @DoubleRange(min = -9, max = 9) double a,
      @ForAll @DoubleRange(min = -9, max = 9) double b) {
    double lower = Math.min(a, b);
    double upper = Math.max(a, b);
    double between = NormalProbability.between(lower, upper);

    assertThat(NormalProbability.between(-upper, -lower))
        .isCloseTo(between, within(1e-13 * between + 1e-300));
    assertThat(between).isBetween(0.0, 1.0);
  }

  /**
   * A lattice integrates waves exactly, but for those of its dual: Sloan &amp; Joe 1994, theorem
   * 2.8. In one dimension these are the multiples of its number of points.
   */
  @Test
  void aLatticeIntegratesWavesExactly() {
    for (int size = 0; size < 3; size++) {
      for (int wave : new int[] {1, 2, 7, 100, KorobovLattice.points(size) - 1}) {
        double[] sum = new double[KorobovLattice.SHIFTS];
        KorobovLattice.visit(
            size, 1, (shift, point, x) -> sum[shift] += Math.cos(2 * Math.PI * wave * x[0]));
        for (double each : sum) {
          assertThat(each / KorobovLattice.points(size)).isCloseTo(0, within(1e-11));
        }
      }
    }
  }

  @Property
  void aRootIsFoundWhateverTheGuess(
      @ForAll @DoubleRange(min = -12, max = 12) double exponent,
      @ForAll @DoubleRange(min = -3, max = 3) double guess) {
    double root = Math.pow(10, exponent);

    assertThat(Roots.ofDecreasing(x -> 1 - x / root, Math.pow(10, guess)))
        .isCloseTo(root, within(2e-13 * root + 2e-14));
  }

  @Test
  void aFunctionWithoutARootHasItAtInfinity() {
    assertThat(Roots.ofDecreasing(x -> 1, 3)).isInfinite();
    assertThat(Roots.ofDecreasing(x -> Double.NaN, 3)).isNaN();
  }
}
