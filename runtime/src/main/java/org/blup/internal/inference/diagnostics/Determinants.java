package org.blup.internal.inference.diagnostics;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Determinants of parts of covariances. */
public final class Determinants {

  private Determinants() {}

  /**
   * The logarithm of the determinant of the correlations of some variables; 0 for none.
   *
   * @param covariance n × n row by row
   * @param chosen which variables
   */
  public static double logCorrelation(int n, double[] covariance, boolean[] chosen) {
    int[] index = IntStream.range(0, n).filter(i -> chosen[i]).toArray();
    if (index.length == 0) {
      return 0;
    }
    DMatrixRMaj correlation = new DMatrixRMaj(index.length, index.length);
    for (int i = 0; i < index.length; i++) {
      for (int j = 0; j < index.length; j++) {
        double scale =
            Math.sqrt(covariance[index[i] * (n + 1)]) * Math.sqrt(covariance[index[j] * (n + 1)]);
        correlation.set(i, j, covariance[index[i] * n + index[j]] / scale);
      }
    }
    return Math.log(CommonOps_DDRM.det(correlation));
  }
}
