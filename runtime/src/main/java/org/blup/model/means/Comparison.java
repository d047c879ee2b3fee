package org.blup.model.means;

import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;

/**
 * A comparison of means: a difference or another contrast. Its p-value and interval allow for the
 * number of comparisons as its {@link Comparisons} do.
 */
public final class Comparison extends MarginalEstimate {

  /** Weights that sum to less sum to 0. */
  static final double ROUNDING = 1e-9;

  private final FamilyAdjustment family;
  private final int position;
  private final double weightSum;

  Comparison(GridFunction function, FamilyAdjustment family, int position, double weightSum) {
    super(function);
    this.family = family;
    this.position = position;
    this.weightSum = weightSum;
  }

  /** Whether the weights of the means sum to 0, so that the overall level does not enter. */
  public boolean isContrast() {
    return Math.abs(weightSum) < ROUNDING;
  }

  /** The p-value for a value of 0 on both sides, adjusted for the number of comparisons. */
  @Override
  public double pValue() {
    function().test();
    return family.pValue(position);
  }

  @Override
  String adjustment() {
    return " (" + family.label() + ")";
  }

  @Override
  double pValueError() {
    return family.error();
  }

  /**
   * The interval that covers the comparison, together with all others of the family, with a given
   * probability; for {@link Multiplicity#NONE} for itself.
   */
  @Override
  public Interval interval(double level) {
    LinearTest test = function().test();
    double half = family.critical(position, level) * test.standardError();
    return function().interval(new Interval(test.estimate() - half, test.estimate() + half));
  }
}
