package org.blup.internal.model.means;

import org.blup.exception.BlupException;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.Digits;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.MarginalEstimate;

/** A mean or a comparison of means: a function of the coefficients, as users see it. */
abstract class GridEstimate implements MarginalEstimate {

  private final GridFunction function;

  GridEstimate(GridFunction function) {
    this.function = function;
  }

  final GridFunction function() {
    return function;
  }

  @Override
  public final String name() {
    return function.name();
  }

  @Override
  public final boolean isEstimable() {
    return function.isEstimable();
  }

  @Override
  public final double estimate() {
    return function.scale().response(function.test().estimate());
  }

  @Override
  public final double standardError() {
    LinearTest test = function.test();
    return function.scale().standardError(test.estimate(), test.standardError());
  }

  @Override
  public final double df() {
    return function.test().df();
  }

  @Override
  public final double t() {
    return function.test().t();
  }

  /** By how much {@link #pValue()} may be wrong because it was integrated numerically. */
  abstract double pValueError();

  @Override
  public final LinearTest test(double value) {
    if (!Double.isFinite(value)) {
      throw new BlupException("'" + name() + "' cannot be tested against " + value + ".");
    }
    return function.test().against(value);
  }

  @Override
  public final LinearCombination linearCombination() {
    return function.combination();
  }

  /** How the p-value allows for other comparisons; empty for a mean. */
  abstract String adjustment();

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
