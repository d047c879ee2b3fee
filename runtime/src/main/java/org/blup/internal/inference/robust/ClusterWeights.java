package org.blup.internal.inference.robust;

import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.linalg.dense.Quadratic;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

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
  private final double[] information;
  private final Correction correction;

  ClusterWeights(int columns, double[] fixedCovariance, Correction correction) {
    this.columns = columns;
    this.fixedCovariance = DMatrixRMaj.wrap(columns, columns, fixedCovariance.clone());
    this.correction = correction;
    information = PseudoInverse.ofPositive(columns, fixedCovariance);
  }

  /** K, n × p row by row. */
  double[] of(Cluster cluster) {
    int n = cluster.residuals().length;
    DMatrixRMaj root = root(n, cluster.covariance());
    DMatrixRMaj whitened = DMatrixRMaj.wrap(n, columns, cluster.x().clone());
    solveTransposed(root, whitened);
    if (correction == Correction.CR2) {
      return unbiased(n, root, whitened).data;
    }
    DMatrixRMaj weighted = whitened.copy();
    solve(root, weighted);
    if (correction == Correction.CR3) {
      return jackknifed(n, whitened, weighted).data;
    }
    return weighted.data;
  }

  private static DMatrixRMaj root(int n, double[] covariance) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, false);
    if (!cholesky.decompose(DMatrixRMaj.wrap(n, n, covariance.clone()))) {
      throw new IllegalArgumentException("the covariance of a cluster is not positive definite");
    }
    return cholesky.getT(null);
  }

  /** {@code X ← D⁻ᵀX}. */
  private static void solveTransposed(DMatrixRMaj root, DMatrixRMaj x) {
    for (int i = 0; i < x.numRows; i++) {
      for (int c = 0; c < x.numCols; c++) {
        double left = x.get(i, c);
        for (int l = 0; l < i; l++) {
          left -= root.get(l, i) * x.get(l, c);
        }
        x.set(i, c, left / root.get(i, i));
      }
    }
  }

  /** {@code X ← D⁻¹X}. */
  private static void solve(DMatrixRMaj root, DMatrixRMaj x) {
    for (int i = x.numRows - 1; i >= 0; i--) {
      for (int c = 0; c < x.numCols; c++) {
        double left = x.get(i, c);
        for (int l = i + 1; l < x.numRows; l++) {
          left -= root.get(i, l) * x.get(l, c);
        }
        x.set(i, c, left / root.get(i, i));
      }
    }
  }

  /** CR2: {@code B = (DDᵀ) (I − D⁻ᵀX C (D⁻ᵀX)ᵀ) (DDᵀ)}. */
  private DMatrixRMaj unbiased(int n, DMatrixRMaj root, DMatrixRMaj whitened) {
    DMatrixRMaj half = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.mult(whitened, fixedCovariance, half);
    DMatrixRMaj rest = CommonOps_DDRM.identity(n);
    CommonOps_DDRM.multAddTransB(-1, half, whitened, rest);
    DMatrixRMaj square = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransB(root, root, square);
    DMatrixRMaj product = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(square, rest, product);
    CommonOps_DDRM.mult(product, square, rest);
    DMatrixRMaj inverseRoot = inverseRoot(n, rest.data);
    DMatrixRMaj middle = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.mult(inverseRoot, whitened, middle);
    DMatrixRMaj result = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.multTransA(root, middle, result);
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

  private DMatrixRMaj jackknifed(int n, DMatrixRMaj whitened, DMatrixRMaj weighted) {
    DMatrixRMaj own = new DMatrixRMaj(columns, columns);
    CommonOps_DDRM.multTransA(whitened, whitened, own);
    double[] others = new double[own.data.length];
    for (int e = 0; e < others.length; e++) {
      others[e] = information[e] - own.data[e];
    }
    double[] inverse = PseudoInverse.ofPositive(columns, others);
    double[] factor = Quadratic.product(columns, inverse, own.data);
    for (int c = 0; c < columns; c++) {
      factor[c * (columns + 1)] += 1;
    }
    DMatrixRMaj result = new DMatrixRMaj(n, columns);
    CommonOps_DDRM.mult(weighted, DMatrixRMaj.wrap(columns, columns, factor), result);
    return result;
  }
}
