package org.blup.internal.reml.trustregion;

/**
 * Where a search stopped, and why.
 *
 * @param x the point with the lowest value on the way
 * @param value the value there
 * @param rounding by how much rounding may change that value
 * @param reason why the search went no further
 */
public record SearchResult(double[] x, double value, double rounding, StopReason reason) {

  /** Of no search: higher than any. */
  public static final SearchResult NONE =
      new SearchResult(
          new double[0], Double.POSITIVE_INFINITY, 0, StopReason.GivenUp.NO_VALUE_AT_START);

  /** Whether the point is a minimum. */
  public boolean isMinimum() {
    return reason instanceof StopReason.Minimum;
  }

  /** How much lower the value could still be; infinite where that is not known. */
  public double predictedGain() {
    return reason instanceof StopReason.Minimum minimum
        ? minimum.predictedGain()
        : Double.POSITIVE_INFINITY;
  }
}
