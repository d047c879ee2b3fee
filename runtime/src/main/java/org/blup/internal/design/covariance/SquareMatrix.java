package org.blup.internal.design.covariance;

import java.util.Arrays;
import org.blup.internal.numeric.LowerRoot;

/** Arithmetic of square matrices, row by row, of the size of a subject's positions. */
public final class SquareMatrix {

  private SquareMatrix() {}

  public static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int a = 0; a < n; a++) {
      identity[a * (n + 1)] = 1;
    }
    return identity;
  }

  public static double[] transposed(int n, double[] matrix) {
    double[] transposed = new double[n * n];
    Arrays.setAll(transposed, i -> matrix[i % n * n + i / n]);
    return transposed;
  }

  /** {@code A + Aᵀ}. */
  public static double[] withTransposed(int n, double[] matrix) {
    double[] sum = new double[n * n];
    Arrays.setAll(sum, i -> matrix[i] + matrix[i % n * n + i / n]);
    return sum;
  }

  public static void addMultiple(double factor, double[] matrix, double[] to) {
    for (int i = 0; factor != 0 && i < to.length; i++) {
      to[i] += factor * matrix[i];
    }
  }

  /** The rows and columns of a pattern. */
  public static double[] part(int n, int[] pattern, double[] matrix) {
    int k = pattern.length;
    double[] part = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        part[a * k + b] = matrix[pattern[a] * n + pattern[b]];
      }
    }
    return part;
  }

  /** Adds a matrix of a pattern's rows and columns where they stand in a larger one. */
  static void addPart(int n, int[] pattern, double factor, double[] part, double[] to) {
    int k = pattern.length;
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        to[pattern[a] * n + pattern[b]] += factor * part[a * k + b];
      }
    }
  }

  /** Inverts a positive definite matrix; returns the logarithm of its determinant. */
  static double invert(int n, double[] matrix, double[] inverse) {
    LowerRoot root = LowerRoot.ifPositive(n, matrix);
    System.arraycopy(identity(n), 0, inverse, 0, n * n);
    root.solve(inverse, n);
    root.solveTransposed(inverse, n);
    return root.logDeterminant();
  }
}
