package org.blup.internal.design.covariance;

/** How the correlation of two residuals follows their distance d and the range r. */
public enum Decay {
  /** {@code exp(−d/r)}. */
  EXPONENTIAL,

  /** {@code exp(−d²/r²)}. */
  GAUSSIAN
}
