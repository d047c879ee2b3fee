package org.blup.internal.reml.border;

import java.util.Arrays;
import org.blup.internal.linalg.dense.DensePanel;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.linalg.dense.SquareProducts;
import org.blup.internal.linalg.dense.TriangleProducts;

/**
 * What the elimination of Z leaves of {@code [X y]ᵀW[X y]}, columns scaled, and then its Cholesky
 * factor: lower triangle, column-major, y last. Its numbers may stand in a larger array.
 */
public final class ReducedBorder {

  /** Less than this share of a column's square is little: six of its sixteen digits are gone. */
  private static final double LITTLE = 1e-6;

  private final int width;
  private final double[] values;
  private final int start;
  private final DensePanel panel = new DensePanel(new JavaKernels());

  /** What each column's square was before anything was subtracted from it. */
  private final double[] reference;

  public ReducedBorder(int width, double[] values, int start) {
    this.width = width;
    this.values = values;
    this.start = start;
    reference = new double[width];
  }

  /** Writes {@code [X y]ᵀW[X y]}, its columns multiplied by the scale. */
  public void write(double[] border, double[] scale) {
    for (int c = 0; c < width; c++) {
      for (int r = c; r < width; r++) {
        values[start + r + c * width] = border[r * width + c] * scale[r] * scale[c];
      }
      reference[c] = border[c * (width + 1)] * (scale[c] * scale[c]);
    }
  }

  /** Whether so little is left of some column that it may have to be put right. */
  public boolean isLittleLeft() {
    for (int c = 0; c < width; c++) {
      if (isLittle(c)) {
        return true;
      }
    }
    return false;
  }

  /** Whether so little is left of a column's square, before it is factored. */
  boolean isLittle(int column) {
    return element(column, column) < LITTLE * reference[column];
  }

  /** The square of a scaled column that has been subtracted from. */
  public double reference(int column) {
    return reference[column];
  }

  /** Says that what is left of a column was found from another square. */
  void setReference(int column, double square) {
    reference[column] = square;
  }

  public double element(int a, int b) {
    return values[start + Math.max(a, b) + Math.min(a, b) * width];
  }

  void set(int a, int b, double value) {
    values[start + Math.max(a, b) + Math.min(a, b) * width] = value;
  }

  /**
   * Factors it in place, if it is positive definite.
   *
   * @param isVarianceKnown whether nothing has to be left of y: what rounding makes of it is then 0
   */
  public boolean factor(boolean isVarianceKnown) {
    int bad = panel.factorSquare(width, values, start, width);
    boolean isNothingLeft = bad == width - 1 && isVarianceKnown && diagonal(bad) <= 0;
    if (isNothingLeft) {
      set(bad, bad, 0);
    }
    return bad < 0 || isNothingLeft;
  }

  /** A diagonal element of the factor. */
  public double diagonal(int column) {
    return values[start + column * (width + 1)];
  }

  /** The share of a column's square that Z and the columns before it leave. */
  public double share(int column) {
    return diagonal(column) * diagonal(column) / reference[column];
  }

  /** The factor, column-major, of which the lower triangle counts. */
  public double[] root() {
    return Arrays.copyOfRange(values, start, start + width * width);
  }

  /** Takes the {@link #root} of another. */
  public void read(double[] root) {
    System.arraycopy(root, 0, values, start, width * width);
  }

  /** What stands in it: the lower triangle, column-major, zeros above. */
  public double[] lowerTriangle() {
    double[] lower = new double[width * width];
    for (int c = 0; c < width; c++) {
      System.arraycopy(values, start + c * (width + 1), lower, c * (width + 1), width - c);
    }
    return lower;
  }

  /** β in the units of the scaled columns: the factor's last row, solved for. */
  public double[] coefficients() {
    double[] beta = new double[width - 1];
    for (int c = width - 2; c >= 0; c--) {
      double sum = element(width - 1, c);
      for (int d = c + 1; d < width - 1; d++) {
        sum -= element(d, c) * beta[d];
      }
      beta[c] = sum / diagonal(c);
    }
    return beta;
  }

  /** What was left of the columns of X, p × p: from the factor. */
  public double[] square() {
    int n = width - 1;
    if (n > TriangleProducts.STRIP) {
      double[] rows = new double[n * n];
      for (int a = 0; a < n; a++) {
        for (int l = 0; l <= a; l++) {
          rows[a * n + l] = element(a, l);
        }
      }
      return SquareProducts.ofTriangle(n, rows);
    }
    double[] square = new double[n * n];
    for (int a = 0; a < n; a++) {
      for (int c = 0; c < n; c++) {
        double sum = 0;
        for (int l = 0; l <= Math.min(a, c); l++) {
          sum += element(a, l) * element(c, l);
        }
        square[a * n + c] = sum;
      }
    }
    return square;
  }

  /** {@code [C⁻¹]_XX}, p × p: the inverse of what was left of the columns of X. */
  public double[] inverse() {
    int n = width - 1;
    double[] triangle = new double[n * n];
    TriangleProducts triangles = new TriangleProducts(new JavaKernels());
    triangles.invert(n, values, start, width, triangle);
    double[] inverse = new double[n * n];
    if (n > TriangleProducts.STRIP) {
      triangles.square(n, triangle, inverse, 0, n);
      return inverse;
    }
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = 0;
        for (int l = i; l < n; l++) {
          sum += triangle[i * n + l] * triangle[j * n + l];
        }
        inverse[i * n + j] = sum;
        inverse[j * n + i] = sum;
      }
    }
    return inverse;
  }
}
