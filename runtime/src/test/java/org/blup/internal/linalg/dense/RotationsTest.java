package org.blup.internal.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RotationsTest {

  @Property(tries = 200)
  void orthogonalColumnsHaveTheSameSquare(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int n) {
    double[] a = new Random(seed).doubles(n * n, -1, 1).toArray();
    double[] expected = square(n, a);
    double[] lengths = Rotations.orthogonalise(n, a);
    assertThat(square(n, a)).containsExactly(expected, within(1e-12));
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        double product = 0;
        for (int i = 0; i < n; i++) {
          product += a[i * n + p] * a[i * n + q];
        }
        assertThat(product).isCloseTo(p == q ? lengths[p] * lengths[p] : 0, within(1e-12));
      }
    }
    assertThat(lengths).isSortedAccordingTo((x, y) -> Double.compare(y, x));
  }

  @Property(tries = 200)
  void trianglesHaveTheSameSquareAndRank(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int n,
      @ForAll @IntRange(min = 0, max = 6) int wanted,
      @ForAll boolean firstRowIsZero) {
    Random random = new Random(seed);
    int rank = Math.min(wanted, firstRowIsZero ? n - 1 : n);
    double[] a = new double[n * n];
    for (int i = firstRowIsZero ? 1 : 0; i < n; i++) {
      for (int j = 0; j < rank; j++) {
        a[i * n + j] = random.nextGaussian();
      }
    }
    double[] expected = square(n, a);
    Rotations.lowerTriangle(n, a, rank);
    assertThat(square(n, a)).containsExactly(expected, within(1e-12));
    int zeros = 0;
    for (int i = 0; i < n; i++) {
      assertThat(a[i * n + i]).isNotNegative();
      zeros += a[i * n + i] == 0 ? 1 : 0;
      for (int j = i + 1; j < n; j++) {
        assertThat(a[i * n + j]).isZero();
      }
    }
    assertThat(zeros).isEqualTo(n - rank);
  }

  @Test
  void smallColumnsKeepTheirDigits() {
    double[] a = {1, 1, 1, 1 + 1e-9};
    double[] lengths = Rotations.orthogonalise(2, a);
    assertThat(lengths[0] * lengths[1]).isCloseTo(1e-9, within(1e-16));
  }

  private static double[] square(int n, double[] a) {
    double[] square = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < n; l++) {
          square[i * n + j] += a[i * n + l] * a[j * n + l];
        }
      }
    }
    return square;
  }
}
