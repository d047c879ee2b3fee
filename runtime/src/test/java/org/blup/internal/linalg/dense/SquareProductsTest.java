package org.blup.internal.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.blup.internal.numeric.Quadratic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products by kernels against plain sums, few and many rows, short and long. */
class SquareProductsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 17", "40, 130", "150, 151"})
  void productsOfRowsArePlainSums(int q, int n) {
    double[][] rows = rows(q, n, 1);
    double[] square = SquareProducts.joined(rows(n, n, 2), n);
    double[] x = SquareProducts.joined(rows, n);

    double[] product = SquareProducts.product(q, n, n, x, square);
    double[] form = SquareProducts.form(q, n, x, square);
    double[] transposed = SquareProducts.timesTransposed(q, n, n, x, square);

    for (int i = 0; i < q; i++) {
      double[] half = Quadratic.times(transpose(n, square), rows[i]);
      assertThat(Arrays.copyOfRange(product, i * n, (i + 1) * n))
          .containsExactly(half, within(1e-11));
      assertThat(Arrays.copyOfRange(transposed, i * n, (i + 1) * n))
          .containsExactly(Quadratic.times(square, rows[i]), within(1e-11));
      assertThat(form[i]).isCloseTo(Quadratic.dot(half, rows[i]), within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 17", "40, 130", "150, 151"})
  void formsAndCombinationsArePlainSums(int q, int n) {
    double[][] rows = rows(q, n, 3);
    double[] symmetric = Quadratic.forms(rows(n, n, 4), identity(n));
    double[] weights = SquareProducts.joined(rows(q, q, 5), q);

    assertThat(SquareProducts.forms(rows, symmetric))
        .containsExactly(Quadratic.forms(rows, symmetric), within(1e-8));
    double[][] combinations = SquareProducts.combinations(weights, rows);
    assertThat(combinations).hasNumberOfRows(q);
    for (int c = 0; c < n; c++) {
      int column = c;
      double[] values = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
      assertThat(Arrays.stream(combinations).mapToDouble(row -> row[column]).toArray())
          .containsExactly(Quadratic.times(weights, values), within(1e-11));
    }
  }

  /** Elements between −1 and 1, so that sums of n products round by n² 2⁻⁵³ at most. */
  private static double[][] rows(int count, int columns, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][];
    Arrays.setAll(rows, i -> random.doubles(columns, -1, 1).toArray());
    return rows;
  }

  private static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * (n + 1)] = 1;
    }
    return identity;
  }

  private static double[] transpose(int n, double[] a) {
    double[] transpose = new double[n * n];
    Arrays.setAll(transpose, e -> a[e % n * n + e / n]);
    return transpose;
  }
}
