package org.blup.internal.inference.estimability;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.TriangleProducts;
import org.blup.internal.numeric.Quadratic;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The factorisation of XᵀWX in the working basis, where it is well conditioned. */
final class LeastSquares {

  private LeastSquares() {}

  /** The upper triangular U of Cholesky's factorisation {@code XᵀWX = UᵀU}: p × p. */
  static DMatrixRMaj factor(NormalEquations equations) {
    int p = equations.columns();
    double[] border = equations.border();
    DMatrixRMaj factor = new DMatrixRMaj(p, p);
    double[] lower = factor.data;
    for (int j = 0; j < p; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = border[i * (p + 1) + j];
        if (p > TriangleProducts.STRIP) {
          sum -= Quadratic.dotInFour(lower, i * p, lower, j * p, i);
        } else {
          for (int l = 0; l < i; l++) {
            sum -= lower[i * p + l] * lower[j * p + l];
          }
        }
        lower[j * p + i] = i == j ? Math.sqrt(sum) : sum / lower[i * p + i];
      }
    }
    CommonOps_DDRM.transpose(factor);
    return factor;
  }
}
