package org.blup.internal.linalg.dense;

import java.util.Arrays;

/**
 * What is made of a lower triangle L, column-major: its inverse, that of {@code L Lᵀ}, and
 * solutions. Strip by strip, so that large triangles are products of dense blocks but for the
 * triangles on their diagonals (Golub &amp; Van Loan, sections 1.3 and 3.1.4). One instance serves
 * one thread at a time.
 */
public final class TriangleProducts {

  /** Up to this order all is one strip, without products of blocks. */
  public static final int STRIP = 128;

  private final DenseKernels kernels;

  /** A strip's block of a product. */
  private double[] block = {};

  public TriangleProducts(DenseKernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Writes {@code L⁻¹}, n × n with zeros above the diagonal.
   *
   * @param start where L begins
   * @param ld its leading dimension
   */
  public void invert(int n, double[] factor, int start, int ld, double[] inverse) {
    if (n <= STRIP) {
      DensePanel.invert(n, factor, start, ld, inverse);
      return;
    }
    Arrays.fill(inverse, 0, n * n, 0);
    double[] diagonal = new double[STRIP * STRIP];
    for (int j = 0; j < n; j += STRIP) {
      int width = Math.min(STRIP, n - j);
      DensePanel.invert(width, factor, start + j * (ld + 1), ld, diagonal);
      copy(width, width, diagonal, 0, width, inverse, j * (n + 1), n);
    }
    block = new double[STRIP * STRIP];
    for (int j = 0; j < n; j += STRIP) {
      for (int i = j + STRIP; i < n; i += STRIP) {
        invertBlock(n, i, j, factor, start, ld, inverse);
      }
    }
  }

  /** {@code X_ij = −X_ii Σ_l L_il X_lj}, where X_ii and the blocks above are known. */
  private void invertBlock(
      int n, int i, int j, double[] factor, int start, int ld, double[] inverse) {
    int rows = Math.min(STRIP, n - i);
    int from = start + i + j * ld;
    Arrays.fill(block, 0, rows * STRIP, 0);
    kernels.subtractProduct(
        rows, STRIP, i - j, factor, from, 1, ld, inverse, j * (n + 1), 1, n, block, 0, rows);
    for (int e = 0; e < rows * STRIP; e++) {
      block[e] = -block[e];
    }
    kernels.subtractProduct(
        rows, STRIP, rows, inverse, i * (n + 1), 1, n, block, 0, 1, rows, inverse, i + j * n, n);
  }

  /**
   * Writes {@code TᵀT}, n × n and symmetric: with the inverse T of a triangle L that of {@code L
   * Lᵀ}.
   *
   * @param triangle T, n × n with zeros above the diagonal
   */
  public void square(int n, double[] triangle, double[] to, int start, int ld) {
    for (int j = 0; j < n; j += STRIP) {
      int width = Math.min(STRIP, n - j);
      for (int c = j; c < j + width; c++) {
        Arrays.fill(to, start + j + c * ld, start + n + c * ld, 0);
      }
      for (int i = j; i < n; i += STRIP) {
        int rows = Math.min(STRIP, n - i);
        int at = i + j * n;
        int corner = i * (n + 1);
        kernels.subtractProduct(
            rows,
            width,
            n - i,
            triangle,
            corner,
            n,
            1,
            triangle,
            at,
            1,
            n,
            to,
            start + i + j * ld,
            ld);
      }
      negate(n, j, width, to, start, ld);
    }
  }

  /** Turns what was subtracted into the product, in some columns and the rows that mirror them. */
  private static void negate(int n, int begin, int width, double[] to, int start, int ld) {
    for (int c = begin; c < begin + width; c++) {
      for (int r = begin; r < n; r++) {
        double value = -to[start + r + c * ld];
        to[start + r + c * ld] = value;
        if (r >= begin + width) {
          to[start + c + r * ld] = value;
        }
      }
    }
  }

  /**
   * Turns columns X into {@code L⁻¹ X}.
   *
   * @param x n × sides, column-major without gaps
   */
  public void solve(int n, int sides, double[] factor, int start, int ld, double[] x) {
    for (int i = 0; i < n; i += STRIP) {
      int rows = Math.min(STRIP, n - i);
      kernels.subtractProduct(rows, sides, i, factor, start + i, 1, ld, x, 0, 1, n, x, i, n);
      for (int side = 0; side < sides; side++) {
        solveStrip(rows, factor, start + i * (ld + 1), ld, x, i + side * n);
      }
    }
  }

  private static void solveStrip(int n, double[] factor, int start, int ld, double[] x, int at) {
    for (int c = 0; c < n; c++) {
      int column = start + c * ld;
      double value = x[at + c] / factor[column + c];
      x[at + c] = value;
      for (int r = c + 1; value != 0 && r < n; r++) {
        x[at + r] -= factor[column + r] * value;
      }
    }
  }

  private static void copy(
      int rows, int columns, double[] from, int start, int ld, double[] to, int at, int ldTo) {
    for (int c = 0; c < columns; c++) {
      System.arraycopy(from, start + c * ld, to, at + c * ldTo, rows);
    }
  }
}
