package org.blup.model.prediction;

/**
 * What a prediction does with a level of a grouping factor that the data of the fit did not have.
 */
public enum UnknownLevels {
  /** It is an error. */
  ERROR,

  /**
   * Its effects are predicted as zero, the mean of their population; standard errors and intervals
   * then hold their whole variance.
   */
  POPULATION_MEAN
}
