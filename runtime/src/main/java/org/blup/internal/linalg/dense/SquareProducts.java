package org.blup.internal.linalg.dense;

import java.util.Arrays;
import org.blup.internal.numeric.Quadratic;

/** Products of matrices row by row: large ones by dense kernels. */
public final class SquareProducts {

  private SquareProducts() {}

  /** {@code A B}, both n × n. */
  public static double[] product(int n, double[] a, double[] b) {
    if (n <= TriangleProducts.STRIP) {
      return Quadratic.product(n, a, b);
    }
    return product(n, n, n, a, b);
  }

  /** {@code A B}, A m × k and B k × n. */
  public static double[] product(int m, int k, int n, double[] a, double[] b) {
    double[] product = new double[m * n];
    new JavaKernels().subtractProduct(n, m, k, b, 0, 1, n, a, 0, 1, k, product, 0, n);
    return negated(product);
  }

  /** {@code A Bᵀ}, A m × k and B n × k. */
  public static double[] timesTransposed(int m, int k, int n, double[] a, double[] b) {
    double[] product = new double[m * n];
    new JavaKernels().subtractProduct(n, m, k, b, 0, k, 1, a, 0, 1, k, product, 0, n);
    return negated(product);
  }

  private static double[] negated(double[] product) {
    for (int e = 0; e < product.length; e++) {
      product[e] = -product[e];
    }
    return product;
  }

  /** Rows one after the other. */
  public static double[] joined(double[][] rows, int columns) {
    double[] joined = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, joined, i * columns, columns);
    }
    return joined;
  }

  /** {@code X A Xᵀ} of rows X and a symmetric A. */
  public static double[] forms(double[][] rows, double[] a) {
    int q = rows.length;
    int n = q == 0 ? 0 : rows[0].length;
    if (n <= TriangleProducts.STRIP) {
      return Quadratic.forms(rows, a);
    }
    double[] x = joined(rows, n);
    double[] forms = timesTransposed(q, n, q, product(q, n, n, x, a), x);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < i; j++) {
        forms[j * q + i] = forms[i * q + j];
      }
    }
    return forms;
  }

  /** {@code xᵀ A x} of each of m rows x. */
  public static double[] form(int m, int n, double[] rows, double[] a) {
    double[] half = product(m, n, n, rows, a);
    double[] forms = new double[m];
    Arrays.setAll(forms, i -> Quadratic.dotInFour(half, i * n, rows, i * n, n));
    return forms;
  }

  /** {@code W X}, W as square as there are rows X. */
  public static double[][] combinations(double[] weights, double[][] rows) {
    int q = rows.length;
    int n = q == 0 ? 0 : rows[0].length;
    if (n > TriangleProducts.STRIP) {
      return rows(q, n, product(q, q, n, weights, joined(rows, n)));
    }
    double[][] combinations = new double[q][n];
    for (int r = 0; r < q; r++) {
      for (int i = 0; i < q; i++) {
        for (int c = 0; c < n; c++) {
          combinations[r][c] += weights[r * q + i] * rows[i][c];
        }
      }
    }
    return combinations;
  }

  /** The first rows of those that stand one after the other. */
  public static double[][] rows(int count, int columns, double[] joined) {
    double[][] rows = new double[count][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(joined, i * columns, (i + 1) * columns));
    return rows;
  }

  /** {@code L Lᵀ} of a triangle L whose elements above the diagonal are zero. */
  public static double[] ofTriangle(int n, double[] triangle) {
    double[] product = new double[n * n];
    JavaKernels kernels = new JavaKernels();
    for (int j = 0; j < n; j += TriangleProducts.STRIP) {
      int width = Math.min(TriangleProducts.STRIP, n - j);
      int rows = n - j;
      int depth = j + width;
      int at = j * n;
      kernels.subtractProduct(
          rows, width, depth, triangle, at, n, 1, triangle, at, 1, n, product, j + at, n);
    }
    for (int c = 0; c < n; c++) {
      for (int r = c; r < n; r++) {
        double value = -product[r + c * n];
        product[r + c * n] = value;
        product[c + r * n] = value;
      }
    }
    return product;
  }
}
