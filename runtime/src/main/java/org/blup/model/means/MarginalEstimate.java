package org.blup.model.means;

import org.blup.exception.BlupException;
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
public interface MarginalEstimate {

  /**
   * What is estimated: the levels as text, {@code Victory - Marvellous}, or a name it was given.
   */
  String name();

  /** Whether the data determine it. */
  boolean isEstimable();

  /** The estimate. */
  double estimate();

  /**
   * The standard error of the estimate; {@code NaN}, as are test and interval, where Kenward and
   * Roger's adjusted variance is negative.
   */
  double standardError();

  /**
   * The degrees of freedom of {@link #t()}; infinite by {@link
   * org.blup.model.fit.DegreesOfFreedom#WALD}.
   */
  double df();

  /** The estimate of the left-hand side in standard errors. */
  double t();

  /**
   * The probability of a {@link #t()} so far from 0, on both sides, if the estimated value is 0.
   */
  double pValue();

  /**
   * The interval that covers the estimated value with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  Interval interval(double level);

  /**
   * Tests that the estimated value is a given one, on the scale of the left-hand side; of a family
   * of comparisons this one alone. One-sided tests and those of equivalence are methods of the
   * result.
   *
   * @throws BlupException if the value is not finite
   */
  LinearTest test(double value);

  /** The estimate as a combination of coefficients, without what an offset adds. */
  LinearCombination linearCombination();

  /**
   * The estimate, with a 95 % interval, as JSON, in fields whose names and order stay: see
   * docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  default String toJson() {
    return EstimatesJson.row(this).text();
  }

  /** With test, 95 % interval, method and adjustment. */
  @Override
  String toString();
}
