package org.blup.model;

import org.blup.exception.BlupException;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearCombination;

/**
 * An estimated fixed effect. Its standard error and degrees of freedom are those of the method that
 * {@link Fitting#degreesOfFreedom} chose, computed when they are first asked for.
 */
public interface Coefficient extends LinearCombination {

  /** The name R gives it: {@code (Intercept)}, {@code days}, {@code varietyVictory:nitro}. */
  @Override
  String name();

  /**
   * The best linear unbiased estimate; {@code NaN} where it depends on a variance that the data do
   * not determine.
   */
  @Override
  double estimate();

  /**
   * The estimate's standard error: at the estimated variances, or adjusted for small samples by
   * Kenward and Roger where their method was chosen; {@code NaN}, as are test and interval, where
   * their adjusted variance is negative.
   */
  double standardError();

  /** The t value: the estimate over its standard error. */
  double t();

  /**
   * The degrees of freedom of {@link #t()}; infinite by {@link
   * org.blup.model.fit.DegreesOfFreedom#WALD}.
   */
  double df();

  /** The probability of a {@link #t()} so far from 0, on both sides, if the effect is 0. */
  double pValue();

  /**
   * The interval that covers the effect with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  Interval interval(double level);
}
