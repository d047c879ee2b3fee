package org.blup.internal.linalg.dense;

import org.blup.internal.numeric.Quadratic;

/** Products of square matrices row by row: large ones by dense kernels. */
public final class SquareProducts {

  private SquareProducts() {}

  /** {@code A B}, both n × n. */
  public static double[] product(int n, double[] a, double[] b) {
    if (n <= TriangleProducts.STRIP) {
      return Quadratic.product(n, a, b);
    }
    double[] product = new double[n * n];
    new JavaKernels().subtractProduct(n, n, n, b, 0, 1, n, a, 0, 1, n, product, 0, n);
    for (int e = 0; e < product.length; e++) {
      product[e] = -product[e];
    }
    return product;
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
