package org.blup.internal.inference.robust;

import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.numeric.Quadratic;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * {@code K = AᵀWX} of a cluster, by which its residuals enter. With {@code V = DᵀD}, D upper
 * triangular,
 *
 * <pre>
 *   CR0, CR1   A = I
 *   CR2        A = Dᵀ B^(−1/2) D,  B = D (V − XCXᵀ) Dᵀ      K = Dᵀ B^(−1/2) D⁻ᵀX
 *   CR3        A = (I − XCXᵀW)⁻¹                            K = WX (I + (C⁻¹ − XᵀWX)⁻¹ XᵀWX)
 * </pre>
 *
 * Where a cluster alone determines a coefficient, B and {@code C⁻¹ − XᵀWX}, the information of the
 * other clusters, are singular: inverses are taken where they are not.
 */
final class ClusterWeights {

  /** Eigenvalues of B below this share of the largest are zero. */
  private static final double ZERO = 1e-10;

  private final int columns;
  private final DMatrixRMaj fixedCovariance;

  /** L, {@code C = LLᵀ}. */
  private final double[] fixedRoot;

  private final Correction correction;

  ClusterWeights(int columns, double[] fixedCovariance, Correction correction) {
    this.columns = columns;
    this.fixedCovariance = DMatrixRMaj.wrap(columns, columns, fixedCovariance.clone());
    this.correction = correction;
    fixedRoot = LowerRoot.of(columns, fixedCovariance).matrix();
  }

  /**
   * A cluster weighted.
   *
   * @param k K, n × p row by row
   * @param information {@code XᵀWX}, p × p row by row
   */
  record Weighted(double[] k, double[] information) {}

  Weighted of(Cluster cluster) {
    int n = cluster.residuals().length;
    LowerRoot lower = LowerRoot.of(n, cluster.covariance());
    DMatrixRMaj whitened = DMatrixRMaj.wrap(n, columns, cluster.x().clone());
    lower.solve(whitened.data, columns);
    double[] information = own(whitened).data;
    if (correction == Correction.CR2) {
      DMatrixRMaj root = DMatrixRMaj.wrap(n, n, lower.matrix());
      return new Weighted(unbiased(n, root, whitened).data, information);
    }
    DMatrixRMaj weighted = whitened.copy();
    lower.solveTransposed(weighted.data, columns);
    return correction == Correction.CR3
        ? new Weighted(jackknifed(n, information, weighted).data, information)
        : new Weighted(weighted.data, information);
  }

  private DMatrixRMaj own(DMatrixRMaj whitened) {
    DMatrixRMaj own = new DMatrixRMaj(columns, columns);
    CommonOps_DDRM.multTransA(whitened, whitened, own);
    return own;
  }

  /** CR2: {@code B = (DDᵀ) (I − D⁻ᵀX C (D⁻ᵀX)ᵀ) (DDᵀ)}. */
  private DMatrixRMaj unbiased(int n, DMatrixRMaj lower, DMatrixRMaj whitened) {
    DMatrixRMaj half = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.mult(whitened, fixedCovariance, half);
    DMatrixRMaj rest = CommonOps_DDRM.identity(n);
    CommonOps_DDRM.multAddTransB(-1, half, whitened, rest);
    DMatrixRMaj square = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransA(lower, lower, square);
    DMatrixRMaj product = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(square, rest, product);
    CommonOps_DDRM.mult(product, square, rest);
    DMatrixRMaj inverseRoot = inverseRoot(n, rest.data);
    DMatrixRMaj middle = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.mult(inverseRoot, whitened, middle);
    DMatrixRMaj result = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.mult(lower, middle, result);
    return result;
  }

  private static DMatrixRMaj inverseRoot(int n, double[] matrix) {
    double[] symmetric = new double[n * n];
    for (int i = 0; i < symmetric.length; i++) {
      symmetric[i] = 0.5 * (matrix[i] + matrix[i % n * n + i / n]);
    }
    SymmetricEigen eigen = new SymmetricEigen(n, symmetric);
    double[] values = eigen.values();
    DMatrixRMaj inverseRoot = new DMatrixRMaj(n, n);
    for (int e = 0; e < n; e++) {
      if (values[e] <= ZERO * values[n - 1]) {
        continue;
      }
      double weight = 1 / Math.sqrt(values[e]);
      for (int i = 0; i < n; i++) {
        double left = weight * eigen.vector(e, i);
        for (int j = 0; j < n; j++) {
          inverseRoot.add(i, j, left * eigen.vector(e, j));
        }
      }
    }
    return inverseRoot;
  }

  private DMatrixRMaj jackknifed(int n, double[] own, DMatrixRMaj weighted) {
    double[] share = Quadratic.congruence(columns, columns, fixedRoot, own);
    SymmetricEigen eigen = new SymmetricEigen(columns, share);
    double[] inverse = new double[own.length];
    for (int e = 0; e < columns; e++) {
      double others = 1 - eigen.values()[e];
      for (int i = 0; others > LostDirections.ZERO && i < own.length; i++) {
        inverse[i] += eigen.vector(e, i / columns) * eigen.vector(e, i % columns) / others;
      }
    }
    double[] ofOthers = Quadratic.spread(columns, columns, fixedRoot, inverse);
    double[] factor = Quadratic.product(columns, ofOthers, own);
    for (int c = 0; c < columns; c++) {
      factor[c * (columns + 1)] += 1;
    }
    DMatrixRMaj result = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.mult(weighted, DMatrixRMaj.wrap(columns, columns, factor), result);
    return result;
  }
}
