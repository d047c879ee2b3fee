package org.blup.internal.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TridiagonalEigenTest {

  @Property(tries = 200)
  void valuesAreThoseOfJacobisMethodAndVectorsAreStretchedByThem(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n, @ForAll boolean losesRank) {
    double[] a = matrix(new Random(seed), n, losesRank ? (n + 1) / 2 : n);
    TridiagonalEigen eigen = new TridiagonalEigen(n, a);
    assertThat(eigen.converged).isTrue();
    double[] sorted = eigen.values.clone();
    Arrays.sort(sorted);
    double[] expected = new SymmetricEigen(n, a).values();
    double close = 1e-13 * n * Math.max(Math.abs(expected[0]), Math.abs(expected[n - 1]));
    for (int e = 0; e < n; e++) {
      assertThat(sorted[e]).isCloseTo(expected[e], within(close));
      for (int i = 0; i < n; i++) {
        double product = 0;
        for (int j = 0; j < n; j++) {
          product += a[i * n + j] * eigen.vectors[e][j];
        }
        assertThat(product)
            .isCloseTo(eigen.values[e] * eigen.vectors[e][i], within(close + Double.MIN_NORMAL));
      }
    }
  }

  @Test
  void diagonalMatricesKeepTheirValues() {
    int n = 30;
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * (n + 1)] = Math.pow(10, i % 7 - 3);
    }
    TridiagonalEigen eigen = new TridiagonalEigen(n, a);
    for (int i = 0; i < n; i++) {
      assertThat(eigen.values[i]).isCloseTo(a[i * (n + 1)], within(1e-12));
    }
  }

  @Test
  void numbersThatAreNoneEndTheIteration() {
    double[] a = new double[30 * 30];
    Arrays.fill(a, Double.NaN);
    assertThat(new TridiagonalEigen(30, a).converged).isFalse();
  }

  /** Of a given rank at most, of either sign. */
  private static double[] matrix(Random random, int n, int rank) {
    double[] a = new double[n * n];
    for (int r = 0; r < rank; r++) {
      double[] x = random.doubles(n, -1, 1).toArray();
      double factor = random.nextGaussian();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a[i * n + j] += factor * x[i] * x[j];
        }
      }
    }
    return a;
  }
}
