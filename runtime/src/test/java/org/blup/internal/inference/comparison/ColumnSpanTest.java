package org.blup.internal.inference.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether columns are combinations of others, row by row. */
class ColumnSpanTest {

  /** Two spanning columns, and two more: a combination of them, and it with something new. */
  private static OptionalInt outside(double news, double scale, int rows) {
    Random random = new Random(3);
    double[][] matrix = new double[rows][];
    double[] lengths = new double[4];
    for (int i = 0; i < rows; i++) {
      double x = 2000 + i % 17;
      double fresh = random.nextGaussian();
      matrix[i] = new double[] {1, scale * x, 3 - 5 * x, 3 - 5 * x + news * fresh};
      for (int c = 0; c < 4; c++) {
        lengths[c] += matrix[i][c] * matrix[i][c];
      }
    }
    ColumnSpan span = new ColumnSpan(2, Arrays.stream(lengths).map(Math::sqrt).toArray());
    for (double[] row : matrix) {
      span.addRow(row);
    }
    return span.outside();
  }

  /** A year's column is nearly constant: cross-products would have lost half of its digits. */
  @Test
  void combinationsAreFoundForNearlyConstantColumnsOfAnyUnit() {
    for (double scale : new double[] {1e-9, 1, 1e9}) {
      assertThat(outside(0, scale, 500)).isEmpty();
    }
  }

  @Test
  void aColumnWithSomethingNewIsOutside() {
    assertThat(outside(10, 1, 500)).hasValue(1);
  }

  @Test
  void fewerRowsThanABlockAreEnough() {
    assertThat(outside(0, 1, 5)).isEmpty();
    assertThat(outside(10, 1, 5)).hasValue(1);
  }

  @Test
  void nothingSpansNothing() {
    ColumnSpan span = new ColumnSpan(0, new double[] {0, 2});
    span.addRow(new double[] {0, 2});

    assertThat(span.outside()).hasValue(1);
  }
}
