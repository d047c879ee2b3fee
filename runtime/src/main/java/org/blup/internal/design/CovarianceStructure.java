package org.blup.internal.design;

/**
 * The form of the covariance of a level's effects within a term, {@code Σ = σ² ΛΛᵀ}: which elements
 * of the lower triangular template Λ are parameters, and what may be done with the effects without
 * leaving the form.
 */
public sealed interface CovarianceStructure {

  /** Any positive semidefinite covariance. */
  CovarianceStructure UNSTRUCTURED = new Unstructured();

  /** A variance of its own for each effect, and no covariances. */
  CovarianceStructure DIAGONAL = new Diagonal();

  /** The number of parameters of so many effects. */
  int parameters(int effects);

  /**
   * The parameter that is an element of the template: its place in the order of θ, which is column
   * by column; −1 for an element that is always zero.
   *
   * @param row no less than the column
   */
  int parameter(int effects, int row, int column);

  /** Whether the effects of a level are correlated with each other. */
  boolean isCorrelated();

  /** Whether combinations of the effects, as many, have a covariance of this form as well. */
  boolean allowsChangeOfBasis();

  /** Calls for each parameter in the order of θ with the element of the template that it is. */
  default void forEachParameter(int effects, ElementConsumer consumer) {
    for (int column = 0; column < effects; column++) {
      for (int row = column; row < effects; row++) {
        if (parameter(effects, row, column) >= 0) {
          consumer.accept(row, column);
        }
      }
    }
  }

  /** Takes the row and the column of an element of a template. */
  @FunctionalInterface
  interface ElementConsumer {
    void accept(int row, int column);
  }

  /** See {@link #UNSTRUCTURED}. */
  record Unstructured() implements CovarianceStructure {

    @Override
    public int parameters(int effects) {
      return effects * (effects + 1) / 2;
    }

    @Override
    public int parameter(int effects, int row, int column) {
      return column * effects - column * (column - 1) / 2 + row - column;
    }

    @Override
    public boolean isCorrelated() {
      return true;
    }

    @Override
    public boolean allowsChangeOfBasis() {
      return true;
    }
  }

  /** See {@link #DIAGONAL}. */
  record Diagonal() implements CovarianceStructure {

    @Override
    public int parameters(int effects) {
      return effects;
    }

    @Override
    public int parameter(int effects, int row, int column) {
      return row == column ? row : -1;
    }

    @Override
    public boolean isCorrelated() {
      return false;
    }

    @Override
    public boolean allowsChangeOfBasis() {
      return false;
    }
  }
}
