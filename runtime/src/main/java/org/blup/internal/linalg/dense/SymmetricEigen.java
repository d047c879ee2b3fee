package org.blup.internal.linalg.dense;

/**
 * Eigenvalues and vectors of a small dense symmetric matrix by cyclic Jacobi rotations, accurate to
 * the last digits for small eigenvalues as well (Demmel &amp; Veselić 1992, Jacobi's method is more
 * accurate than QR, SIAM J. Matrix Anal. Appl. 13:1204–1245).
 */
public final class SymmetricEigen {

  /** A guard: rotations converge quadratically, after six to ten sweeps. */
  private static final int SWEEPS = 60;

  /** From this order on rotations of all pairs take longer than anything else. */
  private static final int LARGE = 24;

  private final double[] values;
  private final double[] vectors;

  /**
   * Decomposes a matrix.
   *
   * @param n its order
   * @param matrix n × n; left as it is
   */
  public SymmetricEigen(int n, double[] matrix) {
    double[] a = matrix.clone();
    vectors = new double[n * n];
    for (int i = 0; i < n; i++) {
      vectors[i * n + i] = 1;
    }
    boolean rotated = true;
    for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
      rotated = rotateAll(n, a);
    }
    values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i * n + i];
    }
    sort(n);
  }

  /** The eigenvalues, ascending. */
  public double[] values() {
    return values.clone();
  }

  /** Element i of the eigenvector of the e-th eigenvalue. */
  public double vector(int e, int i) {
    return vectors[e * values.length + i];
  }

  private SymmetricEigen(TridiagonalEigen eigen) {
    int n = eigen.values.length;
    values = eigen.values;
    vectors = new double[n * n];
    for (int e = 0; e < n; e++) {
      System.arraycopy(eigen.vectors[e], 0, vectors, e * n, n);
    }
    sort(n);
  }

  /**
   * Decomposes a matrix with errors that are only small beside its largest eigenvalue, which for
   * large ones is much faster.
   *
   * @param n its order
   * @param matrix n × n; left as it is
   */
  public static SymmetricEigen besideLargest(int n, double[] matrix) {
    if (n >= LARGE) {
      TridiagonalEigen eigen = new TridiagonalEigen(n, matrix);
      if (eigen.converged) {
        return new SymmetricEigen(eigen);
      }
    }
    return new SymmetricEigen(n, matrix);
  }

  private boolean rotateAll(int n, double[] a) {
    boolean rotated = false;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        double off = a[p * n + q];
        double size = Math.sqrt(Math.abs(a[p * n + p])) * Math.sqrt(Math.abs(a[q * n + q]));
        if (Math.abs(off) > 1e-17 * size && Math.abs(off) > Double.MIN_NORMAL) {
          rotate(n, a, p, q);
          rotated = rotated || Math.abs(off) > 1e-15 * size;
        }
      }
    }
    return rotated;
  }

  /** Zeroes element (p, q) by a rotation; rows of {@code vectors} become eigenvectors. */
  private void rotate(int n, double[] a, int p, int q) {
    double off = a[p * n + q];
    double tau = (a[q * n + q] - a[p * n + p]) / (2 * off);
    double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = c * t;
    a[p * n + p] -= t * off;
    a[q * n + q] += t * off;
    a[p * n + q] = 0;
    a[q * n + p] = 0;
    for (int i = 0; i < n; i++) {
      if (i != p && i != q) {
        double x = a[p * n + i];
        double y = a[q * n + i];
        a[p * n + i] = c * x - s * y;
        a[q * n + i] = s * x + c * y;
        a[i * n + p] = a[p * n + i];
        a[i * n + q] = a[q * n + i];
      }
    }
    for (int i = 0; i < n; i++) {
      double x = vectors[p * n + i];
      double y = vectors[q * n + i];
      vectors[p * n + i] = c * x - s * y;
      vectors[q * n + i] = s * x + c * y;
    }
  }

  private void sort(int n) {
    for (int i = 0; i < n; i++) {
      int least = i;
      for (int j = i + 1; j < n; j++) {
        if (values[j] < values[least]) {
          least = j;
        }
      }
      if (least != i) {
        double value = values[i];
        values[i] = values[least];
        values[least] = value;
        for (int c = 0; c < n; c++) {
          double element = vectors[i * n + c];
          vectors[i * n + c] = vectors[least * n + c];
          vectors[least * n + c] = element;
        }
      }
    }
  }
}
