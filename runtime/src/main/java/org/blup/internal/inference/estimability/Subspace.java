package org.blup.internal.inference.estimability;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.equations.Dependence;
import org.blup.internal.numeric.Quadratic;

/**
 * A basis of the span of some columns, orthonormal under the cross-products of all: whatever basis
 * the columns stand in, the one that is found has the digits of their span.
 */
public final class Subspace {

  /**
   * A remainder below this share of a column's length counts as zero. Columns are known by
   * coordinates, not by cross-products, so this is a length and no square: coordinates are rounded
   * by 1e-16, and the columns that they refer to are so far from dependent ({@link Dependence})
   * that this grows 1e6 times at most.
   */
  private static final double ROUNDING = 1e-10;

  private final int n;
  private final double[] gram;
  private final List<double[]> basis = new ArrayList<>();

  /** The largest relative error of a vector of the basis. */
  private double error;

  /** For each of the basis its products with the columns. */
  private final List<double[]> products = new ArrayList<>();

  /**
   * The empty subspace.
   *
   * @param gram the cross-products of the n columns that coordinates refer to, n × n
   */
  public Subspace(int n, double[] gram) {
    this.n = n;
    this.gram = gram;
  }

  /** Adds a direction, if it is new: Gram–Schmidt, twice over (Golub &amp; Van Loan, 5.2.8). */
  public boolean add(double[] direction) {
    return add(direction, 0);
  }

  /**
   * Adds a direction, if what is new in it is longer than an error that its coordinates have.
   *
   * @return whether it is new
   */
  public boolean add(double[] direction, double directionError) {
    double before = length(direction);
    double[] rest = outside(direction);
    double length = length(rest);
    if (!(length > (ROUNDING + error) * before + directionError)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      rest[i] /= length;
    }
    error = Math.max(error, directionError / length);
    basis.add(rest);
    products.add(products(rest));
    return true;
  }

  /** What of a direction is orthogonal to the subspace; zero if that is rounding. */
  double[] outside(double[] direction) {
    double[] rest = direction.clone();
    for (int round = 0; round < 2; round++) {
      for (int k = 0; k < basis.size(); k++) {
        double share = Quadratic.dot(rest, products.get(k));
        double[] other = basis.get(k);
        for (int i = 0; i < n; i++) {
          rest[i] -= share * other[i];
        }
      }
    }
    return length(rest) <= ROUNDING * length(direction) ? new double[n] : rest;
  }

  /** The basis, column by column. */
  public double[][] basis() {
    return basis.toArray(double[][]::new);
  }

  /** The length of a combination of the columns. */
  double length(double[] x) {
    return Math.sqrt(Math.max(0, Quadratic.dot(x, products(x))));
  }

  private double[] products(double[] x) {
    double[] products = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; x[i] != 0 && j < n; j++) {
        products[j] += x[i] * gram[i * n + j];
      }
    }
    return products;
  }
}
