package org.blup.internal.inference.distributions;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The distribution of M(u) = max_i |ℓ_iᵀu| over the directions u of a sphere, ℓ_i the rows of a
 * factor of a correlation, from the points of a lattice. Kept are the means of Chebyshev's
 * polynomials of M, so that the mean of a smooth function of M costs its values at their nodes.
 */
final class DirectionMaxima {

  /** Truncation error of the series of a function of M. */
  private static final double ACCURACY = 1e-10;

  /** A guard where singularities come near the range, which would take terms without end. */
  private static final int MOST_TERMS = 128;

  /** Directions from one point: rotating it costs less than the sines of another point. */
  private static final int TURNS = 8;

  private final double centre;
  private final double half;

  /** For each shift of the lattice the mean of each polynomial. */
  private final double[][] moments;

  private DirectionMaxima(double centre, double half, double[][] moments) {
    this.centre = centre;
    this.half = half;
    this.moments = moments;
  }

  /**
   * The maxima over the points of a lattice.
   *
   * @param columns the columns of the factor, rank × m
   * @param size of the lattice
   */
  static DirectionMaxima of(double[][] columns, int size) {
    double[][] values = values(columns, size);
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double[] shifted : values) {
      for (double value : shifted) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    double centre = (low + high) / 2;
    double half = Math.max((high - low) / 2, Math.ulp(centre));
    double[][] moments = new double[values.length][];
    for (int s = 0; s < moments.length; s++) {
      moments[s] = moments(values[s], centre, half, terms(centre / half));
    }
    return new DirectionMaxima(centre, half, moments);
  }

  /** shifts × points: the mean of those of a direction and its turns is as good as a point. */
  private static double[][] values(double[][] columns, int size) {
    int rank = columns.length;
    int turns = turns(rank);
    SphereMap map = new SphereMap(rank);
    double[] direction = new double[rank];
    double[] products = new double[columns[0].length];
    double[][] values = new double[KorobovLattice.SHIFTS][KorobovLattice.points(size) * turns];
    KorobovLattice.visit(
        size,
        rank - 1,
        (shift, point, cube) -> {
          map.map(cube, direction);
          for (int turn = 0; turn < turns; turn++) {
            values[shift][point * turns + turn] = largest(columns, direction, products);
            turn(direction);
          }
        });
    return values;
  }

  /** How many directions are made of each point; after as many as the rank M repeats itself. */
  static int turns(int rank) {
    return Math.min(rank, TURNS);
  }

  /** An orthogonal map: the coordinates go round, and the one that comes in changes its sign. */
  private static void turn(double[] direction) {
    int last = direction.length - 1;
    double first = -direction[last];
    System.arraycopy(direction, 0, direction, 1, last);
    direction[0] = first;
  }

  /** max_i |Σ_k columns_k,i direction_k|, three columns in one run over i. */
  private static double largest(double[][] columns, double[] direction, double[] products) {
    int rank = columns.length;
    int together = rank - rank % 3;
    Arrays.fill(products, 0);
    for (int k = 0; k < together; k += 3) {
      addThree(
          columns[k],
          direction[k],
          columns[k + 1],
          direction[k + 1],
          columns[k + 2],
          direction[k + 2],
          products);
    }
    for (int k = together; k < rank; k++) {
      add(columns[k], direction[k], products);
    }
    double most = 0;
    double other = 0;
    for (int i = 0; i + 1 < products.length; i += 2) {
      most = Math.max(most, products[i] * products[i]);
      other = Math.max(other, products[i + 1] * products[i + 1]);
    }
    double last = products[products.length - 1];
    return Math.sqrt(Math.max(last * last, Math.max(most, other)));
  }

  private static void addThree(
      double[] a, double x, double[] b, double y, double[] c, double z, double[] products) {
    for (int i = 0; i < products.length; i++) {
      products[i] += a[i] * x + b[i] * y + c[i] * z;
    }
  }

  private static void add(double[] a, double x, double[] products) {
    for (int i = 0; i < products.length; i++) {
      products[i] += a[i] * x;
    }
  }

  /**
   * How many terms a function needs that has its nearest singularity where M = 0: they fall like
   * ρ^−k, ρ the sum of the half axes of the ellipse through it (Trefethen 2013, Approximation
   * theory and approximation practice, theorem 8.2).
   *
   * @param singularity its distance in units of half the range
   */
  private static int terms(double singularity) {
    double rho = singularity + Math.sqrt(singularity * singularity - 1);
    double terms = Math.ceil(-Math.log(ACCURACY) / Math.log(rho));
    return (int) Math.max(2, Math.min(MOST_TERMS, terms));
  }

  /** T_0 = 1, T_1 = x, T_k = 2 x T_{k−1} − T_{k−2}; overwrites the values with x. */
  private static double[] moments(double[] values, double centre, double half, int terms) {
    int n = values.length;
    double[] previous = new double[n];
    double[] current = new double[n];
    double[] moments = new double[terms];
    for (int i = 0; i < n; i++) {
      values[i] = (values[i] - centre) / half;
      previous[i] = 1;
      current[i] = values[i];
      moments[1] += values[i];
    }
    moments[0] = n;
    for (int k = 2; k < terms; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double next = 2 * values[i] * current[i] - previous[i];
        previous[i] = current[i];
        current[i] = next;
        sum += next;
      }
      moments[k] = sum;
    }
    for (int k = 0; k < terms; k++) {
      moments[k] /= n;
    }
    return moments;
  }

  /** The mean of a smooth function of M, for each shift of the lattice. */
  double[] means(DoubleUnaryOperator function) {
    int terms = moments[0].length;
    double[] values = new double[terms];
    for (int i = 0; i < terms; i++) {
      double node = Math.cos(Math.PI * (i + 0.5) / terms);
      values[i] = function.applyAsDouble(centre + half * node);
    }
    double[] means = new double[moments.length];
    for (int k = 0; k < terms; k++) {
      double sum = 0;
      for (int i = 0; i < terms; i++) {
        sum += values[i] * Math.cos(Math.PI * k * (i + 0.5) / terms);
      }
      double coefficient = sum * (k == 0 ? 1 : 2) / terms;
      for (int s = 0; s < means.length; s++) {
        means[s] += coefficient * moments[s][k];
      }
    }
    return means;
  }
}
