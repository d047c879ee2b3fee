package org.blup.internal.inference.robust;

/**
 * What residuals of a cluster are multiplied by, since they are smaller than the errors (Bell &amp;
 * McCaffrey 2002, Surv. Methodol. 28:169–181; Pustejovsky &amp; Tipton 2018, J. Bus. Econ. Stat.
 * 36:672–683).
 */
public enum Correction {

  /** Nothing (Liang &amp; Zeger 1986); as SAS's {@code EMPIRICAL}. */
  CR0,

  /** The root of clusters over clusters less one. */
  CR1,

  /** What makes the covariance unbiased if the model is right; as clubSandwich. */
  CR2,

  /** What makes it nearly that of the jackknife. */
  CR3
}
