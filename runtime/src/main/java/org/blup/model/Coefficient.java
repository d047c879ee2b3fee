package org.blup.model;

import org.blup.exception.BlupException;
import org.blup.model.fit.CoefficientSpace;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.jspecify.annotations.Nullable;

/**
 * An estimated fixed effect. Its standard error and degrees of freedom are those of the method that
 * {@link Fitting#degreesOfFreedom} chose, computed when they are first asked for.
 */
public final class Coefficient extends LinearCombination {

  private final CoefficientSpace space;
  private final String name;
  private final int position;
  private volatile @Nullable LinearTest test;

  Coefficient(CoefficientSpace space, String name, int position) {
    super(space);
    this.space = space;
    this.name = name;
    this.position = position;
  }

  /** The name R gives it: {@code (Intercept)}, {@code days}, {@code varietyVictory:nitro}. */
  @Override
  public String name() {
    return name;
  }

  /**
   * The best linear unbiased estimate; {@code NaN} where it depends on a variance that the data do
   * not determine.
   */
  @Override
  public double estimate() {
    return space.estimate(weights());
  }

  @Override
  public double[] weights() {
    double[] weights = new double[space.size()];
    weights[position] = 1;
    return weights;
  }

  /**
   * The estimate's standard error: at the estimated variances, or adjusted for small samples by
   * Kenward and Roger where their method was chosen; {@code NaN}, as are test and interval, where
   * their adjusted variance is negative.
   */
  public double standardError() {
    return space.standardError(position);
  }

  /** The t value: the estimate over its standard error. */
  public double t() {
    return estimate() / standardError();
  }

  /**
   * The degrees of freedom of {@link #t()}; infinite by {@link
   * org.blup.model.fit.DegreesOfFreedom#WALD}.
   */
  public double df() {
    return test().df();
  }

  /** The probability of a {@link #t()} so far from 0, on both sides, if the effect is 0. */
  public double pValue() {
    return test().pValue();
  }

  /**
   * The interval that covers the effect with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  public Interval interval(double level) {
    return test().interval(level);
  }

  @Override
  public LinearTest test() {
    LinearTest known = test;
    if (known == null) {
      known = space.test(name, weights(), 0);
      test = known;
    }
    return known;
  }
}
