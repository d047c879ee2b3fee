package org.blup.model.bootstrap;

/** The kind of a bootstrap interval (Davison &amp; Hinkley 1997, chapter 5). */
public enum BootstrapInterval {
  /** From quantile to quantile of the replicates. */
  PERCENTILE,
  /** The percentile interval reflected at the estimate. */
  BASIC,
  /** Estimate less bias, plus and minus a normal quantile of standard errors. */
  NORMAL,
  /**
   * Bias-corrected and accelerated (Efron 1987): percentiles moved so that the interval is right to
   * second order and does not depend on the scale of the parameter.
   */
  BCA
}
