package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The combinations of columns of X that are zero in all rows, one for each dropped column, and
 * which combinations of coefficients the data determine in spite of them.
 */
final class NullVectors {

  /** Relative rounding of a number, and of what users make of it. */
  private static final double ROUNDING = 1e-10;

  /** That of combinations solved for from cross-products. */
  private static final double DERIVED = 1e-8;

  /** The distance from 1 to the next double, 2⁻⁵². */
  private static final double UNIT = Math.ulp(1.0);

  /**
   * A null vector.
   *
   * @param dropped the last of its columns
   * @param working its coefficients of the shifted columns
   * @param errors what rounding may have changed in these
   * @param user its coefficients of the user's columns
   */
  record NullVector(int dropped, double[] working, double[] errors, double[] user) {}

  private final double[][] basis;

  /** For each shifted column the user's columns that it is made of. */
  private final int[][] parts;

  private final List<NullVector> vectors = new ArrayList<>();

  /**
   * Finds them.
   *
   * @param basis the shifted columns in terms of the user's, column by column; if columns were
   *     dropped, a shifted column must be made of columns before it only
   */
  NullVectors(double[][] basis, IndependentColumns independent) {
    this.basis = basis;
    parts = new int[basis.length][];
    int[] kept = independent.kept();
    int next = kept.length - 1;
    for (int j = basis.length - 1; j >= 0; j--) {
      if (next >= 0 && kept[next] == j) {
        next--;
      } else {
        vectors.add(vector(j, kept, independent));
      }
    }
    for (int j = 0; !vectors.isEmpty() && j < parts.length; j++) {
      double[] column = basis[j];
      parts[j] = IntStream.range(0, column.length).filter(i -> column[i] != 0).toArray();
    }
  }

  /**
   * Those of columns that are combinations of others.
   *
   * @param kept the others, ascending
   * @param dependent for each remaining column, in their order, its combination of the kept
   */
  NullVectors(int[] kept, double[][] dependent) {
    int all = kept.length + dependent.length;
    basis = new double[all][all];
    parts = new int[all][];
    int next = kept.length - 1;
    int vector = dependent.length - 1;
    for (int j = all - 1; j >= 0; j--) {
      basis[j][j] = 1;
      parts[j] = new int[] {j};
      if (next >= 0 && kept[next] == j) {
        next--;
      } else {
        double[] user = new double[all];
        double[] errors = new double[all];
        user[j] = 1;
        for (int k = 0; k < kept.length; k++) {
          user[kept[k]] = -dependent[vector][k];
          errors[kept[k]] = DERIVED;
        }
        vectors.add(new NullVector(j, user, errors, user));
        vector--;
      }
    }
  }

  private NullVector vector(int dropped, int[] kept, IndependentColumns independent) {
    double[] working = new double[basis.length];
    double[] errors = new double[basis.length];
    double[] combination = independent.combination(dropped);
    double[] bounds = independent.errors(dropped);
    working[dropped] = 1;
    double[] user = basis[dropped].clone();
    for (int k = 0; k < kept.length; k++) {
      errors[kept[k]] = bounds[k];
      if (Math.abs(combination[k]) > bounds[k]) {
        working[kept[k]] = -combination[k];
        subtract(user, combination[k], basis[kept[k]]);
      }
    }
    return new NullVector(dropped, working, errors, user);
  }

  /** The null vectors, that of the last column first. */
  List<NullVector> all() {
    return vectors;
  }

  /**
   * Whether the data determine a combination of the user's coefficients, dropped ones among them:
   * whether it is 0 for every null vector, as far as rounding lets that be seen.
   */
  boolean determines(double[] combination) {
    if (vectors.isEmpty()) {
      return true;
    }
    double[] weights = new double[basis.length];
    double[] errors = new double[basis.length];
    for (int j = 0; j < weights.length; j++) {
      for (int i : parts[j]) {
        weights[j] += basis[j][i] * combination[i];
        errors[j] += UNIT * Math.abs(basis[j][i] * combination[i]);
      }
    }
    return vectors.stream().allMatch(vector -> isZero(vector, weights, errors));
  }

  /**
   * What rounding may change in a combination of all columns when its dropped ones are replaced by
   * kept ones: for each shifted column.
   */
  double[] replacementErrors(double[] combination) {
    double[] errors = new double[basis.length];
    double[] left = combination.clone();
    for (NullVector vector : vectors) {
      double factor = left[vector.dropped];
      for (int j = 0; factor != 0 && j < errors.length; j++) {
        errors[j] += Math.abs(factor) * vector.errors[j];
      }
      subtract(left, factor, vector.user);
    }
    return errors;
  }

  private static boolean isZero(NullVector vector, double[] weights, double[] errors) {
    double sum = 0;
    double doubt = 0;
    for (int j = 0; j < weights.length; j++) {
      double value = vector.working[j];
      sum += weights[j] * value;
      doubt += Math.abs(weights[j]) * (vector.errors[j] + ROUNDING * Math.abs(value));
      doubt += errors[j] * (vector.errors[j] + Math.abs(value));
    }
    return Math.abs(sum) <= doubt;
  }

  static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; factor != 0 && i < vector.length; i++) {
      from[i] -= factor * vector[i];
    }
  }
}
