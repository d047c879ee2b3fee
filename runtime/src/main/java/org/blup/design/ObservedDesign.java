package org.blup.design;

import java.util.List;

/**
 * A model with its data behind it: the levels in order, the normal equations, and the way back from
 * their working basis to the user's coefficients. Immutable.
 */
public final class ObservedDesign {

  ObservedDesign() {}

  public ModelStructure structure() {
    throw new UnsupportedOperationException();
  }

  /** All that estimation needs. */
  public NormalEquations equations() {
    throw new UnsupportedOperationException();
  }

  /** The number of rows read, without those left out. */
  public long rows() {
    throw new UnsupportedOperationException();
  }

  /** The number of rows left out because a value was missing. */
  public long omitted() {
    throw new UnsupportedOperationException();
  }

  /** All columns of the fixed effects in R's order, the dropped ones flagged. */
  public List<FixedColumn> fixedColumns() {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes fixed effects from the basis of the equations to the user's.
   *
   * @param beta length p
   * @return length p: the kept columns in R's order
   */
  public double[] coefficients(double[] beta) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the covariance of fixed effects from the basis of the equations to the user's.
   *
   * @param covariance p × p row by row
   * @return p × p row by row: the kept columns in R's order
   */
  public double[] coefficientCovariance(double[] covariance) {
    throw new UnsupportedOperationException();
  }

  /** The levels of a factor. */
  public FactorLevels factor(int factor) {
    throw new UnsupportedOperationException();
  }

  /** The number of distinct grouping factors. */
  public int groups() {
    throw new UnsupportedOperationException();
  }

  /** The levels of a grouping factor. */
  public GroupLevels group(int group) {
    throw new UnsupportedOperationException();
  }

  /** R's names of the effects of a random term. */
  public List<String> effectNames(int term) {
    throw new UnsupportedOperationException();
  }

  /** How many columns a term has: the product of those of its factors. */
  public int columns(EffectTerm term) {
    throw new UnsupportedOperationException();
  }

  /**
   * What a term's factors contribute to each of its columns; a column's value in a row is this times
   * the product of the term's numeric variables.
   *
   * @param term a fixed term or an effect of a random term
   * @param cell the levels of the term's factors, row-major over its factors; 0 if it has none
   * @return one number a column, the first factor varying fastest
   */
  public double[] coding(EffectTerm term, int cell) {
    throw new UnsupportedOperationException();
  }
}
