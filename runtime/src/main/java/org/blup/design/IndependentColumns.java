package org.blup.design;

import java.util.Arrays;

/**
 * Which columns of X are no combinations of those before them, from left to right, by the Cholesky
 * factorisation of XᵀWX (Golub & Van Loan, 4.2); as lme4 drops columns, but judged after the shift,
 * which costs far fewer digits.
 */
final class IndependentColumns {

  /** The squared norm of what is new in a column, relative to the column's own. */
  private static final double TOLERANCE = 1e-12;

  /** The square of a shifted column, relative to the user's, below which it is rounding error. */
  private static final double ROUNDING = 1e-28;

  private final int size;
  private final double[][] factor;
  private final int[] kept;
  private int rank;

  /**
   * Factors the cross-products.
   *
   * @param gram XᵀWX, P × P row by row
   * @param userSquares the squared norms of the columns before they were shifted
   */
  IndependentColumns(double[] gram, double[] userSquares) {
    size = userSquares.length;
    factor = new double[size][];
    kept = new int[size];
    for (int j = 0; j < size; j++) {
      double own = gram[j * size + j];
      double[] row = new double[rank + 1];
      double rest = own;
      for (int k = 0; k < rank; k++) {
        double[] other = factor[kept[k]];
        double value = gram[j * size + kept[k]];
        for (int i = 0; i < k; i++) {
          value -= row[i] * other[i];
        }
        row[k] = value / other[k];
        rest -= row[k] * row[k];
      }
      factor[j] = row;
      if (rest > TOLERANCE * own && own > ROUNDING * userSquares[j]) {
        row[rank] = Math.sqrt(rest);
        kept[rank++] = j;
      }
    }
  }

  int rank() {
    return rank;
  }

  /** The kept columns, ascending. */
  int[] kept() {
    return Arrays.copyOf(kept, rank);
  }

  /** A dropped column as a combination of the kept ones before it: length rank, zeros behind. */
  double[] combination(int dropped) {
    double[] row = factor[dropped];
    double[] coefficients = new double[rank];
    for (int k = row.length - 2; k >= 0; k--) {
      double value = row[k];
      for (int i = k + 1; i < row.length - 1; i++) {
        value -= factor[kept[i]][k] * coefficients[i];
      }
      coefficients[k] = value / factor[kept[k]][k];
    }
    return coefficients;
  }
}
