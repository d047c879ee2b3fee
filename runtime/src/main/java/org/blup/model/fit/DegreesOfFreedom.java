package org.blup.model.fit;

/**
 * How tests and intervals of fixed effects allow for variances that were estimated: which t or F
 * distribution they refer to.
 */
public enum DegreesOfFreedom implements TestMethod {
  /**
   * Moments of the estimated variance of an estimate (Satterthwaite 1946; Fai &amp; Cornelius 1996,
   * J. Stat. Comput. Simul. 54:363–378), by the observed information. The default.
   */
  SATTERTHWAITE,

  /**
   * Kenward &amp; Roger (1997), Biometrics 53:983–997, with the covariance of the coefficients
   * adjusted for small samples; by the expected information, as pbkrtest, and without second
   * derivatives of the covariance.
   */
  KENWARD_ROGER,

  /**
   * Kenward and Roger's by the observed information, as SAS: standard errors with the second
   * derivatives of a residual covariance for its variances and correlations.
   */
  KENWARD_ROGER_OBSERVED,

  /** None: the normal and χ² distributions. */
  WALD;

  @Override
  public String label() {
    return switch (this) {
      case SATTERTHWAITE -> "Satterthwaite";
      case KENWARD_ROGER -> "Kenward-Roger";
      case KENWARD_ROGER_OBSERVED -> "Kenward-Roger, observed information";
      case WALD -> "Wald";
    };
  }

  @Override
  public String tests(String statistic) {
    return switch (this) {
      case SATTERTHWAITE -> statistic + " tests with Satterthwaite's degrees of freedom";
      case KENWARD_ROGER -> statistic + " tests by Kenward and Roger's method";
      case KENWARD_ROGER_OBSERVED ->
          statistic + " tests by Kenward and Roger's method with the observed information";
      case WALD -> (statistic.equals("t") ? "z" : "chi-square") + " tests (Wald)";
    };
  }
}
