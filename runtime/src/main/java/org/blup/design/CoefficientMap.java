package org.blup.design;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from coefficients of the working basis to those of the user's kept columns: β ↦ Mβ + m,
 * with M of determinant 1. With T the shifted columns in terms of the user's and N the null vectors
 * of X, one for each dropped column, any combination T·β is brought to the kept columns by adding
 * multiples of N until the dropped ones have coefficient 0.
 */
final class CoefficientMap {

  /** Null vectors come from cross-products, and have half of their digits at worst. */
  private static final double ROUNDING = 1e-7;

  private final int[] kept;
  private final double[][] columns;
  private final double[] origin;

  /** The dropped columns, last first, and for each the combination of columns that is 0. */
  private final List<double[]> nullVectors = new ArrayList<>();

  private final List<Integer> dropped = new ArrayList<>();

  /**
   * Prepares the map.
   *
   * @param basis the shifted columns in terms of the user's, column by column
   * @param responseShift what was taken from y, in terms of the user's columns
   * @param independent which columns are kept; if some are not, a shifted column must be made of
   *     columns before it only
   */
  CoefficientMap(double[][] basis, double[] responseShift, IndependentColumns independent) {
    kept = independent.kept();
    columns = new double[kept.length][];
    for (int k = 0; k < kept.length; k++) {
      columns[k] = basis[kept[k]].clone();
    }
    origin = responseShift.clone();
    int next = kept.length - 1;
    for (int j = basis.length - 1; j >= 0; j--) {
      if (next >= 0 && kept[next] == j) {
        next--;
      } else {
        double[] nullVector = nullVector(basis, independent, j);
        dropped.add(j);
        nullVectors.add(nullVector);
        eliminate(j, nullVector);
      }
    }
  }

  /**
   * Whether the data determine a combination of the user's coefficients, dropped ones among them:
   * whether it is 0 for every null vector of X, up to rounding.
   */
  boolean determines(double[] combination) {
    for (double[] nullVector : nullVectors) {
      double sum = 0;
      double size = 0;
      for (int i = 0; i < combination.length; i++) {
        double product = combination[i] * nullVector[i];
        sum += product;
        size += Math.abs(product);
      }
      if (Math.abs(sum) > ROUNDING * size) {
        return false;
      }
    }
    return true;
  }

  /** M·beta + m. */
  double[] apply(double[] beta) {
    double[] result = new double[kept.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = origin[kept[i]];
      for (int k = 0; k < kept.length; k++) {
        result[i] += columns[k][kept[i]] * beta[k];
      }
    }
    return result;
  }

  /** A combination of all columns, dropped ones among them, as one of the kept columns. */
  double[] keptCoefficients(double[] coefficients) {
    double[] all = coefficients.clone();
    for (int d = 0; d < dropped.size(); d++) {
      subtract(all, all[dropped.get(d)], nullVectors.get(d));
    }
    double[] result = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      result[i] = all[kept[i]];
    }
    return result;
  }

  /** Mᵀ·weights. */
  double[] applyTransposed(double[] weights) {
    double[] result = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      for (int i = 0; i < kept.length; i++) {
        result[k] += columns[k][kept[i]] * weights[i];
      }
    }
    return result;
  }

  /** M·covariance·Mᵀ, row by row. */
  double[] applyToCovariance(double[] covariance) {
    int p = kept.length;
    double[] half = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int k = 0; k < p; k++) {
        double entry = columns[k][kept[i]];
        for (int j = 0; entry != 0 && j < p; j++) {
          half[i * p + j] += entry * covariance[k * p + j];
        }
      }
    }
    double[] result = new double[p * p];
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < p; k++) {
        double entry = columns[k][kept[j]];
        for (int i = 0; entry != 0 && i < p; i++) {
          result[i * p + j] += half[i * p + k] * entry;
        }
      }
    }
    return result;
  }

  private double[] nullVector(double[][] basis, IndependentColumns independent, int dropped) {
    double[] vector = basis[dropped].clone();
    double[] combination = independent.combination(dropped);
    for (int k = 0; k < kept.length; k++) {
      subtract(vector, combination[k], basis[kept[k]]);
    }
    return vector;
  }

  private void eliminate(int dropped, double[] nullVector) {
    for (double[] column : columns) {
      subtract(column, column[dropped], nullVector);
    }
    subtract(origin, origin[dropped], nullVector);
  }

  private static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; factor != 0 && i < vector.length; i++) {
      from[i] -= factor * vector[i];
    }
  }
}
