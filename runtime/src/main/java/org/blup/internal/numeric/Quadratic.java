package org.blup.internal.numeric;

import java.util.Arrays;

/** Products of small vectors with square matrices row by row. */
public final class Quadratic {

  /** In longer sums each addition would wait for the one before. */
  private static final int LARGE = 128;

  private Quadratic() {}

  /** {@code xᵀ A y}. */
  public static double form(double[] x, double[] a, double[] y) {
    int n = x.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      if (x[i] != 0) {
        sum += x[i] * rowTimes(a, i, y);
      }
    }
    return sum;
  }

  /** {@code X A Xᵀ} of rows X and a symmetric A. */
  public static double[] forms(double[][] rows, double[] a) {
    int q = rows.length;
    double[] forms = new double[q * q];
    for (int j = 0; j < q; j++) {
      double[] product = times(a, rows[j]);
      for (int i = j; i < q; i++) {
        double element = dot(rows[i], product);
        forms[i * q + j] = element;
        forms[j * q + i] = element;
      }
    }
    return forms;
  }

  /** {@code xᵀ y}. */
  public static double dot(double[] x, double[] y) {
    if (x.length > LARGE) {
      return dotInFour(x, 0, y, 0, x.length);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** {@code Σ x_i y_i} over parts of arrays, in two sums that do not wait for each other. */
  public static double dot(double[] x, int xFrom, double[] y, int yFrom, int count) {
    double sum = 0;
    double other = 0;
    int i = 0;
    for (; i + 1 < count; i += 2) {
      sum += x[xFrom + i] * y[yFrom + i];
      other += x[xFrom + i + 1] * y[yFrom + i + 1];
    }
    return i < count ? sum + x[xFrom + i] * y[yFrom + i] + other : sum + other;
  }

  /** {@code Σ x_i y_i} over parts of arrays, in four sums that do not wait for each other. */
  public static double dotInFour(double[] x, int xFrom, double[] y, int yFrom, int count) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      first += x[xFrom + i] * y[yFrom + i];
      second += x[xFrom + i + 1] * y[yFrom + i + 1];
      third += x[xFrom + i + 2] * y[yFrom + i + 2];
      fourth += x[xFrom + i + 3] * y[yFrom + i + 3];
    }
    for (; i < count; i++) {
      first += x[xFrom + i] * y[yFrom + i];
    }
    return (first + second) + (third + fourth);
  }

  /** {@code A x}. */
  public static double[] times(double[] a, double[] x) {
    int n = x.length;
    double[] result = new double[n];
    int i = 0;
    for (; i + 3 < n && n <= LARGE; i += 4) {
      fourRowsTimes(a, i, x, result);
    }
    for (; i < n; i++) {
      result[i] = rowTimes(a, i, x);
    }
    return result;
  }

  /** Four rows of A times x, whose sums do not wait for each other. */
  private static void fourRowsTimes(double[] a, int row, double[] x, double[] result) {
    int n = x.length;
    int at = row * n;
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int j = 0; j < n; j++) {
      double value = x[j];
      first += a[at + j] * value;
      second += a[at + n + j] * value;
      third += a[at + 2 * n + j] * value;
      fourth += a[at + 3 * n + j] * value;
    }
    result[row] = first;
    result[row + 1] = second;
    result[row + 2] = third;
    result[row + 3] = fourth;
  }

  /** A row of A times x. */
  private static double rowTimes(double[] a, int row, double[] x) {
    int n = x.length;
    if (n > LARGE) {
      return dotInFour(a, row * n, x, 0, n);
    }
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += a[row * n + j] * x[j];
    }
    return sum;
  }

  /** {@code JᵀAJ}, J n × m. */
  public static double[] congruence(int n, int m, double[] j, double[] a) {
    double[] congruence = new double[m * m];
    double[] half = new double[m];
    for (int e = 0; e < n; e++) {
      Arrays.fill(half, 0);
      for (int f = 0; f < n; f++) {
        for (int i = 0; i < m; i++) {
          half[i] += a[e * n + f] * j[f * m + i];
        }
      }
      for (int i = 0; i < m; i++) {
        for (int l = 0; l < m; l++) {
          congruence[i * m + l] += j[e * m + i] * half[l];
        }
      }
    }
    return congruence;
  }

  /** {@code JAJᵀ}, J n × m. */
  public static double[] spread(int n, int m, double[] j, double[] a) {
    double[][] rows = new double[n][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(j, i * m, (i + 1) * m));
    return forms(rows, a);
  }

  /** {@code J x}, J n × m. */
  public static double[] times(int n, double[] j, double[] x) {
    double[] result = new double[n];
    for (int e = 0; e < n; e++) {
      for (int i = 0; i < x.length; i++) {
        result[e] += j[e * x.length + i] * x[i];
      }
    }
    return result;
  }

  /** {@code Jᵀ x}, J n × m. */
  public static double[] timesTransposed(int m, double[] j, double[] x) {
    double[] result = new double[m];
    for (int e = 0; e < x.length; e++) {
      for (int i = 0; i < m; i++) {
        result[i] += j[e * m + i] * x[e];
      }
    }
    return result;
  }

  /** {@code A B}, both n × n. */
  public static double[] product(int n, double[] a, double[] b) {
    double[] product = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < n; l++) {
        double factor = a[i * n + l];
        for (int j = 0; factor != 0 && j < n; j++) {
          product[i * n + j] += factor * b[l * n + j];
        }
      }
    }
    return product;
  }
}
