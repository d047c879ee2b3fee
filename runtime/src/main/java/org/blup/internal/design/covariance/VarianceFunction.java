package org.blup.internal.design.covariance;

/** How the variance of a residual follows a number v. */
public enum VarianceFunction {
  /** {@code σ²|v|^{2δ}}. */
  POWER,

  /** {@code σ² exp(2δv)}. */
  EXPONENTIAL
}
