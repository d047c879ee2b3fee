package org.blup.internal.reml.identification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.blup.internal.linalg.dense.SymmetricEigen;

/**
 * The directions that a template of lost rank leaves without variance: all v with {@code Λᵀv = 0},
 * in a basis with as many zeros as elimination can make.
 */
public final class NullSpace {

  /**
   * Coefficients below this share of the largest are rounding of zero; tenfold either way finds the
   * same directions of 95 designs.
   */
  private static final double NO_COEFFICIENT = 1e-9;

  private NullSpace() {}

  /**
   * A basis of the null space of {@code Λᵀ}.
   *
   * @param lambda size × size row by row
   * @param scale what to multiply each row of Λ by to make the rows comparable
   * @param dimension of the null space
   */
  static List<double[]> basis(int size, double[] lambda, double[] scale, int dimension) {
    return basis(size, lambda, scale, dimension, scale, vector -> vector);
  }

  /**
   * The same in another basis.
   *
   * @param newScale what makes the rows comparable there
   * @param change takes a vector there
   */
  public static List<double[]> basis(
      int size,
      double[] lambda,
      double[] scale,
      int dimension,
      double[] newScale,
      UnaryOperator<double[]> change) {
    double[] square = new double[size * size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        for (int c = 0; c < size; c++) {
          square[a * size + b] += lambda[a * size + c] * scale[a] * lambda[b * size + c] * scale[b];
        }
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(size, square);
    List<double[]> basis = new ArrayList<>();
    for (int d = 0; d < dimension; d++) {
      double[] vector = new double[size];
      for (int a = 0; a < size; a++) {
        vector[a] = eigen.vector(d, a) * scale[a];
      }
      double[] changed = change.apply(vector);
      for (int a = 0; a < size; a++) {
        changed[a] /= newScale[a];
      }
      basis.add(changed);
    }
    reduce(basis);
    for (double[] vector : basis) {
      normalise(vector, newScale);
    }
    return basis;
  }

  /** Gauss–Jordan elimination with complete pivoting. */
  static void reduce(List<double[]> basis) {
    for (int d = 0; d < basis.size(); d++) {
      int pivotRow = d;
      int pivot = 0;
      double largest = 0;
      for (int e = d; e < basis.size(); e++) {
        for (int a = 0; a < basis.get(e).length; a++) {
          if (Math.abs(basis.get(e)[a]) > largest) {
            largest = Math.abs(basis.get(e)[a]);
            pivotRow = e;
            pivot = a;
          }
        }
      }
      double[] chosen = basis.get(pivotRow);
      basis.set(pivotRow, basis.get(d));
      basis.set(d, chosen);
      for (int e = 0; e < basis.size(); e++) {
        if (e != d) {
          subtract(basis.get(e), chosen, pivot);
        }
      }
    }
  }

  private static void subtract(double[] from, double[] chosen, int pivot) {
    double factor = from[pivot] / chosen[pivot];
    for (int a = 0; a < from.length; a++) {
      from[a] = a == pivot ? 0 : from[a] - factor * chosen[a];
    }
  }

  /** From comparable rows back to the effects; the largest element becomes 1. */
  private static void normalise(double[] vector, double[] scale) {
    double longest = 0;
    for (double element : vector) {
      longest = Math.max(longest, Math.abs(element));
    }
    double largest = 0;
    for (int a = 0; a < vector.length; a++) {
      vector[a] = Math.abs(vector[a]) < NO_COEFFICIENT * longest ? 0 : vector[a] * scale[a];
      largest = Math.abs(vector[a]) > Math.abs(largest) ? vector[a] : largest;
    }
    for (int a = 0; a < vector.length; a++) {
      vector[a] = vector[a] == 0 ? 0 : vector[a] / largest;
    }
  }
}
