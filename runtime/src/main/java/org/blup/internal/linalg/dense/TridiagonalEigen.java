package org.blup.internal.linalg.dense;

import org.blup.internal.numeric.Quadratic;

/**
 * Eigenvalues and vectors of a dense symmetric matrix by Householder reflections to a tridiagonal
 * one and implicit QL (Golub & Van Loan, sections 8.3.1 and 8.3.3; Bowdler, Martin, Reinsch &
 * Wilkinson 1968, The QR and QL algorithms for symmetric matrices, Numer. Math. 11:293–306): a
 * fraction of the work of Jacobi's, with errors that are small beside the largest eigenvalue.
 */
final class TridiagonalEigen {

  /** A guard: an eigenvalue takes two or three steps (Golub &amp; Van Loan 2013, section 8.3). */
  private static final int ITERATIONS = 60;

  private final int n;
  private final double[][] a;

  /** Not sorted. */
  final double[] values;

  /** Element k connects k and k + 1. */
  private final double[] beside;

  /** One row an eigenvector. */
  final double[][] vectors;

  /** Whether the iteration came to its end. */
  final boolean converged;

  TridiagonalEigen(int n, double[] matrix) {
    this.n = n;
    a = new double[n][n];
    values = new double[n];
    beside = new double[n];
    vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix, i * n, a[i], 0, n);
      vectors[i][i] = 1;
    }
    double[][] reflections = new double[n][];
    for (int k = 0; k + 2 < n; k++) {
      reflections[k] = reflect(k);
    }
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    if (n > 1) {
      beside[n - 2] = a[n - 1][n - 2];
    }
    for (int k = n - 3; k >= 0; k--) {
      for (int i = k + 1; i < n; i++) {
        subtract(k + 1, vectors[i], reflections[k], dot(k + 1, vectors[i], reflections[k]));
      }
    }
    converged = iterate();
  }

  /**
   * Zeroes column k below its second element by {@code I − v vᵀ}.
   *
   * @return v, of length √2, zero up to k
   */
  private double[] reflect(int k) {
    double[] v = new double[n];
    double largest = 0;
    for (int i = k + 1; i < n; i++) {
      v[i] = a[i][k];
      largest = Math.max(largest, Math.abs(v[i]));
    }
    double rest = 0;
    for (int i = k + 2; i < n; i++) {
      rest = Math.max(rest, Math.abs(v[i]));
    }
    if (rest == 0) {
      beside[k] = v[k + 1];
      v[k + 1] = 0;
      return v;
    }
    for (int i = k + 1; i < n; i++) {
      v[i] /= largest;
    }
    double length = Math.copySign(Math.sqrt(dot(k + 1, v, v)), v[k + 1]);
    beside[k] = -length * largest;
    v[k + 1] += length;
    double scale = 1 / Math.sqrt(v[k + 1] * length);
    for (int i = k + 1; i < n; i++) {
      v[i] *= scale;
    }
    double[] w = new double[n];
    for (int i = k + 1; i < n; i++) {
      w[i] = dot(k + 1, a[i], v);
    }
    subtract(k + 1, w, v, 0.5 * dot(k + 1, w, v));
    for (int i = k + 1; i < n; i++) {
      subtract(k + 1, a[i], w, v[i]);
      subtract(k + 1, a[i], v, w[i]);
    }
    return v;
  }

  private double dot(int from, double[] x, double[] y) {
    return n > TriangleProducts.STRIP
        ? Quadratic.dotInFour(x, from, y, from, n - from)
        : Quadratic.dot(x, from, y, from, n - from);
  }

  private void subtract(int from, double[] to, double[] x, double factor) {
    for (int i = from; i < n; i++) {
      to[i] -= factor * x[i];
    }
  }

  private boolean iterate() {
    double shift = 0;
    double largest = 0;
    for (int l = 0; l < n; l++) {
      largest = Math.max(largest, Math.abs(values[l]) + Math.abs(beside[l]));
      if (!(largest < Double.POSITIVE_INFINITY)) {
        return false;
      }
      double small = Math.ulp(1.0) * largest;
      int m = l;
      while (Math.abs(beside[m]) > small) {
        m++;
      }
      for (int step = 0; m > l && (step == 0 || Math.abs(beside[l]) > small); step++) {
        if (step == ITERATIONS) {
          return false;
        }
        shift += shiftAndSweep(l, m);
      }
      values[l] += shift;
      beside[l] = 0;
    }
    return true;
  }

  /** One step on rows l … m; returns by how much the rows from l on were shifted. */
  private double shiftAndSweep(int l, int m) {
    double before = values[l];
    double p = (values[l + 1] - before) / (2 * beside[l]);
    double r = Math.copySign(Math.hypot(p, 1), p);
    values[l] = beside[l] / (p + r);
    values[l + 1] = beside[l] * (p + r);
    double next = values[l + 1];
    double shift = before - values[l];
    for (int i = l + 2; i < n; i++) {
      values[i] -= shift;
    }
    p = values[m];
    double c = 1;
    double c2 = 1;
    double c3 = 1;
    double s = 0;
    double s2 = 0;
    double connection = beside[l + 1];
    for (int i = m - 1; i >= l; i--) {
      c3 = c2;
      c2 = c;
      s2 = s;
      double g = c * beside[i];
      double h = c * p;
      r = Math.hypot(p, beside[i]);
      beside[i + 1] = s * r;
      s = beside[i] / r;
      c = p / r;
      p = c * values[i] - s * g;
      values[i + 1] = h + s * (c * g + s * values[i]);
      rotate(n, vectors[i], vectors[i + 1], c, s);
    }
    p = -s * s2 * c3 * connection * beside[l] / next;
    beside[l] = s * p;
    values[l] = c * p;
    return shift;
  }

  private static void rotate(int n, double[] x, double[] y, double c, double s) {
    for (int i = 0; i < n; i++) {
      double first = x[i];
      double second = y[i];
      x[i] = c * first - s * second;
      y[i] = s * first + c * second;
    }
  }
}
