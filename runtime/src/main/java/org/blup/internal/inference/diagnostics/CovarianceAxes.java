package org.blup.internal.inference.diagnostics;

import java.util.Arrays;
import org.blup.internal.linalg.dense.SymmetricEigen;

/**
 * The principal axes of a covariance, largest first.
 *
 * @param standardDeviations the roots of the eigenvalues
 * @param axes the eigenvectors, one a row
 */
public record CovarianceAxes(double[] standardDeviations, double[][] axes) {

  /**
   * Decomposes a covariance.
   *
   * @param covariance n × n row by row
   */
  public static CovarianceAxes of(int n, double[] covariance) {
    SymmetricEigen eigen = new SymmetricEigen(n, covariance);
    double[] standardDeviations = new double[n];
    double[][] axes = new double[n][n];
    for (int e = 0; e < n; e++) {
      int ascending = n - 1 - e;
      standardDeviations[e] = Math.sqrt(Math.max(0, eigen.values()[ascending]));
      for (int i = 0; i < n; i++) {
        axes[e][i] = eigen.vector(ascending, i);
      }
    }
    return new CovarianceAxes(standardDeviations, axes);
  }

  /** Those of a covariance that is not known. */
  public static CovarianceAxes undetermined(int n) {
    CovarianceAxes axes = new CovarianceAxes(new double[n], new double[n][n]);
    Arrays.fill(axes.standardDeviations, Double.NaN);
    for (double[] axis : axes.axes) {
      Arrays.fill(axis, Double.NaN);
    }
    return axes;
  }
}
