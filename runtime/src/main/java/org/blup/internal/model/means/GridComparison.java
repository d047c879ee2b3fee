package org.blup.internal.model.means;

import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.Comparison;

/** A function of the coefficients as one of a family of comparisons. */
final class GridComparison extends GridEstimate implements Comparison {

  /** Weights that sum to less sum to 0. */
  static final double ROUNDING = 1e-9;

  private final FamilyAdjustment family;
  private final int position;
  private final double weightSum;

  GridComparison(GridFunction function, FamilyAdjustment family, int position, double weightSum) {
    super(function);
    this.family = family;
    this.position = position;
    this.weightSum = weightSum;
  }

  @Override
  public boolean isContrast() {
    return Math.abs(weightSum) < ROUNDING;
  }

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

  @Override
  public Interval interval(double level) {
    LinearTest test = function().test();
    double half = family.critical(position, level) * test.standardError();
    return function().interval(new Interval(test.estimate() - half, test.estimate() + half));
  }
}
