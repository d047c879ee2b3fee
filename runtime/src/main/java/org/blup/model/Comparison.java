package org.blup.model;

import org.blup.design.BlupException;

/**
 * A comparison of means: a difference or another contrast. Its p-value and interval allow for the
 * number of comparisons as its {@link Comparisons} do.
 *
 * <p>A comparison that depends on combinations of levels without rows is not estimable; every
 * number of it throws a {@link BlupException} that says so.
 */
public final class Comparison {

  private final GridFunction function;
  private final FamilyAdjustment family;
  private final int position;
  private final double weightSum;

  Comparison(GridFunction function, FamilyAdjustment family, int position, double weightSum) {
    this.function = function;
    this.family = family;
    this.position = position;
    this.weightSum = weightSum;
  }

  GridFunction function() {
    return function;
  }

  /** What is compared: {@code Victory - Marvellous}, or the name that it was given. */
  public String name() {
    return function.name();
  }

  /** Whether the data determine it. */
  public boolean isEstimable() {
    return function.isEstimable();
  }

  /** Whether the weights of the means sum to 0, so that the overall level does not enter. */
  public boolean isContrast() {
    return Math.abs(weightSum) < 1e-9;
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

  /** The p-value for a value of 0 on both sides, adjusted for the number of comparisons. */
  public double pValue() {
    function.test();
    return family.pValue(position);
  }

  /**
   * The interval that covers the comparison, together with all others of the family, with a given
   * probability; for {@link Multiplicity#NONE} for itself.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  public Interval interval(double level) {
    LinearTest test = function.test();
    double half = family.critical(position, level) * test.standardError();
    return new Interval(test.estimate() - half, test.estimate() + half);
  }

  /** The comparison as a combination of coefficients, without what an offset adds. */
  public LinearCombination linearCombination() {
    return function.combination();
  }

  @Override
  public String toString() {
    return isEstimable()
        ? name() + " = " + estimate() + " ± " + standardError() + ", p = " + pValue()
        : name() + " is not estimable";
  }
}
