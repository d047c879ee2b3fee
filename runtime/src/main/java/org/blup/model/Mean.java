package org.blup.model;

import org.blup.design.BlupException;

/**
 * An estimated marginal mean, or a slope: what the fixed effects say of some levels, averaged over
 * the factors that are not named. On the scale of the left-hand side of the formula. Standard error
 * and degrees of freedom are by the method that {@link Fitting#degreesOfFreedom} chose.
 *
 * <p>A mean that depends on combinations of levels without rows is not estimable; every number of
 * it throws a {@link BlupException} that says so.
 */
public final class Mean {

  private final GridFunction function;

  Mean(GridFunction function) {
    this.function = function;
  }

  GridFunction function() {
    return function;
  }

  /** The levels it is of, as text. */
  public String name() {
    return function.name();
  }

  /** Whether the data determine it. */
  public boolean isEstimable() {
    return function.isEstimable();
  }

  /** The estimate. */
  public double estimate() {
    return function.test().estimate();
  }

  /** The standard error of the estimate. */
  public double standardError() {
    return function.test().standardError();
  }

  /** The degrees of freedom of {@link #t()}; infinite by {@link DegreesOfFreedom#WALD}. */
  public double df() {
    return function.test().df();
  }

  /** The estimate in standard errors. */
  public double t() {
    return function.test().t();
  }

  /** The probability of a {@link #t()} so far from 0, on both sides, if the mean is 0. */
  public double pValue() {
    return function.test().pValue();
  }

  /**
   * The interval that covers the mean with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  public Interval interval(double level) {
    return function.test().interval(level);
  }

  /** The mean as a combination of coefficients, without what an offset adds. */
  public LinearCombination linearCombination() {
    return function.combination();
  }

  @Override
  public String toString() {
    return isEstimable()
        ? name() + " = " + estimate() + " ± " + standardError()
        : name() + " is not estimable";
  }
}
