package org.blup.internal.linalg.dense;

/**
 * The one dense operation that everything else is built on. Matrices are column-major parts of
 * larger arrays: element (i, j) of a matrix that starts at {@code s} with leading dimension {@code
 * ld} is at {@code s + i + j * ld}.
 *
 * <p>An instance may hold scratch space: one instance serves one thread.
 */
public interface DenseKernels {

  /**
   * {@code C ← C − A B}, A m×k, C m×n. Element (i, l) of A is at {@code aStart + i * aRow + l *
   * aColumn} and element (l, j) of B, k×n, at {@code bStart + l * bRow + j * bColumn}, so that each
   * may be a matrix or the transpose of one. C overlaps neither A nor B.
   */
  void subtractProduct(
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
      int ldc);
}
