package org.blup.internal.linalg.dense;

/** Textbook dense computations to compare with. */
public final class Dense {

  private Dense() {}

  public static double[][] cholesky(double[][] a) {
    int n = a.length;
    double[][] l = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }

  public static double[][] inverse(double[][] a) {
    int n = a.length;
    double[][] l = cholesky(a);
    double[][] inverse = new double[n][n];
    for (int c = 0; c < n; c++) {
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        double sum = i == c ? 1 : 0;
        for (int j = 0; j < i; j++) {
          sum -= l[i][j] * x[j];
        }
        x[i] = sum / l[i][i];
      }
      for (int i = n - 1; i >= 0; i--) {
        double sum = x[i];
        for (int j = i + 1; j < n; j++) {
          sum -= l[j][i] * x[j];
        }
        x[i] = sum / l[i][i];
      }
      for (int i = 0; i < n; i++) {
        inverse[i][c] = x[i];
      }
    }
    return inverse;
  }

  public static double[][] leading(double[][] a, int n) {
    double[][] part = new double[n][];
    for (int i = 0; i < n; i++) {
      part[i] = java.util.Arrays.copyOf(a[i], n);
    }
    return part;
  }
}
