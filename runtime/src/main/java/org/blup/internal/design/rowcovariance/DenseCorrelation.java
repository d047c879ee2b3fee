package org.blup.internal.design.rowcovariance;

import java.util.Arrays;
import java.util.function.Supplier;
import org.blup.internal.design.covariance.SquareMatrix;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.numeric.Quadratic;

/** Any correlation matrix, of so few rows that it may be held whole. */
final class DenseCorrelation implements SubjectCorrelation {

  private final int rows;
  private final double[] value;
  private final Supplier<double[][]> makingFirst;
  private final Supplier<double[][]> makingSecond;

  /**
   * Derivatives; empty until they are asked for, as is the inverse. Threads may make them twice.
   */
  private volatile double[][] first = {};

  private volatile double[][] second = {};
  private volatile double[] inverse = {};

  /** E is its inverse. */
  private final LowerRoot root;

  /**
   * A correlation matrix.
   *
   * @param value rows × rows, row by row
   * @param first makes its derivatives
   * @param second makes those of pairs i ≥ j, at {@code i (i + 1) / 2 + j}
   */
  DenseCorrelation(
      int rows, double[] value, Supplier<double[][]> first, Supplier<double[][]> second) {
    this.rows = rows;
    this.value = value;
    makingFirst = first;
    makingSecond = second;
    root = LowerRoot.ifPositive(rows, value);
  }

  private double[] first(int i) {
    if (first.length == 0) {
      first = makingFirst.get();
    }
    return first[i];
  }

  private double[] second(int i, int j) {
    if (second.length == 0) {
      second = makingSecond.get();
    }
    return second[i * (i + 1) / 2 + j];
  }

  /** C⁻¹. */
  private double[] inverse() {
    if (inverse.length == 0) {
      double[] made = SquareMatrix.identity(rows);
      whiten(made, rows);
      whitenTransposed(made, rows);
      inverse = made;
    }
    return inverse;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void whiten(double[] x, int columns) {
    root.solve(x, columns);
  }

  @Override
  public void colour(double[] x) {
    root.multiply(x);
  }

  @Override
  public void whitenTransposed(double[] x, int columns) {
    root.solveTransposed(x, columns);
  }

  private static void addMultiple(
      double factor, double[] x, int from, double[] to, int at, int columns) {
    for (int c = 0; factor != 0 && c < columns; c++) {
      to[at + c] += factor * x[from + c];
    }
  }

  @Override
  public double[] times(double[] x, int columns) {
    return product(value, x, columns);
  }

  @Override
  public double[] firstTimes(int i, double[] x, int columns) {
    return product(first(i), x, columns);
  }

  @Override
  public double[] secondTimes(int i, int j, double[] x, int columns) {
    return product(second(i, j), x, columns);
  }

  private double[] product(double[] matrix, double[] x, int columns) {
    double[] product = new double[x.length];
    for (int a = 0; a < rows; a++) {
      for (int b = 0; b < rows; b++) {
        addMultiple(matrix[a * rows + b], x, b * columns, product, a * columns, columns);
      }
    }
    return product;
  }

  @Override
  public double logDeterminant() {
    return root.logDeterminant();
  }

  @Override
  public double[] firstDiagonal(int i) {
    double[] diagonal = new double[rows];
    double[] left = inverse();
    double[] right = first(i);
    Arrays.setAll(
        diagonal,
        a -> {
          double sum = 0;
          for (int b = 0; b < rows; b++) {
            sum += left[a * rows + b] * right[b * rows + a];
          }
          return sum;
        });
    return diagonal;
  }

  @Override
  public double trace(int i, int j) {
    double[] ofI = Quadratic.product(rows, inverse(), first(i));
    double[] ofJ = i == j ? ofI : Quadratic.product(rows, inverse(), first(j));
    return Quadratic.dot(ofI, SquareMatrix.transposed(rows, ofJ));
  }

  @Override
  public double secondTrace(int i, int j) {
    return Quadratic.dot(inverse(), second(i, j));
  }

  @Override
  public double productTrace(double[] t) {
    double[] ofRows = inverse();
    double sum = 0;
    for (int a = 0; a < rows; a++) {
      for (int b = 0; b < rows; b++) {
        sum += t[a] * ofRows[a * rows + b] * value[a * rows + b] * t[b];
      }
    }
    return sum;
  }
}
