package org.blup.internal.linalg.dense;

/**
 * {@code C ← C − A B} for matrices too small to be packed: several sums at a time, which do not
 * wait for each other. Where columns of A are contiguous they are added to columns of C four at a
 * time; where its rows are, elements of C are products of rows and columns.
 */
public final class SmallProducts {

  private SmallProducts() {}

  /** See {@link DenseKernels#subtractProduct}; rows of A stand one after the other. */
  static void subtractColumns(
      int m,
      int n,
      int k,
      double[] a,
      int aStart,
      int aColumn,
      double[] b,
      int bStart,
      int bRow,
      int bColumn,
      double[] c,
      int cStart,
      int ldc) {
    int j = 0;
    for (; j + 1 < n; j += 2) {
      int at = bStart + j * bColumn;
      int to = cStart + j * ldc;
      int l = 0;
      for (; l + 3 < k; l += 4) {
        int from = at + l * bRow;
        fourByTwo(
            m, a, aStart + l * aColumn, aColumn, b, from, from + bColumn, bRow, c, to, to + ldc);
      }
      for (; l < k; l++) {
        int from = at + l * bRow;
        oneByTwo(m, a, aStart + l * aColumn, b[from], b[from + bColumn], c, to, to + ldc);
      }
    }
    if (j < n) {
      int at = bStart + j * bColumn;
      int to = cStart + j * ldc;
      int l = 0;
      for (; l + 3 < k; l += 4) {
        fourByOne(m, a, aStart + l * aColumn, aColumn, b, at + l * bRow, bRow, c, to);
      }
      for (; l < k; l++) {
        double factor = b[at + l * bRow];
        int from = aStart + l * aColumn;
        for (int i = 0; i < m; i++) {
          c[to + i] -= a[from + i] * factor;
        }
      }
    }
  }

  private static void fourByTwo(
      int m,
      double[] a,
      int a0,
      int aColumn,
      double[] b,
      int b0,
      int b1,
      int bRow,
      double[] c,
      int c0,
      int c1) {
    int a1 = a0 + aColumn;
    int a2 = a1 + aColumn;
    int a3 = a2 + aColumn;
    double x0 = b[b0];
    double x1 = b[b0 + bRow];
    double x2 = b[b0 + 2 * bRow];
    double x3 = b[b0 + 3 * bRow];
    double y0 = b[b1];
    double y1 = b[b1 + bRow];
    double y2 = b[b1 + 2 * bRow];
    double y3 = b[b1 + 3 * bRow];
    for (int i = 0; i < m; i++) {
      double v0 = a[a0 + i];
      double v1 = a[a1 + i];
      double v2 = a[a2 + i];
      double v3 = a[a3 + i];
      c[c0 + i] -= (v0 * x0 + v1 * x1) + (v2 * x2 + v3 * x3);
      c[c1 + i] -= (v0 * y0 + v1 * y1) + (v2 * y2 + v3 * y3);
    }
  }

  private static void oneByTwo(
      int m, double[] a, int from, double x, double y, double[] c, int c0, int c1) {
    for (int i = 0; i < m; i++) {
      double value = a[from + i];
      c[c0 + i] -= value * x;
      c[c1 + i] -= value * y;
    }
  }

  private static void fourByOne(
      int m, double[] a, int a0, int aColumn, double[] b, int at, int bRow, double[] c, int to) {
    int a1 = a0 + aColumn;
    int a2 = a1 + aColumn;
    int a3 = a2 + aColumn;
    double x0 = b[at];
    double x1 = b[at + bRow];
    double x2 = b[at + 2 * bRow];
    double x3 = b[at + 3 * bRow];
    for (int i = 0; i < m; i++) {
      c[to + i] -= (a[a0 + i] * x0 + a[a1 + i] * x1) + (a[a2 + i] * x2 + a[a3 + i] * x3);
    }
  }

  /** The same for any A; meant for one whose columns stand one after the other. */
  public static void subtractRows(
      int m,
      int n,
      int k,
      double[] a,
      int aStart,
      int aRow,
      int aColumn,
      double[] b,
      int bStart,
      int bRow,
      int bColumn,
      double[] c,
      int cStart,
      int ldc) {
    int j = 0;
    for (; j + 1 < n; j += 2) {
      int at = bStart + j * bColumn;
      int to = cStart + j * ldc;
      int i = 0;
      for (; i + 3 < m; i += 4) {
        int from = aStart + i * aRow;
        subtractFourByTwo(
            k, a, from, aRow, aColumn, b, at, at + bColumn, bRow, c, to + i, to + ldc + i);
      }
      for (; i < m; i++) {
        int from = aStart + i * aRow;
        double first = 0;
        double second = 0;
        for (int l = 0; l < k; l++) {
          double value = a[from + l * aColumn];
          first += value * b[at + l * bRow];
          second += value * b[at + bColumn + l * bRow];
        }
        c[to + i] -= first;
        c[to + ldc + i] -= second;
      }
    }
    if (j < n) {
      int at = bStart + j * bColumn;
      int to = cStart + j * ldc;
      int i = 0;
      for (; i + 3 < m; i += 4) {
        subtractFour(k, a, aStart + i * aRow, aRow, aColumn, b, at, bRow, c, to + i);
      }
      for (; i < m; i++) {
        int from = aStart + i * aRow;
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += a[from + l * aColumn] * b[at + l * bRow];
        }
        c[to + i] -= sum;
      }
    }
  }

  private static void subtractFourByTwo(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aColumn,
      double[] b,
      int b0,
      int b1,
      int bRow,
      double[] c,
      int c0,
      int c1) {
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    double t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (int l = 0; l < k; l++) {
      double x = b[b0 + l * bRow];
      double y = b[b1 + l * bRow];
      double v0 = a[a0 + l * aColumn];
      double v1 = a[a1 + l * aColumn];
      double v2 = a[a2 + l * aColumn];
      double v3 = a[a3 + l * aColumn];
      s0 += v0 * x;
      s1 += v1 * x;
      s2 += v2 * x;
      s3 += v3 * x;
      t0 += v0 * y;
      t1 += v1 * y;
      t2 += v2 * y;
      t3 += v3 * y;
    }
    c[c0] -= s0;
    c[c0 + 1] -= s1;
    c[c0 + 2] -= s2;
    c[c0 + 3] -= s3;
    c[c1] -= t0;
    c[c1 + 1] -= t1;
    c[c1 + 2] -= t2;
    c[c1 + 3] -= t3;
  }

  private static void subtractFour(
      int k,
      double[] a,
      int a0,
      int aRow,
      int aColumn,
      double[] b,
      int at,
      int bRow,
      double[] c,
      int to) {
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (int l = 0; l < k; l++) {
      double x = b[at + l * bRow];
      s0 += a[a0 + l * aColumn] * x;
      s1 += a[a1 + l * aColumn] * x;
      s2 += a[a2 + l * aColumn] * x;
      s3 += a[a3 + l * aColumn] * x;
    }
    c[to] -= s0;
    c[to + 1] -= s1;
    c[to + 2] -= s2;
    c[to + 3] -= s3;
  }
}
