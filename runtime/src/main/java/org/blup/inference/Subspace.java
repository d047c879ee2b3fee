package org.blup.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * A basis of the span of some columns, orthonormal under the cross-products of all: whatever basis
 * the columns stand in, the one that is found has the digits of their span.
 */
final class Subspace {

  /** What is new in a column, relative to the column, below which it is nothing. */
  private static final double ROUNDING = 1e-10;

  /** The same in a column made by coefficients that have half of their digits at worst. */
  private static final double DERIVED = 1e-7;

  private final int n;
  private final double[] gram;
  private final List<double[]> basis = new ArrayList<>();

  /**
   * The empty subspace.
   *
   * @param gram the cross-products of the n columns that coordinates refer to, n × n
   */
  Subspace(int n, double[] gram) {
    this.n = n;
    this.gram = gram;
  }

  /** Adds a direction, if it is new: Gram–Schmidt, twice over (Golub & Van Loan, 5.2.8). */
  void add(double[] direction) {
    add(direction, ROUNDING);
  }

  /** Adds a direction found from cross-products, such as that of a dependent column. */
  void addDerived(double[] direction) {
    add(direction, DERIVED);
  }

  private void add(double[] direction, double rounding) {
    double before = length(direction);
    double[] rest = outside(direction);
    double length = length(rest);
    if (length <= rounding * before) {
      return;
    }
    for (int i = 0; i < n; i++) {
      rest[i] /= length;
    }
    basis.add(rest);
  }

  /** What of a direction is orthogonal to the subspace; zero if that is rounding. */
  double[] outside(double[] direction) {
    double[] rest = direction.clone();
    for (int round = 0; round < 2; round++) {
      for (double[] other : basis) {
        double share = product(rest, other);
        for (int i = 0; i < n; i++) {
          rest[i] -= share * other[i];
        }
      }
    }
    return length(rest) <= ROUNDING * length(direction) ? new double[n] : rest;
  }

  /** The basis, column by column. */
  double[][] basis() {
    return basis.toArray(double[][]::new);
  }

  /** The length of a combination of the columns. */
  double length(double[] x) {
    return Math.sqrt(Math.max(0, product(x, x)));
  }

  private double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; x[i] != 0 && j < n; j++) {
        sum += x[i] * gram[i * n + j] * y[j];
      }
    }
    return sum;
  }
}
