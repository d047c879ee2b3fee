package org.blup.internal.design.rank;

import java.util.Arrays;
import org.blup.internal.design.equations.Dependence;
import org.blup.internal.numeric.Quadratic;

/**
 * Which columns of X are no combinations of those before them, from left to right, by the Cholesky
 * factorisation of XᵀWX (Golub &amp; Van Loan, 4.2); as lme4 drops columns, but judged after the
 * shift, which costs far fewer digits.
 *
 * <p>What is new in a column is compared with the squares of all its parts ({@link Dependence}). As
 * the least such quotient is the smallest eigenvalue of XᵀWX with columns of length 1, up to a
 * factor of p, the rank does not depend on the order of the columns.
 */
public final class IndependentColumns {

  /** The square of a shifted column, relative to the user's, below which it is rounding error. */
  private static final double ROUNDING = 1e-28;

  /** The same where it is rounding error beyond doubt: that of few operations. */
  private static final double NO_SPREAD = 1e-31;

  /** A column of which so much is new cannot be hidden by rounding, whatever its combination. */
  private static final double PLENTY = 0.25;

  /** What rounding may change in a column of length 1, by its products and by the factor. */
  private static final double UNIT = 1e-15;

  /** Rows that stay in the cache together, up to 5,000 columns and more. */
  private static final int TOGETHER = 8;

  private final int size;
  private final double[][] factor;

  /** For each dropped column the possible rounding errors of its combination. */
  private final double[][] errors;

  /** Whether something in a column is new, though it was dropped. */
  private final boolean[] nearlyDependent;

  private final int[] kept;
  private int rank;

  /** The diagonal of S⁻¹ for as many of the kept columns: only where others are dropped. */
  private double[] inverse = {};

  private int inverted;

  /**
   * Factors the cross-products.
   *
   * @param gram XᵀWX, P × P row by row
   * @param userSquares the squared norms of the columns before they were shifted
   */
  public IndependentColumns(double[] gram, double[] userSquares) {
    size = userSquares.length;
    factor = new double[size][];
    errors = new double[size][];
    nearlyDependent = new boolean[size];
    kept = new int[size];
    int known = 0;
    for (int j = 0; j < size; j++) {
      double own = gram[j * size + j];
      if (j % TOGETHER == 0) {
        known = rank;
        beginRows(gram, j);
      }
      double[] row = Arrays.copyOf(factor[j], rank + 1);
      for (int k = known; k < rank; k++) {
        row[k] = element(gram, j, k, row);
      }
      factor[j] = row;
      double rest = own - Quadratic.dotInFour(row, 0, row, 0, rank);
      double parts = parts(gram, j, rest);
      if (Dependence.hasDigits(rest, parts) && own > ROUNDING * userSquares[j]) {
        row[rank] = Math.sqrt(rest);
        kept[rank++] = j;
      } else {
        errors[j] = errors(gram, j);
        nearlyDependent[j] =
            !Dependence.isRounding(rest, parts) && own > NO_SPREAD * userSquares[j];
      }
    }
  }

  /**
   * The products of some rows with the kept ones before all of these, each of which is read once.
   */
  private void beginRows(double[] gram, int first) {
    int end = Math.min(first + TOGETHER, size);
    for (int j = first; j < end; j++) {
      factor[j] = new double[rank];
    }
    for (int k = 0; k < rank; k++) {
      for (int j = first; j < end; j++) {
        factor[j][k] = element(gram, j, k, factor[j]);
      }
    }
  }

  /** {@code (x_jᵀWx_k − Σ_l r_jl r_kl) / r_kk} with the k-th kept column. */
  private double element(double[] gram, int j, int k, double[] row) {
    double[] other = factor[kept[k]];
    return (gram[j * size + kept[k]] - Quadratic.dotInFour(row, 0, other, 0, k)) / other[k];
  }

  /** ‖x‖² + Σ c_k²‖x_k‖²; only the first of it where the rest does not make that matter. */
  private double parts(double[] gram, int column, double rest) {
    double parts = gram[column * (size + 1)];
    if (!(rest > PLENTY * parts)) {
      double[] combination = combination(column);
      for (int k = 0; k < rank; k++) {
        double part = combination[k] * Math.sqrt(gram[kept[k] * (size + 1)]);
        parts += part * part;
      }
    }
    return parts;
  }

  /**
   * With S = XᵀWX of the kept columns, N the matrix of what rounding changed in the products and v
   * the null vector, the error of the combination is S⁻¹Nv, where {@code |N_ik| ≤ u‖x_i‖‖x_k‖} and
   * {@code |S⁻¹_ik|² ≤ S⁻¹_ii S⁻¹_kk}.
   */
  private double[] errors(double[] gram, int column) {
    addToInverse();
    double[] combination = combination(column);
    double growth = 0;
    double parts = Math.sqrt(gram[column * (size + 1)]);
    for (int k = 0; k < rank; k++) {
      double square = gram[kept[k] * (size + 1)];
      growth += Math.sqrt(inverse[k] * square);
      parts += Math.abs(combination[k]) * Math.sqrt(square);
    }
    double[] bounds = new double[rank];
    for (int k = 0; k < rank; k++) {
      bounds[k] = UNIT * growth * parts * Math.sqrt(inverse[k]);
    }
    return bounds;
  }

  /** Brings the diagonal of S⁻¹ up to the columns kept by now: Σ c²/rest, c = −1 for its own. */
  private void addToInverse() {
    inverse = Arrays.copyOf(inverse, rank);
    for (; inverted < rank; inverted++) {
      double[] row = factor[kept[inverted]];
      double length = row[inverted];
      double[] combination = combination(kept[inverted]);
      for (int k = 0; k < inverted; k++) {
        double share = combination[k] / length;
        inverse[k] += share * share;
      }
      inverse[inverted] = 1 / length / length;
    }
  }

  public int rank() {
    return rank;
  }

  /** The kept columns, ascending. */
  public int[] kept() {
    return Arrays.copyOf(kept, rank);
  }

  /** Whether a dropped column has something new, of which cross-products have no digits. */
  public boolean isNearlyDependent(int dropped) {
    return nearlyDependent[dropped];
  }

  /** A column as a combination of the kept ones before it: length rank, zeros behind. */
  public double[] combination(int column) {
    double[] row = factor[column];
    double[] coefficients = new double[rank];
    System.arraycopy(row, 0, coefficients, 0, row.length - 1);
    for (int k = row.length - 2; k >= 0; k--) {
      double[] other = factor[kept[k]];
      double coefficient = coefficients[k] / other[k];
      coefficients[k] = coefficient;
      for (int i = 0; coefficient != 0 && i < k; i++) {
        coefficients[i] -= coefficient * other[i];
      }
    }
    return coefficients;
  }

  /** What rounding may have made of the numbers of {@link #combination} of a dropped column. */
  public double[] errors(int dropped) {
    return Arrays.copyOf(errors[dropped], rank);
  }
}
