package org.blup.internal.design.moments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductSumsTest {

  private static final int ROWS = 256;
  private static final int CELLS = 40;

  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11})
  void rowsOfOneCellAreAddedInTheirOrder(int width) {
    double[][] products = products(width);
    double[] sums = random.doubles(3 * width).toArray();
    double[] expected = sums.clone();
    for (int r = 5; r < 200; r++) {
      for (int k = 0; k < width; k++) {
        expected[width + k] += products[k][r];
      }
    }

    ProductSums.add(products, 5, 200, sums, width);

    assertThat(sums).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 30, 256})
  void cellsTakeTheirRowsInOrderHoweverLongTheirRuns(int run) {
    for (int width = 1; width <= 9; width++) {
      double[][] products = products(width);
      int[] cell = new int[ROWS];
      Arrays.setAll(cell, r -> r % run == 0 ? random.nextInt(CELLS) : cell[r - 1]);
      double[] sums = random.doubles(CELLS * width).toArray();
      double[] expected = sums.clone();
      for (int r = 0; r < ROWS; r++) {
        for (int k = 0; k < width; k++) {
          expected[cell[r] * width + k] += products[k][r];
        }
      }

      ProductSums.add(products, ROWS, cell, sums, width);

      assertThat(sums).containsExactly(expected);
    }
  }

  private double[][] products(int width) {
    double[][] products = new double[width][];
    Arrays.setAll(products, k -> random.doubles(ROWS).toArray());
    return products;
  }
}
