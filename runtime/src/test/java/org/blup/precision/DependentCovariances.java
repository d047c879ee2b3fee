package org.blup.precision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether what X leaves of the covariance of y determines all its parameters: it is a sum of
 * matrices, one for each variance and covariance and one for the residual, n × n, of what X leaves.
 * Where they are linearly dependent the likelihood of what X leaves of y is flat along a direction.
 */
final class DependentCovariances {

  /** Columns of a term of which others leave a smaller share of the square are made up by them. */
  private static final double DEPENDENT = 1e-14;

  private DependentCovariances() {}

  /**
   * The least that any of the matrices, scaled to length one before X is taken from them, leaves of
   * itself beside those with more: modified Gram and Schmidt with pivoting.
   *
   * @param x the independent columns of X
   */
  static double leastLeft(HostileDesign rows, double[][] x) {
    List<double[]> left = matrices(rows);
    double[][] fixed = orthonormal(x, rows.weights);
    left.forEach(matrix -> normalise(matrix));
    left.forEach(matrix -> project(matrix, fixed));
    double least = 1;
    while (!left.isEmpty()) {
      int largest = 0;
      for (int i = 1; i < left.size(); i++) {
        largest = length(left.get(i)) > length(left.get(largest)) ? i : largest;
      }
      double[] pivot = left.remove(largest);
      least = Math.min(least, length(pivot));
      if (least > 0) {
        normalise(pivot);
        left.forEach(matrix -> remove(pivot, matrix));
        left.forEach(matrix -> remove(pivot, matrix));
      }
    }
    return least;
  }

  /** The derivatives of the covariance of weighted rows by its parameters, in any units. */
  private static List<double[]> matrices(HostileDesign rows) {
    int n = rows.n;
    List<double[]> matrices = new ArrayList<>();
    double[] residual = new double[n * n];
    for (int i = 0; i < n; i++) {
      residual[i * (n + 1)] = 1;
    }
    matrices.add(residual);
    List<PreciseFit.Term> terms = rows.z();
    for (int t = 0; t < terms.size(); t++) {
      DoubleDouble[][] columns = PreciseColumns.weighted(terms.get(t).columns(), rows.weights);
      PreciseColumns.orthogonalise(columns, rows.isCorrelated(t), DEPENDENT);
      double[][] z = PreciseColumns.high(columns);
      for (int a = 0; a < z.length; a++) {
        for (int b = rows.isCorrelated(t) ? 0 : a; b <= a; b++) {
          matrices.add(product(terms.get(t).level(), z[a], z[b]));
        }
      }
    }
    matrices.removeIf(matrix -> length(matrix) == 0);
    return matrices;
  }

  private static double[] product(int[] level, double[] a, double[] b) {
    int n = level.length;
    double[] product = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        product[i * n + j] = level[i] == level[j] ? a[i] * b[j] + b[i] * a[j] : 0;
      }
    }
    return product;
  }

  private static double[][] orthonormal(double[][] x, double[] weights) {
    DoubleDouble[][] columns = PreciseColumns.weighted(x, weights);
    PreciseColumns.orthogonalise(columns, true, 0);
    Arrays.setAll(columns, c -> PreciseColumns.unit(columns[c]));
    return PreciseColumns.high(columns);
  }

  /** What orthonormal columns leave of both sides of a matrix, twice for its digits. */
  private static void project(double[] matrix, double[][] columns) {
    int n = (int) Math.sqrt(matrix.length);
    for (int repeat = 0; repeat < 2; repeat++) {
      for (double[] column : columns) {
        for (int i = 0; i < n; i++) {
          remove(column, matrix, i * n, 1);
        }
        for (int i = 0; i < n; i++) {
          remove(column, matrix, i, n);
        }
      }
    }
  }

  private static void remove(double[] unit, double[] from) {
    remove(unit, from, 0, 1);
  }

  private static void remove(double[] unit, double[] from, int start, int stride) {
    double product = 0;
    for (int i = 0; i < unit.length; i++) {
      product += unit[i] * from[start + i * stride];
    }
    for (int i = 0; i < unit.length; i++) {
      from[start + i * stride] -= product * unit[i];
    }
  }

  private static double length(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }

  private static void normalise(double[] x) {
    double length = length(x);
    Arrays.setAll(x, i -> x[i] / length);
  }
}
