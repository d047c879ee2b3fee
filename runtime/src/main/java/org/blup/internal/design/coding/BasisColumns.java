package org.blup.internal.design.coding;

import org.blup.internal.design.structure.Basis;

/** The columns of a basis with all its numbers known. Columns count from 0. Immutable. */
public abstract class BasisColumns {

  private final Basis basis;
  private final int argument;

  /**
   * Columns of a basis.
   *
   * @param argument the index among the variables of the pass of what they are functions of
   */
  BasisColumns(Basis basis, int argument) {
    this.basis = basis;
    this.argument = argument;
  }

  /** The index of what the columns are functions of: a number, or the response. */
  public final int argument() {
    return argument;
  }

  /** How many columns there are. */
  public final int count() {
    return basis.columns();
  }

  /** A column's value at a value of the number; {@code NaN} at {@code NaN}. */
  public abstract double value(int column, double number);

  /**
   * A column as a polynomial in the variables that the pass has summed.
   *
   * @param shift what was taken from each variable before it was summed
   */
  public abstract Polynomial polynomial(int column, double[] shift);

  final Basis basis() {
    return basis;
  }
}
