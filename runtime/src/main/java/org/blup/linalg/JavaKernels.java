package org.blup.linalg;

/**
 * Dense kernels in plain Java. Large products run on packed 4 × 4 strips: each strip's columns are
 * arrays of their own, for only then does the JIT compiler know that they do not overlap and use
 * vector instructions.
 */
final class JavaKernels implements DenseKernels {

  private static final int ROWS = 256;
  private static final int DEPTH = 128;

  private final double[][] a = new double[DEPTH][ROWS];
  private final double[] c0 = new double[ROWS];
  private final double[] c1 = new double[ROWS];
  private final double[] c2 = new double[ROWS];
  private final double[] c3 = new double[ROWS];
  private final double[] tile = new double[16];

  @Override
  public void subtractProduct(
      int m,
      int n,
      int k,
      double[] a,
      int aStart,
      int lda,
      double[] b,
      int bStart,
      int bRow,
      int bColumn,
      double[] c,
      int cStart,
      int ldc) {
    if (m < 16 || n < 4 || k < 4) {
      subtractSmall(m, n, k, a, aStart, lda, b, bStart, bRow, bColumn, c, cStart, ldc);
      return;
    }
    for (int l = 0; l < k; l += DEPTH) {
      int depth = Math.min(DEPTH, k - l);
      for (int i = 0; i < m; i += ROWS) {
        int rows = Math.min(ROWS, m - i);
        pack(rows, depth, a, aStart + i + l * lda, lda);
        subtractPacked(rows, n, depth, b, bStart + l * bRow, bRow, bColumn, c, cStart + i, ldc);
      }
    }
  }

  private void pack(int rows, int depth, double[] source, int start, int ld) {
    for (int l = 0; l < depth; l++) {
      System.arraycopy(source, start + l * ld, a[l], 0, rows);
    }
  }

  private void subtractPacked(
      int rows,
      int n,
      int depth,
      double[] b,
      int bStart,
      int bRow,
      int bColumn,
      double[] c,
      int cStart,
      int ldc) {
    for (int j = 0; j < n; j += 4) {
      int columns = Math.min(4, n - j);
      int at = cStart + j * ldc;
      copyIn(rows, columns, c, at, ldc);
      for (int l = 0; l < depth; l += 4) {
        int layers = Math.min(4, depth - l);
        loadTile(b, bStart + l * bRow + j * bColumn, bRow, bColumn, layers, columns);
        int last = depth - 1;
        subtractStrip(
            rows,
            a[l],
            a[Math.min(l + 1, last)],
            a[Math.min(l + 2, last)],
            a[Math.min(l + 3, last)],
            c0,
            c1,
            c2,
            c3,
            tile);
      }
      copyOut(rows, columns, c, at, ldc);
    }
  }

  private void copyIn(int rows, int columns, double[] c, int at, int ldc) {
    System.arraycopy(c, at, c0, 0, rows);
    if (columns > 1) {
      System.arraycopy(c, at + ldc, c1, 0, rows);
    }
    if (columns > 2) {
      System.arraycopy(c, at + 2 * ldc, c2, 0, rows);
    }
    if (columns > 3) {
      System.arraycopy(c, at + 3 * ldc, c3, 0, rows);
    }
  }

  private void copyOut(int rows, int columns, double[] c, int at, int ldc) {
    System.arraycopy(c0, 0, c, at, rows);
    if (columns > 1) {
      System.arraycopy(c1, 0, c, at + ldc, rows);
    }
    if (columns > 2) {
      System.arraycopy(c2, 0, c, at + 2 * ldc, rows);
    }
    if (columns > 3) {
      System.arraycopy(c3, 0, c, at + 3 * ldc, rows);
    }
  }

  /** Fills the 4 × 4 tile of B, zero outside B. */
  private void loadTile(double[] b, int at, int bRow, int bColumn, int layers, int columns) {
    for (int j = 0; j < 4; j++) {
      for (int l = 0; l < 4; l++) {
        tile[4 * j + l] = j < columns && l < layers ? b[at + l * bRow + j * bColumn] : 0;
      }
    }
  }

  /** {@code c_j ← c_j − Σ_l a_l b_lj} for four columns and four layers. */
  private static void subtractStrip(
      int rows,
      double[] a0,
      double[] a1,
      double[] a2,
      double[] a3,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      double[] tile) {
    double b00 = tile[0], b10 = tile[1], b20 = tile[2], b30 = tile[3];
    double b01 = tile[4], b11 = tile[5], b21 = tile[6], b31 = tile[7];
    double b02 = tile[8], b12 = tile[9], b22 = tile[10], b32 = tile[11];
    double b03 = tile[12], b13 = tile[13], b23 = tile[14], b33 = tile[15];
    for (int i = 0; i < rows; i++) {
      double x0 = a0[i];
      double x1 = a1[i];
      double x2 = a2[i];
      double x3 = a3[i];
      c0[i] = c0[i] - x0 * b00 - x1 * b10 - x2 * b20 - x3 * b30;
      c1[i] = c1[i] - x0 * b01 - x1 * b11 - x2 * b21 - x3 * b31;
      c2[i] = c2[i] - x0 * b02 - x1 * b12 - x2 * b22 - x3 * b32;
      c3[i] = c3[i] - x0 * b03 - x1 * b13 - x2 * b23 - x3 * b33;
    }
  }

  private static void subtractSmall(
      int m,
      int n,
      int k,
      double[] a,
      int aStart,
      int lda,
      double[] b,
      int bStart,
      int bRow,
      int bColumn,
      double[] c,
      int cStart,
      int ldc) {
    for (int j = 0; j < n; j++) {
      int cAt = cStart + j * ldc;
      for (int l = 0; l < k; l++) {
        double factor = b[bStart + l * bRow + j * bColumn];
        int aAt = aStart + l * lda;
        for (int i = 0; i < m; i++) {
          c[cAt + i] -= a[aAt + i] * factor;
        }
      }
    }
  }
}
