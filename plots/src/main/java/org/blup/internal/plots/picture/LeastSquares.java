package org.blup.internal.plots.picture;

import java.util.Arrays;

/** Least squares of few columns, by their cross-products. */
final class LeastSquares {

  /** Pivots that are smaller, beside their diagonal, count as zero. */
  private static final double SMALLEST_PIVOT = 1e-10;

  private final int k;
  private final double[][] a;
  private final double[] b;

  LeastSquares(int columns) {
    k = columns;
    a = new double[k][k];
    b = new double[k];
  }

  void add(double[] x, double y) {
    for (int i = 0; i < k; i++) {
      b[i] += x[i] * y;
      for (int j = 0; j <= i; j++) {
        a[i][j] += x[i] * x[j];
      }
    }
  }

  /** The coefficients; {@code NaN} where columns depend on each other. */
  double[] solution() {
    double[][] factor = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int c = 0; c < j; c++) {
          sum -= factor[i][c] * factor[j][c];
        }
        if (i == j && !(sum > SMALLEST_PIVOT * a[i][i])) {
          double[] none = new double[k];
          Arrays.fill(none, Double.NaN);
          return none;
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    double[] x = b.clone();
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < i; c++) {
        x[i] -= factor[i][c] * x[c];
      }
      x[i] /= factor[i][i];
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int c = i + 1; c < k; c++) {
        x[i] -= factor[c][i] * x[c];
      }
      x[i] /= factor[i][i];
    }
    return x;
  }
}
