package org.blup.internal.inference.degreesoffreedom;

import org.blup.internal.inference.estimability.HypothesisSpace;

/** Tests that take the estimated variances for known. */
final class WaldTests implements FixedEffectTests {

  private final double[] covariance;

  WaldTests(double[] covariance) {
    this.covariance = covariance;
  }

  @Override
  public double[] covariance() {
    return covariance;
  }

  @Override
  public double degreesOfFreedom(double[] hypothesis) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public FStatistic joint(HypothesisSpace.Rows rows) {
    HypothesisAxes axes = new HypothesisAxes(rows, covariance);
    return new FStatistic(axes.wald() / axes.rank(), axes.rank(), Double.POSITIVE_INFINITY);
  }
}
