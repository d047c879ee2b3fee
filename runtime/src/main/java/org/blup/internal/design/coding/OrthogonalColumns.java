package org.blup.internal.design.coding;

import org.blup.internal.design.structure.Basis;

/**
 * Makes {@code scale}, {@code center} and {@code poly} of the sums of powers: about the mean, with
 * M_ij = Σ (x − m)^(i+j) = L Lᵀ, the rows of L⁻¹ are the coefficients of the polynomials that are
 * orthonormal over the rows, leading coefficients positive as in R.
 */
public final class OrthogonalColumns {

  /** The part of a power's squares that is new beside lower powers: below this it is rounding. */
  private static final double TOLERANCE = 1e-10;

  private OrthogonalColumns() {}

  /**
   * The columns of a basis.
   *
   * @param label the basis as the formula has it, for messages
   * @param variable what it is made of
   * @param mean of that variable
   * @param moments Σ (x − mean)ᵏ from k = 0 to twice the basis's degree
   */
  public static BasisColumns of(
      Basis basis, String label, int variable, double mean, double[] moments, DataChecks checks) {
    for (int power = 2; power < moments.length; power += 2) {
      double size = power == 2 ? moments[0] * mean : Math.pow(moments[2], power / 4.0);
      checks.squares(label, moments[power], size);
    }
    double[][] coefficients =
        switch (basis.kind()) {
          case CENTER -> new double[][] {{0, 1}};
          case SCALE -> new double[][] {{0, 1 / deviation(label, moments, checks)}};
          default -> orthonormal(basis, label, moments, checks);
        };
    return new PolynomialColumns(basis, variable, mean, coefficients);
  }

  private static double deviation(String label, double[] moments, DataChecks checks) {
    double squares = moments[2] - moments[1] * moments[1] / moments[0];
    checks.varies(label, squares > 0);
    return Math.sqrt(squares / (moments[0] - 1));
  }

  private static double[][] orthonormal(
      Basis basis, String label, double[] moments, DataChecks checks) {
    int size = basis.degree() + 1;
    double[][] factor = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = moments[i + j];
        for (int k = 0; k < j; k++) {
          rest -= factor[i][k] * factor[j][k];
        }
        if (i == j) {
          checks.degree(label, i, rest > TOLERANCE * moments[i + i]);
          factor[i][i] = Math.sqrt(rest);
        } else {
          factor[i][j] = rest / factor[j][j];
        }
      }
    }
    double[][] inverse = inverse(factor);
    double[][] coefficients = new double[basis.degree()][];
    System.arraycopy(inverse, 1, coefficients, 0, basis.degree());
    return coefficients;
  }

  /** The inverse of a lower triangle. */
  private static double[][] inverse(double[][] lower) {
    int size = lower.length;
    double[][] inverse = new double[size][size];
    for (int column = 0; column < size; column++) {
      inverse[column][column] = 1 / lower[column][column];
      for (int row = column + 1; row < size; row++) {
        double sum = 0;
        for (int k = column; k < row; k++) {
          sum += lower[row][k] * inverse[k][column];
        }
        inverse[row][column] = -sum / lower[row][row];
      }
    }
    return inverse;
  }
}
