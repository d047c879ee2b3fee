package org.blup.internal.design.coding;

import org.blup.internal.design.structure.Basis;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** Columns that are polynomials in a number, about an origin that costs them no digits. */
public final class PolynomialColumns extends BasisColumns {

  private final double origin;
  private final double[][] coefficients;

  /**
   * Columns by their coefficients.
   *
   * @param argument the index of the number among the variables of the pass
   * @param coefficients for each column those of 1, x − origin, (x − origin)², …
   */
  PolynomialColumns(Basis basis, int argument, double origin, double[][] coefficients) {
    super(basis, argument);
    this.origin = origin;
    this.coefficients = coefficients;
  }

  /** The powers of a number themselves. */
  public static PolynomialColumns raw(Basis basis, int argument) {
    double[][] powers = new double[basis.degree()][basis.degree() + 1];
    for (int column = 0; column < powers.length; column++) {
      powers[column][column + 1] = 1;
    }
    return new PolynomialColumns(basis, argument, 0, powers);
  }

  /** Writes what they are beside their definition. */
  public void write(BinaryOutput out) {
    out.number(origin);
    for (double[] column : coefficients) {
      out.numbers(column, column.length);
    }
  }

  /** Reads what was written; a column has no higher power than its definition says. */
  public static PolynomialColumns read(Basis basis, int argument, BinaryInput in) {
    double origin = in.number();
    double[][] coefficients = new double[basis.columns()][];
    for (int column = 0; column < coefficients.length; column++) {
      coefficients[column] = in.numbers(basis.degree() + 1);
    }
    return new PolynomialColumns(basis, argument, origin, coefficients);
  }

  @Override
  public double value(int column, double number) {
    double[] powers = coefficients[column];
    double distance = number - origin;
    double value = 0;
    for (int power = powers.length - 1; power >= 0; power--) {
      value = value * distance + powers[power];
    }
    return value;
  }

  @Override
  public Polynomial polynomial(int column, double[] shift) {
    Polynomial distance = Polynomial.unshifted(argument(), shift[argument()] - origin);
    Polynomial value = Polynomial.ZERO;
    for (int power = coefficients[column].length - 1; power >= 0; power--) {
      value = value.times(distance).plus(coefficients[column][power]);
    }
    return value;
  }
}
