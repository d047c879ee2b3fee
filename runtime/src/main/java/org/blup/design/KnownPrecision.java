package org.blup.design;

import java.util.List;
import org.blup.exception.BlupException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.ops.DConvertMatrixStruct;

/** A relationship by its levels and the inverse of their covariance. */
record KnownPrecision(List<String> levels, DMatrixSparseCSC precision) implements Relationship {

  /** Two elements that differ by more than this share of the diagonal are not symmetric. */
  private static final double SYMMETRIC = 1e-8;

  /** What is left of a level's variance, relative to it, given those before it, is rounding. */
  private static final double ROUNDING = 1e-11;

  @Override
  public DMatrixSparseCSC precision() {
    return precision.copy();
  }

  /** Checks a precision matrix; one triangle stands for both. */
  static KnownPrecision of(List<String> levels, DMatrixSparseCSC given) {
    checkShape(levels, given.numRows, given.numCols, "precision");
    Elements elements = Elements.of(given);
    boolean both = isStored(given, true) && isStored(given, false);
    DMatrixSparseCSC symmetric = (both ? elements : elements.mirrored()).matrix();
    checkFinite(levels, symmetric);
    checkSymmetric(levels, symmetric);
    for (int i = 0; i < levels.size(); i++) {
      if (!(symmetric.get(i, i) > 0)) {
        throw new BlupException(
            "the precision of %s in a relationship is %s. A precision matrix has a positive diagonal"
                .formatted(levels.get(i), symmetric.get(i, i)));
      }
    }
    return new KnownPrecision(levels, symmetric);
  }

  /** Inverts a covariance matrix. */
  static KnownPrecision inverseOf(List<String> levels, DMatrixRMaj covariance) {
    int n = levels.size();
    checkShape(levels, covariance.numRows, covariance.numCols, "covariance");
    checkSymmetric(levels, covariance);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
    boolean factored = cholesky.decompose(covariance.copy());
    DMatrixRMaj root = factored ? cholesky.getT(null) : new DMatrixRMaj(0, 0);
    for (int i = 0; i < n && factored; i++) {
      factored = root.get(i, i) * root.get(i, i) > ROUNDING * covariance.get(i, i);
    }
    if (!factored) {
      throw notPositiveDefinite(levels, covariance);
    }
    DMatrixRMaj inverse = covariance.copy();
    CommonOps_DDRM.invertSPD(inverse, inverse);
    DMatrixSparseCSC precision = new DMatrixSparseCSC(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (inverse.get(i, j) + inverse.get(j, i)) / 2;
        inverse.set(i, j, mean);
        inverse.set(j, i, mean);
      }
    }
    DConvertMatrixStruct.convert(inverse, precision, 0);
    return new KnownPrecision(levels, precision);
  }

  /** Names the first level that those before it make up. */
  private static BlupException notPositiveDefinite(List<String> levels, DMatrixRMaj covariance) {
    int n = levels.size();
    double[] root = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double left = covariance.get(i, j);
        for (int c = 0; c < j; c++) {
          left -= root[i * n + c] * root[j * n + c];
        }
        if (i == j && !(left > ROUNDING * covariance.get(i, i))) {
          return new BlupException(
              ("the covariance matrix of a relationship is not positive definite: at %s nothing is"
                      + " left of a variance of %s once the levels before it are known (%s). Levels"
                      + " that are alike, as clones are, need one name; a matrix of fewer markers"
                      + " than levels needs something added to its diagonal")
                  .formatted(levels.get(i), covariance.get(i, i), left));
        }
        root[i * n + j] = i == j ? Math.sqrt(left) : left / root[j * n + j];
      }
    }
    throw new IllegalStateException("a factor that two orders of summation do not agree on");
  }

  private static void checkShape(List<String> levels, int rows, int columns, String what) {
    if (rows != levels.size() || columns != levels.size()) {
      throw new BlupException(
          "a %s matrix of %d × %d does not fit the %d levels of a relationship. Name each row"
                  .formatted(what, rows, columns, levels.size())
              + " and column once");
    }
  }

  private static void checkFinite(List<String> levels, DMatrixSparseCSC matrix) {
    for (int j = 0; j < matrix.numCols; j++) {
      for (int at = matrix.col_idx[j]; at < matrix.col_idx[j + 1]; at++) {
        if (!Double.isFinite(matrix.nz_values[at])) {
          throw notFinite(levels, matrix.nz_rows[at], j, matrix.nz_values[at]);
        }
      }
    }
  }

  private static BlupException notFinite(List<String> levels, int i, int j, double value) {
    return new BlupException(
        "the element of %s and %s in a relationship is %s. Give finite numbers"
            .formatted(levels.get(i), levels.get(j), value));
  }

  private static boolean isStored(DMatrixSparseCSC matrix, boolean above) {
    for (int j = 0; j < matrix.numCols; j++) {
      for (int at = matrix.col_idx[j]; at < matrix.col_idx[j + 1]; at++) {
        if (above ? matrix.nz_rows[at] < j : matrix.nz_rows[at] > j) {
          return true;
        }
      }
    }
    return false;
  }

  private static void checkSymmetric(List<String> levels, DMatrixSparseCSC matrix) {
    for (int j = 0; j < matrix.numCols; j++) {
      for (int at = matrix.col_idx[j]; at < matrix.col_idx[j + 1]; at++) {
        int i = matrix.nz_rows[at];
        double scale = Math.sqrt(Math.abs(matrix.get(i, i) * matrix.get(j, j)));
        requireSymmetric(levels, i, j, matrix.nz_values[at], matrix.get(j, i), scale);
      }
    }
  }

  private static void checkSymmetric(List<String> levels, DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j <= i; j++) {
        double value = matrix.get(i, j);
        if (!Double.isFinite(value)) {
          throw notFinite(levels, i, j, value);
        }
        double scale = Math.sqrt(Math.abs(matrix.get(i, i) * matrix.get(j, j)));
        requireSymmetric(levels, i, j, value, matrix.get(j, i), scale);
      }
    }
  }

  private static void requireSymmetric(
      List<String> levels, int i, int j, double value, double other, double scale) {
    if (!(Math.abs(value - other) <= SYMMETRIC * scale)) {
      throw new BlupException(
          "the matrix of a relationship is not symmetric: %s and %s have %s, %s and %s have %s"
              .formatted(levels.get(i), levels.get(j), value, levels.get(j), levels.get(i), other));
    }
  }

  @Override
  public String toString() {
    return "Relationship of %d levels, %d nonzero elements of the inverse"
        .formatted(levels.size(), precision.nz_length);
  }
}
