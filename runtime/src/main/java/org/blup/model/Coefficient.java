package org.blup.model;

/** An estimated fixed effect. */
public final class Coefficient {

  private final String name;
  private final double estimate;
  private final double standardError;

  Coefficient(String name, double estimate, double standardError) {
    this.name = name;
    this.estimate = estimate;
    this.standardError = standardError;
  }

  /** The name R gives it: {@code (Intercept)}, {@code days}, {@code varietyVictory:nitro}. */
  public String name() {
    return name;
  }

  /** The best linear unbiased estimate. */
  public double estimate() {
    return estimate;
  }

  /** The estimate's standard error at the estimated variances (Wald). */
  public double standardError() {
    return standardError;
  }

  /** The t value: the estimate over its standard error. */
  public double t() {
    return estimate / standardError;
  }

  @Override
  public String toString() {
    return name + " = " + estimate + " ± " + standardError;
  }
}
