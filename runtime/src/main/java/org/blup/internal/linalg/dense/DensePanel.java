package org.blup.internal.linalg.dense;

/**
 * Cholesky factorisation and inversion of the dense triangle on top of a panel: a column-major
 * matrix with at least as many rows as columns, of whose upper square only the lower triangle
 * counts. One instance serves one thread at a time.
 */
public final class DensePanel {

  /** Columns a strip: six times the three columns that kernels take at a time. */
  private static final int STRIP = 18;

  /** Rows a strip: with its 18 columns they take 36 KB, about the fastest cache. */
  private static final int ROWS = 256;

  /** Fewer rows are not worth being packed. */
  private static final int FEW = 16;

  private final DenseKernels kernels;

  /** Some rows of a strip, column by column, for the reason that {@link JavaKernels} gives. */
  private final double[][] packed = new double[STRIP][ROWS];

  public DensePanel(DenseKernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Turns {@code [A; B]} into {@code [L; B L⁻ᵀ]} with {@code L Lᵀ = A}.
   *
   * @return the first column whose pivot is not positive, or −1
   */
  public int factor(int rows, int columns, double[] panel, int start, int ld) {
    int bad = factorSquare(columns, panel, start, ld);
    if (bad < 0) {
      solve(rows - columns, columns, panel, start, start + columns, ld);
    }
    return bad;
  }

  /**
   * Turns {@code A} into {@code L}, strip by strip: each strip takes what the strips to its left
   * have to give, then is factored by columns.
   *
   * @return the first column whose pivot is not positive, or −1
   */
  public int factorSquare(int n, double[] panel, int start, int ld) {
    for (int j = 0; j < n; j += STRIP) {
      int width = Math.min(STRIP, n - j);
      int top = start + j;
      int at = top + j * ld;
      if (j > 0) {
        kernels.subtractProduct(
            n - j, width, j, panel, top, 1, ld, panel, top, ld, 1, panel, at, ld);
      }
      int bad = factorTriangle(width, panel, at, ld);
      if (bad >= 0) {
        return j + bad;
      }
      solveStrip(n - j - width, width, panel, at, at + width, ld);
    }
    return -1;
  }

  /** {@code l_jj = √(a_jj − Σ l_jl²)}, {@code l_ij = (a_ij − Σ l_il l_jl) / l_jj}. */
  private static int factorTriangle(int n, double[] panel, int start, int ld) {
    for (int j = 0; j < n; j++) {
      int column = start + j * ld;
      for (int l = 0; l < j; l++) {
        int left = start + l * ld;
        double factor = panel[left + j];
        for (int i = j; i < n; i++) {
          panel[column + i] -= panel[left + i] * factor;
        }
      }
      double pivot = panel[column + j];
      if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
        return j;
      }
      double root = Math.sqrt(pivot);
      double inverse = 1 / root;
      panel[column + j] = root;
      for (int i = j + 1; i < n; i++) {
        panel[column + i] *= inverse;
      }
    }
    return -1;
  }

  /**
   * Turns rows of B into {@code B L⁻ᵀ}.
   *
   * @param start where L begins
   * @param below where the rows of B begin
   */
  public void solve(int rows, int columns, double[] panel, int start, int below, int ld) {
    for (int j = 0; j < columns && rows > 0; j += STRIP) {
      int width = Math.min(STRIP, columns - j);
      int top = start + j;
      int at = below + j * ld;
      if (j > 0) {
        kernels.subtractProduct(
            rows, width, j, panel, below, 1, ld, panel, top, ld, 1, panel, at, ld);
      }
      solveStrip(rows, width, panel, top + j * ld, at, ld);
    }
  }

