package org.blup.internal.linalg.dense;

/**
 * Sums {@code XᵀY} over the rows of two tall matrices of few columns, each row by row. One instance
 * serves one thread at a time.
 */
public final class TallProducts {

  /** With at least this many columns of both factors dense kernels are faster. */
  private static final int WIDE = 16;

  private final DenseKernels kernels;

  public TallProducts() {
    this(new JavaKernels());
  }

  public TallProducts(DenseKernels kernels) {
    this.kernels = kernels;
  }

  /**
   * {@code C ← C − XᵀY}.
   *
   * @param rows how many rows
   * @param x with {@code m} columns from {@code xStart} on
   * @param y with {@code n} columns from {@code yStart} on
   * @param c column-major: element (i, j) at {@code cStart + i + j ldc}
   */
  public void subtract(
      int rows,
      double[] x,
      int xStart,
      int m,
      double[] y,
      int yStart,
      int n,
      double[] c,
      int cStart,
      int ldc) {
    if (m >= WIDE && n >= 3) {
      kernels.subtractProduct(m, n, rows, x, xStart, 1, m, y, yStart, n, 1, c, cStart, ldc);
      return;
    }
    for (int i = 0; i < m; i += 3) {
      for (int j = 0; j < n; j += 3) {
        int to = cStart + i + j * ldc;
        if (i + 2 < m && j + 2 < n) {
          threeByThree(rows, x, xStart + i, m, y, yStart + j, n, c, to, ldc);
        } else {
          edge(rows, x, xStart, i, m, y, yStart, j, n, c, cStart, ldc);
        }
      }
    }
  }

  /**
   * {@code C ← C − XᵀX} on and below the diagonal; what is above means nothing.
   *
   * @param c m × m, column-major
   */
  public void subtractSquare(int rows, double[] x, int xStart, int m, double[] c) {
    if (m >= WIDE) {
      kernels.subtractProduct(m, m, rows, x, xStart, 1, m, x, xStart, m, 1, c, 0, m);
      return;
    }
    for (int j = 0; j < m; j += 3) {
      for (int i = j; i < m; i += 3) {
        if (i + 2 < m) {
          threeByThree(rows, x, xStart + i, m, x, xStart + j, m, c, i + j * m, m);
        } else {
          edge(rows, x, xStart, i, m, x, xStart, j, m, c, 0, m);
        }
      }
    }
  }

  private static void threeByThree(
      int rows,
      double[] x,
      int xAt,
      int m,
      double[] y,
      int yAt,
      int n,
      double[] c,
      int to,
      int ld) {
    double c00 = 0, c10 = 0, c20 = 0;
    double c01 = 0, c11 = 0, c21 = 0;
    double c02 = 0, c12 = 0, c22 = 0;
    for (int r = 0; r < rows; r++) {
      double x0 = x[xAt + r * m];
      double x1 = x[xAt + r * m + 1];
      double x2 = x[xAt + r * m + 2];
      double y0 = y[yAt + r * n];
      double y1 = y[yAt + r * n + 1];
      double y2 = y[yAt + r * n + 2];
      c00 += x0 * y0;
      c10 += x1 * y0;
      c20 += x2 * y0;
      c01 += x0 * y1;
      c11 += x1 * y1;
      c21 += x2 * y1;
      c02 += x0 * y2;
      c12 += x1 * y2;
      c22 += x2 * y2;
    }
    c[to] -= c00;
    c[to + 1] -= c10;
    c[to + 2] -= c20;
    c[to + ld] -= c01;
    c[to + ld + 1] -= c11;
    c[to + ld + 2] -= c21;
    c[to + 2 * ld] -= c02;
    c[to + 2 * ld + 1] -= c12;
    c[to + 2 * ld + 2] -= c22;
  }

  /** Up to three columns of each, the last ones. */
  private static void edge(
      int rows,
      double[] x,
      int xStart,
      int first,
      int m,
      double[] y,
      int yStart,
      int second,
      int n,
      double[] c,
      int cStart,
      int ld) {
    for (int i = first; i < Math.min(first + 3, m); i++) {
      int j = second;
      int last = Math.min(second + 3, n);
      for (; j + 1 < last; j += 2) {
        double sum = 0;
        double next = 0;
        for (int r = 0; r < rows; r++) {
          double value = x[xStart + i + r * m];
          sum += value * y[yStart + j + r * n];
          next += value * y[yStart + j + 1 + r * n];
        }
        c[cStart + i + j * ld] -= sum;
        c[cStart + i + (j + 1) * ld] -= next;
      }
      if (j < last) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
          sum += x[xStart + i + r * m] * y[yStart + j + r * n];
        }
        c[cStart + i + j * ld] -= sum;
      }
    }
  }
}
