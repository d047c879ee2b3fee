package org.blup.model.means;

import org.blup.model.fit.Interval;

/**
 * A comparison of means: a difference or another contrast. Its p-value and interval allow for the
 * number of comparisons as its {@link Comparisons} do.
 */
public interface Comparison extends MarginalEstimate {

  /** Whether the weights of the means sum to 0, so that the overall level does not enter. */
  boolean isContrast();

  /** The p-value for a value of 0 on both sides, adjusted for the number of comparisons. */
  @Override
  double pValue();

  /**
   * The interval that covers the comparison, together with all others of the family, with a given
   * probability; for {@link Multiplicity#NONE} for itself.
   */
  @Override
  Interval interval(double level);
}
