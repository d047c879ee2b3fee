package org.blup.inference;

import org.blup.design.NormalEquations;
import org.ejml.data.DMatrixRMaj;

/** The factorisation of XᵀWX in the working basis, where it is well conditioned. */
final class LeastSquares {

  private LeastSquares() {}

  /** The upper triangular U of Cholesky's factorisation {@code XᵀWX = UᵀU}: p × p. */
  static DMatrixRMaj factor(NormalEquations equations) {
    int p = equations.columns();
    double[] border = equations.border();
    DMatrixRMaj upper = new DMatrixRMaj(p, p);
    for (int j = 0; j < p; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = border[i * (p + 1) + j];
        for (int l = 0; l < i; l++) {
          sum -= upper.get(l, i) * upper.get(l, j);
        }
        upper.set(i, j, i == j ? Math.sqrt(sum) : sum / upper.get(i, i));
      }
    }
    return upper;
  }
}
