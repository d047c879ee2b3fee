package org.blup.internal.design.covariance;

import java.io.Serializable;

/**
 * The form of the covariance of a level's effects within a term, {@code Σ = σ² ΛΛᵀ}: which elements
 * of the lower triangular template Λ may differ from zero, how they follow from the parameters, and
 * what may be done with the effects without leaving the form.
 */
public sealed interface CovarianceStructure extends Serializable
    permits CovarianceStructure.Unstructured, CovarianceStructure.Diagonal, PatternedCovariance {

  /** Any positive semidefinite covariance. */
  CovarianceStructure UNSTRUCTURED = new Unstructured();

  /** A variance of its own for each effect, and no covariances. */
  CovarianceStructure DIAGONAL = new Diagonal();

  /** One variance for all effects, and no covariances. */
  CovarianceStructure IDENTITY = new PatternedCovariance(Correlation.NONE, true);

  /** One variance and one covariance. */
  CovarianceStructure COMPOUND_SYMMETRY =
      new PatternedCovariance(Correlation.COMPOUND_SYMMETRY, true);

  /** A variance for each effect, and one correlation. */
  CovarianceStructure HETEROGENEOUS_COMPOUND_SYMMETRY =
      new PatternedCovariance(Correlation.COMPOUND_SYMMETRY, false);

  /** One variance; the correlation is ρ to the power of the distance in the order of effects. */
  CovarianceStructure AUTOREGRESSIVE = new PatternedCovariance(Correlation.AUTOREGRESSIVE, true);

  /** The same with a variance for each effect. */
  CovarianceStructure HETEROGENEOUS_AUTOREGRESSIVE =
      new PatternedCovariance(Correlation.AUTOREGRESSIVE, false);

  /** One variance, and a correlation for each distance in the order of effects. */
  CovarianceStructure TOEPLITZ = new PatternedCovariance(Correlation.TOEPLITZ, true);

  /** The same with a variance for each effect. */
  CovarianceStructure HETEROGENEOUS_TOEPLITZ = new PatternedCovariance(Correlation.TOEPLITZ, false);

  /**
   * One variance; correlations of neighbours in the order, whose products are those of others:
   * first-order antedependence.
   */
  CovarianceStructure ANTEDEPENDENCE = new PatternedCovariance(Correlation.ANTEDEPENDENCE, true);

  /** The same with a variance for each effect. */
  CovarianceStructure HETEROGENEOUS_ANTEDEPENDENCE =
      new PatternedCovariance(Correlation.ANTEDEPENDENCE, false);

  /** The number of parameters of so many effects. */
  int parameters(int effects);

  /**
   * The dimension of the least linear space that the form's covariances lie in: as many as there
   * are parameters where they are linear in these.
   */
  default int span(int effects) {
    return parameters(effects);
  }

  /** The number of elements of the template's lower triangle that may differ from zero. */
  default int elements(int effects) {
    return effects * (effects + 1) / 2;
  }

  /**
   * The place of an element in their order, which is column by column; −1 for one that is always
   * zero.
   *
   * @param row no less than the column
   */
  default int element(int effects, int row, int column) {
    return column * effects - column * (column - 1) / 2 + row - column;
  }

  /** Whether the effects of a level are correlated with each other. */
  boolean isCorrelated();

  /** Whether every covariance of another form, of the same effects, is one of this form as well. */
  boolean contains(CovarianceStructure other);

  /** Whether each effect could as well stand in a term of its own. */
  default boolean isSeparable() {
    return false;
  }

  /** Whether combinations of the effects, as many, have a covariance of this form as well. */
  boolean allowsChangeOfBasis();

  /** Whether effects in other units have a covariance of this form as well. */
  boolean allowsOtherUnits();

  /** Calls for each element in their order with its row and column. */
  default void forEachElement(int effects, ElementConsumer consumer) {
    for (int column = 0; column < effects; column++) {
      for (int row = column; row < effects; row++) {
        if (element(effects, row, column) >= 0) {
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

  /** See {@link #UNSTRUCTURED}. Parameters are the elements. */
  record Unstructured() implements CovarianceStructure {

    @Override
    public boolean contains(CovarianceStructure other) {
      return true;
    }

    @Override
    public int parameters(int effects) {
      return elements(effects);
    }

    @Override
    public boolean isCorrelated() {
      return true;
    }

    @Override
    public boolean allowsChangeOfBasis() {
      return true;
    }

    @Override
    public boolean allowsOtherUnits() {
      return true;
    }
  }

  /** See {@link #DIAGONAL}. Parameters are the elements. */
  record Diagonal() implements CovarianceStructure {

    @Override
    public boolean contains(CovarianceStructure other) {
      return !other.isCorrelated();
    }

    @Override
    public boolean isSeparable() {
      return true;
    }

    @Override
    public int parameters(int effects) {
      return effects;
    }

    @Override
    public int elements(int effects) {
      return effects;
    }

    @Override
    public int element(int effects, int row, int column) {
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

    @Override
    public boolean allowsOtherUnits() {
      return true;
    }
  }
}