  private void solveStrip(int rows, int width, double[] panel, int triangle, int below, int ld) {
    if (width == 1 || rows < FEW) {
      solveFew(rows, width, panel, triangle, below, ld);
      return;
    }
    for (int from = 0; from < rows; from += ROWS) {
      int count = Math.min(ROWS, rows - from);
      for (int j = 0; j < width; j++) {
        System.arraycopy(panel, below + from + j * ld, packed[j], 0, count);
      }
      solvePacked(count, width, panel, triangle, ld);
      for (int j = 0; j < width; j++) {
        System.arraycopy(packed[j], 0, panel, below + from + j * ld, count);
      }
    }
  }

  private static void solveFew(
      int rows, int width, double[] panel, int triangle, int below, int ld) {
    for (int j = 0; j < width; j++) {
      int column = below + j * ld;
      for (int l = 0; l < j; l++) {
        double factor = panel[triangle + j + l * ld];
        for (int i = 0; i < rows; i++) {
          panel[column + i] -= panel[below + i + l * ld] * factor;
        }
      }
      double inverse = 1 / panel[triangle + j * (ld + 1)];
      for (int i = 0; i < rows; i++) {
        panel[column + i] *= inverse;
      }
    }
  }

  private void solvePacked(int rows, int width, double[] panel, int triangle, int ld) {
    for (int j = 0; j < width; j++) {
      int at = triangle + j;
      int l = 0;
      for (; l + 2 < j; l += 3) {
        double x = panel[at + l * ld];
        double y = panel[at + (l + 1) * ld];
        double z = panel[at + (l + 2) * ld];
        subtract(rows, packed[j], packed[l], x, packed[l + 1], y, packed[l + 2], z);
      }
      for (; l < j; l++) {
        subtract(rows, packed[j], packed[l], panel[at + l * ld]);
      }
      scale(rows, packed[j], 1 / panel[at + j * ld]);
    }
  }

  private static void subtract(
      int rows, double[] c, double[] a, double x, double[] b, double y, double[] d, double z) {
    for (int i = 0; i < rows; i++) {
      c[i] = c[i] - a[i] * x - b[i] * y - d[i] * z;
    }
  }

  private static void subtract(int rows, double[] c, double[] a, double x) {
    for (int i = 0; i < rows; i++) {
      c[i] -= a[i] * x;
    }
  }

  private static void scale(int rows, double[] c, double factor) {
    for (int i = 0; i < rows; i++) {
      c[i] *= factor;
    }
  }

  /**
   * The same where A may be singular: a pivot below its share of a diagonal element leaves a column
   * of zeros.
   *
   * @param diagonal what the diagonal elements were before anything was taken from them
   * @param first the first of the panel's in there
   * @return how many columns are not zero
   */
  public static int factorSemidefinite(
      int rows,
      int columns,
      double[] panel,
      int start,
      double[] diagonal,
      int first,
      double tolerance) {
    int rank = 0;
    for (int j = 0; j < columns; j++) {
      int column = start + j * rows;
      for (int l = 0; l < j; l++) {
        int left = start + l * rows;
        double factor = panel[left + j];
        for (int i = j; factor != 0 && i < rows; i++) {
          panel[column + i] -= panel[left + i] * factor;
        }
      }
      double pivot = panel[column + j];
      boolean kept = pivot > tolerance * diagonal[first + j];
      double inverse = kept ? 1 / Math.sqrt(pivot) : 0;
      for (int i = j; i < rows; i++) {
        panel[column + i] *= inverse;
      }
      rank += kept ? 1 : 0;
    }
    return rank;
  }

  /**
   * Writes {@code L⁻¹}, n × n column-major with zeros above the diagonal, from the L of a panel.
   */
  public static void invert(int n, double[] panel, int start, int ld, double[] inverse) {
    java.util.Arrays.fill(inverse, 0, n * n, 0);
    for (int j = 0; j < n; j++) {
      int column = j * n;
      inverse[column + j] = 1;
      for (int l = j; l < n; l++) {
        int left = start + l * ld;
        double value = inverse[column + l] / panel[left + l];
        inverse[column + l] = value;
        for (int i = l + 1; i < n; i++) {
          inverse[column + i] -= panel[left + i] * value;
        }
      }
    }
  }
}
