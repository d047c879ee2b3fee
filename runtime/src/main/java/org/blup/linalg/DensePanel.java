package org.blup.linalg;

/**
 * Cholesky factorisation and inversion of the dense triangle on top of a panel: a column-major
 * matrix with at least as many rows as columns, of whose upper square only the lower triangle
 * counts.
 */
final class DensePanel {

  private static final int STRIP = 16;

  private DensePanel() {}

  /**
   * Turns {@code [A; B]} into {@code [L; B L⁻ᵀ]} with {@code L Lᵀ = A}, strip by strip: each strip
   * takes what the strips to its left have to give, then is factored by columns.
   *
   * @return the first column whose pivot is not positive, or −1
   */
  static int factor(
      DenseKernels kernels, int rows, int columns, double[] panel, int start, int ld) {
    for (int j = 0; j < columns; j += STRIP) {
      int width = Math.min(STRIP, columns - j);
      int top = start + j;
      if (j > 0) {
        kernels.subtractProduct(
            rows - j, width, j, panel, top, 1, ld, panel, top, ld, 1, panel, top + j * ld, ld);
      }
      int bad = factorStrip(rows - j, width, panel, top + j * ld, ld);
      if (bad >= 0) {
        return j + bad;
      }
    }
    return -1;
  }

  /** {@code l_jj = √(a_jj − Σ l_jl²)}, {@code l_ij = (a_ij − Σ l_il l_jl) / l_jj}. */
  private static int factorStrip(int rows, int width, double[] panel, int start, int ld) {
    for (int j = 0; j < width; j++) {
      int column = start + j * ld;
      for (int l = 0; l < j; l++) {
        int left = start + l * ld;
        double factor = panel[left + j];
        if (factor != 0) {
          for (int i = j; i < rows; i++) {
            panel[column + i] -= panel[left + i] * factor;
          }
        }
      }
      double pivot = panel[column + j];
      if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
        return j;
      }
      double root = Math.sqrt(pivot);
      double inverse = 1 / root;
      panel[column + j] = root;
      for (int i = j + 1; i < rows; i++) {
        panel[column + i] *= inverse;
      }
    }
    return -1;
  }

  /**
   * Writes {@code L⁻¹}, n × n column-major with zeros above the diagonal, from the L of a panel.
   */
  static void invert(int n, double[] panel, int start, int ld, double[] inverse) {
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
