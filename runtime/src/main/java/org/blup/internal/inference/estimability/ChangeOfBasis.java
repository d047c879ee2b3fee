package org.blup.internal.inference.estimability;

import java.util.Arrays;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.linalg.dense.TriangleProducts;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Inverses of changes of basis, whose columns may have any units. */
public final class ChangeOfBasis {

  private ChangeOfBasis() {}

  /** The user's kept columns as combinations of those of the equations, one a column: p × p. */
  public static DMatrixRMaj toWorking(ObservedDesign design) {
    int p = design.equations().columns();
    return p == 0 ? new DMatrixRMaj(0, 0) : inverse(new DMatrixRMaj(design.coefficientRows()));
  }

  /** The inverse of a square matrix that has one. */
  public static DMatrixRMaj inverse(DMatrixRMaj map) {
    DMatrixRMaj inverse = new DMatrixRMaj(map.numRows, map.numRows);
    if (!invert(map, inverse)) {
      throw new IllegalStateException("a change of basis without an inverse");
    }
    return inverse;
  }

  /**
   * Writes the inverse of a square matrix. Most are triangular and nearly empty: columns are
   * combinations of few before them. Of a large one of these only the elements are visited.
   *
   * @return whether it has one
   */
  static boolean invert(DMatrixRMaj map, DMatrixRMaj inverse) {
    if (map.numRows <= TriangleProducts.STRIP || !isUpperTriangle(map)) {
      return CommonOps_DDRM.invert(map, inverse);
    }
    int n = map.numRows;
    double[] to = inverse.data;
    Arrays.fill(to, 0, n * n, 0);
    for (int i = n - 1; i >= 0; i--) {
      double pivot = map.get(i, i);
      if (pivot == 0) {
        return false;
      }
      to[i * n + i] = 1;
      for (int k = i + 1; k < n; k++) {
        double factor = map.get(i, k);
        for (int j = k; factor != 0 && j < n; j++) {
          to[i * n + j] -= factor * to[k * n + j];
        }
      }
      for (int j = i; j < n; j++) {
        to[i * n + j] /= pivot;
      }
    }
    return true;
  }

  private static boolean isUpperTriangle(DMatrixRMaj map) {
    for (int i = 1; i < map.numRows; i++) {
      for (int j = 0; j < i; j++) {
        if (map.get(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
