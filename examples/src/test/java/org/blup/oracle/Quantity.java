package org.blup.oracle;

/** What is compared, how closely, and relative to what. */
enum Quantity {
  CRITERION(1e-6, "absolute"),
  BETA(1e-6, "of the estimate, or of a millionth of its standard error where that is larger"),
  STANDARD_ERROR(1e-6, "of the standard error"),
  FIXED_COVARIANCE(2e-6, "of the product of the two standard errors"),
  SIGMA(1e-6, "of sigma"),
  THETA(1e-5, "of theta, or absolute below 1"),
  VARIANCE(2e-5, "of the variance, or of the product of the two standard deviations"),
  CORRELATION(2e-5, "absolute"),
  MODE(1e-5, "of the effect's standard deviation"),
  CONDITIONAL_COVARIANCE(2e-5, "of the product of the two conditional standard deviations"),
  FITTED(1e-5, "of sigma"),
  POPULATION(1e-5, "of sigma"),
  RESIDUAL_SUM_OF_SQUARES(2e-6, "of the sum"),
  LIKELIHOOD(1e-6, "absolute"),
  SATTERTHWAITE_DF(1e-3, "of the degrees of freedom"),
  KENWARD_ROGER_DF(1e-6, "of the degrees of freedom"),
  ADJUSTED_STANDARD_ERROR(1e-7, "of the standard error"),
  ADJUSTED_COVARIANCE(2e-7, "of the product of the two standard errors"),
  T_VALUE(2e-6, "of the t value, or absolute below 1e-3"),
  F_VALUE(4e-6, "of the F value, or absolute below 1e-6"),
  NUMERATOR_DF(0, "absolute");

  private final double tolerance;
  private final String scale;

  Quantity(double tolerance, String scale) {
    this.tolerance = tolerance;
    this.scale = scale;
  }

  double tolerance() {
    return tolerance;
  }

  /** What a difference is relative to. */
  String scale() {
    return scale;
  }
}
