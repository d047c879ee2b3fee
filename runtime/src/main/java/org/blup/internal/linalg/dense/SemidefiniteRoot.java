package org.blup.internal.linalg.dense;

/** The lower triangular root of a positive semidefinite matrix, zero columns where rank is lost. */
public final class SemidefiniteRoot {

  /** A pivot below this share of its diagonal element is rounding. */
  private static final double ROUNDING = 1e-13;

  private SemidefiniteRoot() {}

  /**
   * {@code L Lᵀ = A} (Golub &amp; Van Loan, section 4.2.8, without pivoting).
   *
   * @param matrix n × n row by row
   * @return n × n row by row
   */
  public static double[] of(int n, double[] matrix) {
    double[] root = new double[n * n];
    for (int j = 0; j < n; j++) {
      double pivot = matrix[j * n + j];
      for (int c = 0; c < j; c++) {
        pivot -= root[j * n + c] * root[j * n + c];
      }
      if (!(pivot > ROUNDING * matrix[j * n + j])) {
        continue;
      }
      root[j * n + j] = Math.sqrt(pivot);
      for (int i = j + 1; i < n; i++) {
        double sum = matrix[i * n + j];
        for (int c = 0; c < j; c++) {
          sum -= root[i * n + c] * root[j * n + c];
        }
        root[i * n + j] = sum / root[j * n + j];
      }
    }
    return root;
  }
}
