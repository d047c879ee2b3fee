package org.blup.internal.numeric;

/** L, lower triangular, of a positive definite {@code V = LLᵀ} of a few rows. */
public final class LowerRoot {

  private final int n;
  private final double[] root;

  private LowerRoot(int n, double[] root) {
    this.n = n;
    this.root = root;
  }

  /**
   * Cholesky's factorisation.
   *
   * @param matrix V, n × n row by row
   * @throws IllegalArgumentException if it is not positive definite
   */
  public static LowerRoot of(int n, double[] matrix) {
    LowerRoot root = ifPositive(n, matrix);
    if (Double.isNaN(root.logDeterminant())) {
      throw new IllegalArgumentException("a covariance of rows is not positive definite");
    }
    return root;
  }

  /** The same, with {@code NaN} in the root and its determinant if it is not positive definite. */
  public static LowerRoot ifPositive(int n, double[] matrix) {
    double[] root = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double left = matrix[i * n + j];
        for (int c = 0; c < j; c++) {
          left -= root[i * n + c] * root[j * n + c];
        }
        double pivot = left > 0 ? Math.sqrt(left) : Double.NaN;
        root[i * n + j] = i == j ? pivot : left / root[j * n + j];
      }
    }
    return new LowerRoot(n, root);
  }

  /** {@code log|V|}. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 2 * Math.log(root[i * (n + 1)]);
    }
    return sum;
  }

  /** L, n × n row by row; not to be changed. */
  public double[] matrix() {
    return root;
  }

  /** {@code x ← Lx}, one column. */
  public void multiply(double[] x) {
    for (int i = n - 1; i >= 0; i--) {
      double sum = 0;
      for (int l = 0; l <= i; l++) {
        sum += root[i * n + l] * x[l];
      }
      x[i] = sum;
    }
  }

  /** {@code X ← L⁻¹X}, X n × columns row by row. */
  public void solve(double[] x, int columns) {
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < i; l++) {
        subtract(root[i * n + l], l, x, i, columns);
      }
      divide(x, i, columns);
    }
  }

  /** {@code X ← L⁻ᵀX}, X n × columns row by row. */
  public void solveTransposed(double[] x, int columns) {
    for (int i = n - 1; i >= 0; i--) {
      for (int l = i + 1; l < n; l++) {
        subtract(root[l * n + i], l, x, i, columns);
      }
      divide(x, i, columns);
    }
  }

  private static void subtract(double factor, int from, double[] x, int to, int columns) {
    for (int c = 0; c < columns; c++) {
      x[to * columns + c] -= factor * x[from * columns + c];
    }
  }

  private void divide(double[] x, int row, int columns) {
    for (int c = 0; c < columns; c++) {
      x[row * columns + c] /= root[row * n + row];
    }
  }
}
