package org.blup.model;

/** What a fit minimises. */
public enum Criterion {
  /** Restricted maximum likelihood: variances unbiased by the estimation of the fixed effects. */
  REML,
  /** Maximum likelihood: for comparing models with different fixed effects. */
  ML
}
