package org.blup.model;

/**
 * An estimated marginal mean, or a slope: what the fixed effects say of some levels, averaged over
 * the factors that are not named.
 */
public final class Mean extends MarginalEstimate {

  Mean(GridFunction function) {
    super(function);
  }

  @Override
  public double pValue() {
    return function().test().pValue();
  }

  @Override
  public Interval interval(double level) {
    return function().test().interval(level);
  }
}
