package org.blup.precision;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Columns in 32 digits, and what is orthogonal in them. */
final class PreciseColumns {

  private PreciseColumns() {}

  /** Columns times the roots of weights. */
  static DoubleDouble[][] weighted(double[][] columns, double[] weights) {
    DoubleDouble[][] weighted = new DoubleDouble[columns.length][weights.length];
    for (int i = 0; i < weights.length; i++) {
      DoubleDouble root = DoubleDouble.of(weights[i]).squareRoot();
      for (int c = 0; c < columns.length; c++) {
        weighted[c][i] = root.times(columns[c][i]);
      }
    }
    return weighted;
  }

  /**
   * Makes columns orthogonal, or only of mean square one, in place; columns that others make up
   * become zero.
   *
   * @param dependent the least share of a column's square that others may leave
   * @return what the columns have to be multiplied by
   */
  static DoubleDouble[][] orthogonalise(DoubleDouble[][] columns, boolean mixed, double dependent) {
    int k = columns.length;
    DoubleDouble[][] multiples = new DoubleDouble[k][k];
    for (int c = 0; c < k; c++) {
      Arrays.fill(multiples[c], DoubleDouble.ZERO);
      multiples[c][c] = DoubleDouble.ONE;
    }
    for (int c = 0; c < k; c++) {
      DoubleDouble before = product(columns[c], columns[c]);
      for (int d = 0; d < (mixed ? 2 * c : 0); d++) {
        int other = d % c;
        DoubleDouble square = product(columns[other], columns[other]);
        if (square.high() > 0) {
          DoubleDouble multiple = product(columns[other], columns[c]).over(square);
          columns[c] = less(columns[c], multiple, columns[other]);
          for (int e = 0; e <= other; e++) {
            multiples[e][c] = multiples[e][c].minus(multiple.times(multiples[e][other]));
          }
        }
      }
      DoubleDouble square = product(columns[c], columns[c]);
      boolean nothing = !(square.high() > dependent * before.high());
      DoubleDouble unit =
          nothing
              ? DoubleDouble.ZERO
              : DoubleDouble.ONE.over(square.over(DoubleDouble.of(columns[c].length)).squareRoot());
      for (int i = 0; i < columns[c].length; i++) {
        columns[c][i] = columns[c][i].times(unit);
      }
      for (int e = 0; e <= c; e++) {
        multiples[e][c] = multiples[e][c].times(unit);
      }
    }
    return multiples;
  }

  static DoubleDouble product(DoubleDouble[] a, DoubleDouble[] b) {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.plus(a[i].times(b[i]));
    }
    return sum;
  }

  /** {@code a} less a multiple of {@code b}. */
  static DoubleDouble[] less(DoubleDouble[] a, DoubleDouble multiple, DoubleDouble[] b) {
    return IntStream.range(0, a.length)
        .mapToObj(i -> a[i].minus(multiple.times(b[i])))
        .toArray(DoubleDouble[]::new);
  }

  /** The column divided by its length. */
  static DoubleDouble[] unit(DoubleDouble[] column) {
    DoubleDouble length = product(column, column).squareRoot();
    return Arrays.stream(column).map(v -> v.over(length)).toArray(DoubleDouble[]::new);
  }

  /** The columns in double precision. */
  static double[][] high(DoubleDouble[][] columns) {
    return Arrays.stream(columns)
        .map(column -> Arrays.stream(column).mapToDouble(DoubleDouble::high).toArray())
        .toArray(double[][]::new);
  }
}
