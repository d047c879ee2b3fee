package org.blup.model.prediction;

import org.blup.exception.UnknownLevelException;

/**
 * Predicts rows as the fit did that it was saved from, and nothing else: coefficients, predicted
 * effects and levels without sums, for services. Made by {@code loadScorer} of a model from what
 * {@link org.blup.model.MixedFit#saveScorer} wrote. Immutable; any number of threads may ask.
 *
 * @param <R> the record the rows are
 */
public interface Scorer<R> {

  /** The canonical formula. */
  String formula();

  /**
   * The fitted value of a row: fixed effects, offset and the effects of the row's levels, on the
   * scale of the left-hand side of the formula. {@code NaN} if a value it needs is missing.
   *
   * @throws UnknownLevelException if the row has a level that the data of the fit did not have,
   *     unless {@link #unknownLevels} allows it
   */
  double predict(R row);

  /**
   * The value expected of a row whose levels are not known: fixed effects and offset alone. {@code
   * NaN} if a value it needs is missing.
   *
   * @throws UnknownLevelException if a factor among the fixed effects has an unknown level
   */
  double predictPopulation(R row);

  /**
   * The same with another answer to levels of grouping factors that the data of the fit did not
   * have; they are errors unless said otherwise. Where levels covary, they stay so.
   */
  Scorer<R> unknownLevels(UnknownLevels choice);
}
