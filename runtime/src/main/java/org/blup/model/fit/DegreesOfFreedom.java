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
   * derivatives of the covariances of residuals and random effects for variances and correlations.
   */
  KENWARD_ROGER_OBSERVED,

  /**
   * SAS's {@code DDFM=CONTAIN}: the least rank that a random effect which contains the
   * coefficient's column adds to {@code [X Z]}; the rows less the rank of {@code [X Z]} if none
   * contains it. By the columns themselves: what is constant within subjects is contained in their
   * intercepts.
   */
  CONTAINMENT,

  /**
   * By the level of grouping at which the coefficient's column varies: for what is constant within
   * subjects their number less coefficients, else rows less subjects and coefficients; for nested
   * groups as nlme. The intercept counts between subjects, as in SAS.
   */
  BETWEEN_WITHIN,

  /** SAS's {@code DDFM=RESIDUAL}: the number of rows less that of coefficients. */
  RESIDUAL,

  /** None: the normal and χ² distributions. */
  WALD;

  @Override
  public String label() {
    return switch (this) {
      case SATTERTHWAITE -> "Satterthwaite";
      case KENWARD_ROGER -> "Kenward-Roger";
      case KENWARD_ROGER_OBSERVED -> "Kenward-Roger, observed information";
      case CONTAINMENT -> "containment";
      case BETWEEN_WITHIN -> "between-within";
      case RESIDUAL -> "residual df";
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
      case CONTAINMENT -> statistic + " tests with containment's degrees of freedom";
      case BETWEEN_WITHIN -> statistic + " tests with between-within degrees of freedom";
      case RESIDUAL -> statistic + " tests with residual degrees of freedom";
      case WALD -> (statistic.equals("t") ? "z" : "chi-square") + " tests (Wald)";
    };
  }
}
