package org.blup.internal.design.covariance;

/** How the variance of a residual follows a number v. */
public enum VarianceFunction {
  /** {@code σ²|v|^{2δ}}. */
  POWER {
    @Override
    public double exponent(double v) {
      return Math.log(Math.abs(v));
    }
  },

  /** {@code σ² exp(2δv)}. */
  EXPONENTIAL {
    @Override
    public double exponent(double v) {
      return v;
    }
  };

  /** t, such that the variance is {@code σ²e^{2δt}}. */
  public abstract double exponent(double v);
}
