package org.blup.internal.design.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * The combinations of columns of X that are zero in all rows, one for each dropped column, and
 * which combinations of coefficients the data determine in spite of them.
 */
final class NullVectors {

  /** Relative rounding of combinations solved for from cross-products. */
  private static final double DERIVED = 1e-8;

  /**
   * A null vector.
   *
   * @param dropped the last of its columns
   * @param working its coefficients of the shifted columns
   * @param errors what rounding may have changed in these
   * @param user its coefficients of the user's columns
   */
  record NullVector(int dropped, double[] working, double[] errors, double[] user) {}

  private final int columns;
  private final List<NullVector> vectors = new ArrayList<>();
  private final EstimableCombinations estimable;

  /**
   * Finds them.
   *
   * @param basis the shifted columns in terms of the user's, column by column; if columns were
   *     dropped, a shifted column must be made of columns before it only
   */
  NullVectors(double[][] basis, IndependentColumns independent) {
    columns = basis.length;
    int[] kept = independent.kept();
    int next = kept.length - 1;
    for (int j = basis.length - 1; j >= 0; j--) {
      if (next >= 0 && kept[next] == j) {
        next--;
      } else {
        vectors.add(vector(j, basis, kept, independent));
      }
    }
    estimable = estimable(basis);
  }

  /**
   * Those of columns that are combinations of others.
   *
   * @param kept the others, ascending
   * @param dependent for each remaining column, in their order, its combination of the kept
   */
  NullVectors(int[] kept, double[][] dependent) {
    columns = kept.length + dependent.length;
    double[][] basis = new double[columns][columns];
    int next = kept.length - 1;
    int vector = dependent.length - 1;
    for (int j = columns - 1; j >= 0; j--) {
      basis[j][j] = 1;
      if (next >= 0 && kept[next] == j) {
        next--;
      } else {
        double[] user = new double[columns];
        double[] errors = new double[columns];
        user[j] = 1;
        for (int k = 0; k < kept.length; k++) {
          user[kept[k]] = -dependent[vector][k];
          errors[kept[k]] = DERIVED;
        }
        vectors.add(new NullVector(j, user, errors, user));
        vector--;
      }
    }
    estimable = estimable(basis);
  }

  private EstimableCombinations estimable(double[][] basis) {
    List<EstimableCombinations.NullVector> working =
        vectors.stream()
            .map(vector -> new EstimableCombinations.NullVector(vector.working, vector.errors))
            .toList();
    return EstimableCombinations.of(basis, working);
  }

  private static NullVector vector(
      int dropped, double[][] basis, int[] kept, IndependentColumns independent) {
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

  /** The combinations of the user's coefficients that the data determine in spite of them. */
  EstimableCombinations estimable() {
    return estimable;
  }

  /**
   * What rounding may change in a combination of all columns when its dropped ones are replaced by
   * kept ones: for each shifted column.
   */
  double[] replacementErrors(double[] combination) {
    double[] errors = new double[columns];
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

  static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; factor != 0 && i < vector.length; i++) {
      from[i] -= factor * vector[i];
    }
  }
}
