package org.blup.model.fit;

/**
 * How the residuals of clusters are corrected in a cluster-robust covariance of the fixed effects,
 * since residuals are smaller than errors.
 */
public enum RobustMethod implements TestMethod {

  /** Not at all (Liang &amp; Zeger 1986); as SAS's {@code EMPIRICAL}. For many clusters. */
  CR0,

  /** By the root of m / (m − 1), m the number of clusters. */
  CR1,

  /**
   * So that the covariance is unbiased if the model is right (Bell &amp; McCaffrey 2002, Surv.
   * Methodol. 28:169–181; Pustejovsky &amp; Tipton 2018, J. Bus. Econ. Stat. 36:672–683), in
   * clubSandwich's form: {@code A = Dᵀ B^(−1/2) D}, {@code B = D (V − XCXᵀ) Dᵀ}, {@code V = DᵀD}.
   * mmrm's {@code Empirical-Bias-Reduced} whitens first, and differs in the fourth digit. The one
   * to take for few clusters.
   */
  CR2,

  /** Nearly as the jackknife over clusters does; mmrm's {@code Empirical-Jackknife}. */
  CR3;

  @Override
  public String label() {
    return name();
  }

  @Override
  public String tests(String statistic) {
    return statistic + " tests by cluster-robust " + name();
  }
}
