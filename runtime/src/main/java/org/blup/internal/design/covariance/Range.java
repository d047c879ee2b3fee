package org.blup.internal.design.covariance;

/** The numbers that a parameter is looked for in. */
public record Range(double least, double most) {

  /** Deviations twenty times smaller or larger: a search from there ends where it would anyway. */
  private static final double OF_LOGARITHM = 3;

  /** About the logarithm of a standard deviation, or another exponent of one. */
  public static Range about(double logarithm) {
    return new Range(logarithm - OF_LOGARITHM, logarithm + OF_LOGARITHM);
  }

  /** The number that has a share of the range below it. */
  public double at(double share) {
    return least + share * (most - least);
  }
}
