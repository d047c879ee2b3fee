package org.blup.internal.linalg.dense;

/** The pseudo-inverse of a symmetric matrix, restricted to its positive eigenvalues. */
public final class PseudoInverse {

  /** An eigenvalue below this share of the largest counts as zero. */
  private static final double ZERO = 1e-10;

  private PseudoInverse() {}

  /**
   * Inverts a matrix where it is positive. It is scaled to a unit diagonal first, so that the units
   * of its rows do not matter; rows whose diagonal element is not positive are taken for zero.
   *
   * @param matrix n × n row by row
   * @return n × n row by row
   */
  public static double[] ofPositive(int n, double[] matrix) {
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      double own = matrix[i * (n + 1)];
      scale[i] = own > 0 ? 1 / Math.sqrt(own) : 0;
    }
    double[] scaled = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i * n + j] = matrix[i * n + j] * scale[i] * scale[j];
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(n, scaled);
    double[] values = eigen.values();
    double[] inverse = new double[n * n];
    for (int e = 0; e < n; e++) {
      if (values[e] <= ZERO * values[n - 1]) {
        continue;
      }
      for (int i = 0; i < n; i++) {
        double left = eigen.vector(e, i) * scale[i] / values[e];
        for (int j = 0; j < n; j++) {
          inverse[i * n + j] += left * eigen.vector(e, j) * scale[j];
        }
      }
    }
    return inverse;
  }
}
