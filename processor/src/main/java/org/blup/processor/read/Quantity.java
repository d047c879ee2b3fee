package org.blup.processor.read;

import java.util.List;
import org.blup.formula.Expression;
import org.blup.formula.Variable;

/** A variable of the formula, resolved: numbers or a level that each row has. */
public sealed interface Quantity {

  Variable variable();

  /** The text R prints for it, under which the runtime looks it up. */
  default String label() {
    return variable().label();
  }

  /**
   * A number computed from numeric components: {@code days}, {@code I(days^2)}. Every {@link
   * Expression.Name} in it is the label of a numeric component, see {@link
   * ModelHeader#component(String)}.
   */
  record Numeric(Variable variable) implements Quantity {}

  /**
   * A number's functions that each have a column: {@code scale(days)}, {@code poly(days, 2)}.
   *
   * @param kind the function
   * @param number what it is a function of
   * @param parameters a polynomial's degree; a spline's boundary and then its knots, or the number
   *     of its columns, whose knots the rows tell; else nothing
   */
  record Basis(Variable variable, Kind kind, Numeric number, List<String> parameters)
      implements Quantity {

    /** The functions. */
    public enum Kind {
      SCALE,
      CENTER,
      POLYNOMIAL,
      RAW_POLYNOMIAL,
      SPLINE,
      SPLINE_AT_QUANTILES,
      NATURAL_SPLINE,
      NATURAL_SPLINE_AT_QUANTILES
    }

    public Basis {
      parameters = List.copyOf(parameters);
    }

    /** How many columns it has. */
    public int columns() {
      return switch (kind) {
        case SCALE, CENTER -> 1;
        case POLYNOMIAL, RAW_POLYNOMIAL, SPLINE_AT_QUANTILES, NATURAL_SPLINE_AT_QUANTILES ->
            Integer.parseInt(parameters.get(0));
        case SPLINE -> parameters.size() + 1;
        case NATURAL_SPLINE -> parameters.size() - 1;
      };
    }

    /** Whether its knots are found in the rows before these are summed. */
    public boolean isOpen() {
      return kind == Kind.SPLINE_AT_QUANTILES || kind == Kind.NATURAL_SPLINE_AT_QUANTILES;
    }

    /** Whether its columns are the powers of the number, but for linear combination. */
    public boolean isPolynomial() {
      return switch (kind) {
        case SCALE, CENTER, POLYNOMIAL, RAW_POLYNOMIAL -> true;
        case SPLINE, SPLINE_AT_QUANTILES, NATURAL_SPLINE, NATURAL_SPLINE_AT_QUANTILES -> false;
      };
    }
  }

  /**
   * A level of one component: {@code subject}, {@code factor(batch)}.
   *
   * @param component where the level is read; an integer under {@code factor()} or as a group
   * @param coding the contrasts its columns have where they are not full dummies
   */
  record Factor(Variable variable, Component component, FactorCoding coding) implements Quantity {}
}
