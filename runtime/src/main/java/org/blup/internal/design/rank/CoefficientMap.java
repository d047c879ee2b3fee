package org.blup.internal.design.rank;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.design.rank.NullVectors.NullVector;

/**
 * The way from coefficients of the working basis to those of the user's kept columns: β ↦ Mβ + m,
 * with M of determinant 1. With T the shifted columns in terms of the user's and N the null vectors
 * of X, one for each dropped column, any combination T·β is brought to the kept columns by adding
 * multiples of N until the dropped ones have coefficient 0.
 */
public final class CoefficientMap {

  private final int[] kept;
  private final double[][] columns;
  private final double[] origin;

  /** For each column of M, which is mostly of zeros, where others stand: positions in kept. */
  private final int[][] filled;

  private final NullVectors nullVectors;

  /**
   * Prepares the map.
   *
   * @param basis the shifted columns in terms of the user's, column by column
   * @param responseShift what was taken from y, in terms of the user's columns
   * @param independent which columns are kept; if some are not, a shifted column must be made of
   *     columns before it only
   */
  public CoefficientMap(double[][] basis, double[] responseShift, IndependentColumns independent) {
    kept = independent.kept();
    columns = new double[kept.length][];
    for (int k = 0; k < kept.length; k++) {
      columns[k] = basis[kept[k]].clone();
    }
    origin = responseShift.clone();
    nullVectors = new NullVectors(basis, independent);
    for (NullVector vector : nullVectors.all()) {
      for (double[] column : columns) {
        eliminate(column, vector);
      }
      eliminate(origin, vector);
    }
    filled = filled(columns, kept);
  }

  /**
   * The map to some columns of which the others are combinations.
   *
   * @param kept which columns are kept, ascending
   * @param toKept M column by column, each of length p
   * @param origin m, of length p
   * @param dependent for each column that is not kept, in their order, its combination of the kept
   */
  public CoefficientMap(int[] kept, double[][] toKept, double[] origin, double[][] dependent) {
    int all = kept.length + dependent.length;
    this.kept = kept;
    this.origin = spread(kept, origin, all);
    columns = new double[toKept.length][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = spread(kept, toKept[k], all);
    }
    filled = filled(columns, kept);
    nullVectors = new NullVectors(kept, dependent);
  }

  private static int[][] filled(double[][] columns, int[] kept) {
    return Arrays.stream(columns)
        .map(column -> IntStream.range(0, kept.length).filter(i -> column[kept[i]] != 0).toArray())
        .toArray(int[][]::new);
  }

  private static double[] spread(int[] kept, double[] values, int all) {
    double[] spread = new double[all];
    for (int k = 0; k < kept.length; k++) {
      spread[kept[k]] = values[k];
    }
    return spread;
  }

  /** The combinations of the user's coefficients, dropped ones among them, that are determined. */
  public EstimableCombinations estimable() {
    return nullVectors.estimable();
  }

  /** M·beta + m. */
  public double[] apply(double[] beta) {
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
  public double[] keptCoefficients(double[] coefficients) {
    double[] all = coefficients.clone();
    for (NullVector vector : nullVectors.all()) {
      eliminate(all, vector);
    }
    double[] result = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      result[i] = all[kept[i]];
    }
    return result;
  }

  /** What rounding may have changed in {@link #keptCoefficients}, in the working basis. */
  public double[] keptErrors(double[] coefficients) {
    double[] all = nullVectors.replacementErrors(coefficients);
    return Arrays.stream(kept).mapToDouble(column -> all[column]).toArray();
  }

  /** Mᵀ·weights. */
  public double[] applyTransposed(double[] weights) {
    double[] result = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      for (int i : filled[k]) {
        result[k] += columns[k][kept[i]] * weights[i];
      }
    }
    return result;
  }

  /** M, row by row. */
  public double[][] rows() {
    double[][] rows = new double[kept.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] unit = new double[rows.length];
      unit[i] = 1;
      rows[i] = applyTransposed(unit);
    }
    return rows;
  }

  /** M·covariance·Mᵀ, row by row. */
  public double[] applyToCovariance(double[] covariance) {
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

  /** Adds a multiple of a null vector, so that the dropped column gets the coefficient 0. */
  private static void eliminate(double[] coefficients, NullVector vector) {
    NullVectors.subtract(coefficients, coefficients[vector.dropped()], vector.user());
  }
}
