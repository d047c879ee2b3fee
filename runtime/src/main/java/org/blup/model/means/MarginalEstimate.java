package org.blup.model.means;

import org.blup.exception.BlupException;
import org.blup.internal.model.Digits;
import org.blup.internal.model.Tails;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;

/**
 * An estimate over a reference grid: a mean, or a comparison of means. On the scale of the
 * left-hand side of the formula, unless it was taken to the response's; t and p-values are of the
 * left-hand side always. Standard error and degrees of freedom are by the method that {@link
 * org.blup.model.Fitting#degreesOfFreedom} chose.
 *
 * <p>What depends on combinations of levels without rows is not estimable; every number of it
 * throws a {@link BlupException} that says so.
 */
public abstract sealed class MarginalEstimate permits Mean, Comparison {

  private final GridFunction function;

  MarginalEstimate(GridFunction function) {
    this.function = function;
  }

  final GridFunction function() {
    return function;
  }

  /**
   * What is estimated: the levels as text, {@code Victory - Marvellous}, or a name it was given.
   */
  public final String name() {
    return function.name();
  }

  /** Whether the data determine it. */
  public final boolean isEstimable() {
    return function.isEstimable();
  }

  /** The estimate. */
  public final double estimate() {
    return function.scale().response(function.test().estimate());
  }

  /**
   * The standard error of the estimate; {@code NaN}, as are test and interval, where Kenward and
   * Roger's adjusted variance is negative.
   */
  public final double standardError() {
    LinearTest test = function.test();
    return function.scale().standardError(test.estimate(), test.standardError());
  }

  /**
   * The degrees of freedom of {@link #t()}; infinite by {@link
   * org.blup.model.fit.DegreesOfFreedom#WALD}.
   */
  public final double df() {
    return function.test().df();
  }

  /** The estimate of the left-hand side in standard errors. */
  public final double t() {
    return function.test().t();
  }

  /**
   * The probability of a {@link #t()} so far from 0, on both sides, if the estimated value is 0.
   */
  public abstract double pValue();

  /** By how much {@link #pValue()} may be wrong because it was integrated numerically. */
  abstract double pValueError();

  /**
   * The interval that covers the estimated value with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  public abstract Interval interval(double level);

  /**
   * Tests that the estimated value is a given one, on the scale of the left-hand side; of a family
   * of comparisons this one alone. One-sided tests and those of equivalence are methods of the
   * result.
   *
   * @throws BlupException if the value is not finite
   */
  public final LinearTest test(double value) {
    if (!Double.isFinite(value)) {
      throw new BlupException("'" + name() + "' cannot be tested against " + value + ".");
    }
    return function.test().against(value);
  }

  /** The estimate as a combination of coefficients, without what an offset adds. */
  public final LinearCombination linearCombination() {
    return function.combination();
  }

  /** How the p-value allows for other comparisons; empty for a mean. */
  abstract String adjustment();

  /** With test, 95 % interval, method and adjustment. */
  @Override
  public final String toString() {
    if (!isEstimable()) {
      return name() + " is not estimable";
    }
    try {
      Interval interval = interval(Tails.USUAL_LEVEL);
      double error = standardError();
      Digits digits = Digits.upTo(error, estimate(), interval.lower(), interval.upper());
      return name()
          + " = "
          + digits.print(estimate())
          + ", standard error "
          + digits.print(error)
          + ", "
          + Digits.percent(Tails.USUAL_LEVEL)
          + " interval "
          + digits.print(interval.lower(), interval.upper())
          + "; "
          + function.test().statistic("")
          + ", p "
          + Digits.equalTo(Digits.pValue(pValue(), pValueError()))
          + adjustment()
          + ", "
          + function.test().method().label();
    } catch (BlupException e) {
      return name() + ": " + e.getMessage();
    }
  }
}
