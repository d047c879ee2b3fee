package org.blup.internal.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JavaKernelsTest {

  @Property(tries = 150)
  void subtractsTheProduct(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int m,
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 150) int k,
      @ForAll boolean transposedA,
      @ForAll boolean transposed) {
    Random random = new Random(seed);
    int lda = (transposedA ? k : m) + random.nextInt(3);
    int ldc = m + random.nextInt(3);
    double[] a = random.doubles(2 + lda * (transposedA ? m : k), -1, 1).toArray();
    double[] b = random.doubles(1 + n * k, -1, 1).toArray();
    double[] c = random.doubles(1 + ldc * n, -1, 1).toArray();
    double[] before = c.clone();
    int bRow = transposed ? n : 1;
    int bColumn = transposed ? 1 : k;
    int aRow = transposedA ? lda : 1;
    int aColumn = transposedA ? 1 : lda;
    new JavaKernels().subtractProduct(m, n, k, a, 2, aRow, aColumn, b, 1, bRow, bColumn, c, 1, ldc);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        double sum = before[1 + i + j * ldc];
        for (int l = 0; l < k; l++) {
          sum -= a[2 + i * aRow + l * aColumn] * b[1 + l * bRow + j * bColumn];
        }
        assertThat(c[1 + i + j * ldc]).isCloseTo(sum, within(1e-12));
      }
      for (int i = m; i < ldc && 1 + i + j * ldc < c.length; i++) {
        assertThat(c[1 + i + j * ldc]).isEqualTo(before[1 + i + j * ldc]);
      }
    }
  }
}
