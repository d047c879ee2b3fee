package org.blup.internal.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SymmetricEigenTest {

  @Property(tries = 200)
  void vectorsAreStretchedByTheValues(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n) {
    Random random = new Random(seed);
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i * n + j] = random.nextGaussian();
        a[j * n + i] = a[i * n + j];
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(n, a);
    assertThat(eigen.values()).isSorted();
    for (int e = 0; e < n; e++) {
      for (int i = 0; i < n; i++) {
        double product = 0;
        for (int j = 0; j < n; j++) {
          product += a[i * n + j] * eigen.vector(e, j);
        }
        double expected = eigen.values()[e] * eigen.vector(e, i);
        assertThat(product).isCloseTo(expected, within(1e-11));
      }
    }
  }
}
