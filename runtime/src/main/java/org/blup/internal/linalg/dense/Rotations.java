package org.blup.internal.linalg.dense;

/**
 * Rotations of the columns of a small square matrix A, row by row, which leave {@code A Aᵀ} as it
 * is and lose no digits of small columns.
 */
public final class Rotations {

  /** A guard: rotations converge quadratically, after six to ten sweeps. */
  private static final int SWEEPS = 60;

  /** A cosine below this is rounding: five units of the last place of 1. */
  private static final double ROUNDING = 1e-15;

  private Rotations() {}

  /**
   * Makes the columns orthogonal, so that their lengths are the singular values, and sorts them by
   * length, longest first (one-sided Jacobi; Hestenes 1958, Inversion of matrices by
   * biorthogonalization, J. SIAM 6:51–90).
   *
   * @return the lengths
   */
  public static double[] orthogonalise(int n, double[] a) {
    boolean rotated = true;
    for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
      rotated = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotated |= orthogonalise(n, a, p, q);
        }
      }
    }
    double[] lengths = new double[n];
    for (int c = 0; c < n; c++) {
      lengths[c] = Math.sqrt(product(n, a, c, c));
    }
    sort(n, a, lengths);
    return lengths;
  }

  private static boolean orthogonalise(int n, double[] a, int p, int q) {
    double pp = product(n, a, p, p);
    double qq = product(n, a, q, q);
    double pq = product(n, a, p, q);
    if (Math.abs(pq) <= ROUNDING * Math.sqrt(pp) * Math.sqrt(qq)) {
      return false;
    }
    double tau = (qq - pp) / (2 * pq);
    double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
    double c = 1 / Math.sqrt(1 + t * t);
    rotate(n, a, p, q, c, -c * t);
    return true;
  }

  private static double product(int n, double[] a, int p, int q) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i * n + p] * a[i * n + q];
    }
    return sum;
  }

  /** Columns {@code p ← c p + s q} and {@code q ← c q − s p}. */
  private static void rotate(int n, double[] a, int p, int q, double c, double s) {
    for (int i = 0; i < n; i++) {
      double x = a[i * n + p];
      double y = a[i * n + q];
      a[i * n + p] = c * x + s * y;
      a[i * n + q] = c * y - s * x;
    }
  }

  private static void sort(int n, double[] a, double[] lengths) {
    for (int c = 0; c < n; c++) {
      int longest = c;
      for (int d = c + 1; d < n; d++) {
        if (lengths[d] > lengths[longest]) {
          longest = d;
        }
      }
      double length = lengths[c];
      lengths[c] = lengths[longest];
      lengths[longest] = length;
      swap(n, a, c, longest);
    }
  }

  private static void swap(int n, double[] a, int p, int q) {
    for (int i = 0; i < n; i++) {
      double x = a[i * n + p];
      a[i * n + p] = a[i * n + q];
      a[i * n + q] = x;
    }
  }

  /**
   * Makes the matrix lower triangular with a diagonal that is not negative. Where the first rank of
   * its columns are not zero and the others are, a row that depends on those above it gets a zero
   * column, as in the Cholesky factor of a semidefinite matrix.
   *
   * @param rank the number of leading columns that are not zero
   */
  public static void lowerTriangle(int n, double[] a, int rank) {
    int left = rank;
    for (int i = 0; i < n; i++) {
      double length = rowLength(n, a, i);
      for (int q = i + 1; q < i + left; q++) {
        double x = a[i * n + i];
        double y = a[i * n + q];
        if (y != 0) {
          double r = Math.hypot(x, y);
          rotate(n, a, i, q, x / r, y / r);
          a[i * n + q] = 0;
        }
      }
      if (left > 0 && i + left < n && Math.abs(a[i * n + i]) <= 16 * ROUNDING * length) {
        for (int q = i + left; q > i; q--) {
          swap(n, a, q, q - 1);
        }
        clearRow(n, a, i);
      } else if (left > 0) {
        left--;
      }
      if (a[i * n + i] < 0) {
        for (int j = i; j < n; j++) {
          a[j * n + i] = -a[j * n + i];
        }
      }
    }
  }

  private static double rowLength(int n, double[] a, int i) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += a[i * n + j] * a[i * n + j];
    }
    return Math.sqrt(sum);
  }

  private static void clearRow(int n, double[] a, int i) {
    for (int j = i; j < n; j++) {
      a[i * n + j] = 0;
    }
  }
}
