package org.blup.internal.linalg.dense;

/**
 * Dense kernels in plain Java. Large products run on packed strips, three layers of A into three
 * columns of C at a time: each strip's columns are arrays of their own, for only then does the JIT
 * compiler know that they do not overlap and use vector instructions. It gives up on larger loop
 * bodies: four by four is a third as fast on Java 17.
 */
public final class JavaKernels implements DenseKernels {

  /** Rows of a packed layer: a column takes 2 KB. */
  private static final int ROWS = 256;

  /** Columns of a packed layer, which takes 192 KB and stays in the second cache. */
  private static final int DEPTH = 96;

  /** Fewer multiplications are not worth being packed for. */
  private static final double SMALL = 4000;

  /** The packed layers; none until a product is large. */
  private double[][] a = {};

  private final double[] c0 = new double[ROWS];
  private final double[] c1 = new double[ROWS];
  private final double[] c2 = new double[ROWS];
  private final double[] edge = new double[9];

  @Override
  public void subtractProduct(
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
    if (m < 16 || n < 3 || k < 3 || (double) m * n * k < SMALL) {
      if (aRow == 1) {
        SmallProducts.subtractColumns(
            m, n, k, a, aStart, aColumn, b, bStart, bRow, bColumn, c, cStart, ldc);
      } else {
        SmallProducts.subtractRows(
            m, n, k, a, aStart, aRow, aColumn, b, bStart, bRow, bColumn, c, cStart, ldc);
      }
      return;
    }
    for (int l = 0; l < k; l += DEPTH) {
      int depth = Math.min(DEPTH, k - l);
      for (int i = 0; i < m; i += ROWS) {
        int rows = Math.min(ROWS, m - i);
        pack(rows, depth, a, aStart + i * aRow + l * aColumn, aRow, aColumn);
        subtractPacked(rows, n, depth, b, bStart + l * bRow, bRow, bColumn, c, cStart + i, ldc);
      }
    }
  }

  private void pack(int rows, int depth, double[] source, int start, int row, int column) {
    if (a.length == 0) {
      a = new double[DEPTH][ROWS];
    }
    if (row == 1) {
      for (int l = 0; l < depth; l++) {
        System.arraycopy(source, start + l * column, a[l], 0, rows);
      }
      return;
    }
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      int from = start + i * row;
      for (int l = 0; l < depth; l++) {
        double[] to = a[l];
        int at = from + l * column;
        to[i] = source[at];
        to[i + 1] = source[at + row];
        to[i + 2] = source[at + 2 * row];
        to[i + 3] = source[at + 3 * row];
      }
    }
    for (; i < rows; i++) {
      int from = start + i * row;
      for (int l = 0; l < depth; l++) {
        a[l][i] = source[from + l * column];
      }
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
    for (int j = 0; j < n; j += 3) {
      int columns = Math.min(3, n - j);
      int at = cStart + j * ldc;
      copyIn(rows, columns, c, at, ldc);
      for (int l = 0; l < depth; l += 3) {
        int layers = Math.min(3, depth - l);
        int from = bStart + l * bRow + j * bColumn;
        if (columns == 3 && layers == 3) {
          subtractStrip(rows, l, b, from, bRow, bColumn);
        } else {
          loadEdge(b, from, bRow, bColumn, layers, columns);
          subtractStrip(rows, l, edge, 0, 1, 3);
        }
      }
      copyOut(rows, columns, c, at, ldc);
    }
  }

  /** The tile of B at its last rows or columns, with zeros beyond them. */
  private void loadEdge(double[] b, int at, int bRow, int bColumn, int layers, int columns) {
    for (int j = 0; j < 3; j++) {
      for (int l = 0; l < 3; l++) {
        edge[3 * j + l] = j < columns && l < layers ? b[at + l * bRow + j * bColumn] : 0;
      }
    }
  }

  /**
   * {@code c_j ← c_j − Σ_l a_l b_lj} for three columns and three layers. Both loops stand here and
   * not in methods of their own: compiled apart from the fields and the strips, where nothing says
   * that the arrays differ, they stay scalar and a third as fast.
   */
  private void subtractStrip(int rows, int l, double[] b, int at, int bRow, int bColumn) {
    double[] a0 = a[l];
    double[] a1 = a[l + 1];
    double[] a2 = a[l + 2];
    int at1 = at + bColumn;
    int at2 = at1 + bColumn;
    int row2 = 2 * bRow;
    double b00 = b[at], b10 = b[at + bRow], b20 = b[at + row2];
    double b01 = b[at1], b11 = b[at1 + bRow], b21 = b[at1 + row2];
    double b02 = b[at2], b12 = b[at2 + bRow], b22 = b[at2 + row2];
    if (FusedMultiplyAdd.AVAILABLE) {
      for (int i = 0; i < rows; i++) {
        double x0 = a0[i];
        double x1 = a1[i];
        double x2 = a2[i];
        c0[i] = Math.fma(x2, -b20, Math.fma(x1, -b10, Math.fma(x0, -b00, c0[i])));
        c1[i] = Math.fma(x2, -b21, Math.fma(x1, -b11, Math.fma(x0, -b01, c1[i])));
        c2[i] = Math.fma(x2, -b22, Math.fma(x1, -b12, Math.fma(x0, -b02, c2[i])));
      }
    } else {
      for (int i = 0; i < rows; i++) {
        double x0 = a0[i];
        double x1 = a1[i];
        double x2 = a2[i];
        c0[i] = c0[i] - x0 * b00 - x1 * b10 - x2 * b20;
        c1[i] = c1[i] - x0 * b01 - x1 * b11 - x2 * b21;
        c2[i] = c2[i] - x0 * b02 - x1 * b12 - x2 * b22;
      }
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
  }

  private void copyOut(int rows, int columns, double[] c, int at, int ldc) {
    System.arraycopy(c0, 0, c, at, rows);
    if (columns > 1) {
      System.arraycopy(c1, 0, c, at + ldc, rows);
    }
    if (columns > 2) {
      System.arraycopy(c2, 0, c, at + 2 * ldc, rows);
    }
  }
}
