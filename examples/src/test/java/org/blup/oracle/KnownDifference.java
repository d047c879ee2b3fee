package org.blup.oracle;

import java.util.List;

/**
 * A number of the oracle that Blup is known not to repeat, and why.
 *
 * @param id the case
 * @param quantity what differs
 * @param bound how much it may differ instead
 * @param reason why, with the numbers that show it
 */
record KnownDifference(String id, Quantity quantity, double bound, String reason) {

  private static final String STOPPED_EARLY =
      "lme4 stopped early. Where it stopped the exact gradient still promises a gain of %s in the"
          + " criterion, about what it is rounded by (%s); the way to the optimum changes theta by"
          + " up to %s of its size. At Blup's theta the gain is below 1e-15";

  private static final String SAME_AS_UNADJUSTED =
      "the intercept's standard error differs by the same 9.0e-7 before it is adjusted, because of"
          + " lme4's theta";

  private static final String NOT_CONTAINED =
      "lmerTest takes a variable for part of a term only where R's factor matrix has a 1; nitro in"
          + " nitro:variety has a 2, there being no main effect of variety, so lmerTest misses that"
          + " nitro:variety contains nitro. With that read as >= 1 it answers F = 114.64876, df ="
          + " 50.3955, as Blup does";

  static final List<KnownDifference> ALL =
      List.of(
          new KnownDifference(
              "extroversion", Quantity.ADJUSTED_STANDARD_ERROR, 1e-6, SAME_AS_UNADJUSTED),
          new KnownDifference(
              "extroversion", Quantity.ADJUSTED_COVARIANCE, 2e-6, SAME_AS_UNADJUSTED),
          new KnownDifference("oats-drop-term", Quantity.SATTERTHWAITE_DF, 0.2001, NOT_CONTAINED),
          new KnownDifference("oats-drop-term", Quantity.F_VALUE, 1.27, NOT_CONTAINED),
          new KnownDifference(
              "insteval-three",
              Quantity.STANDARD_ERROR,
              2.5e-6,
              STOPPED_EARLY.formatted("7.8e-10", "6e-10", "2.4e-6")),
          new KnownDifference(
              "insteval-three",
              Quantity.FIXED_COVARIANCE,
              5e-6,
              STOPPED_EARLY.formatted("7.8e-10", "6e-10", "2.4e-6")),
          new KnownDifference(
              "insteval-three-ml",
              Quantity.STANDARD_ERROR,
              2e-6,
              STOPPED_EARLY.formatted("1.7e-10", "6e-10", "3.3e-6")),
          new KnownDifference(
              "insteval-three-ml",
              Quantity.FIXED_COVARIANCE,
              4e-6,
              STOPPED_EARLY.formatted("1.7e-10", "6e-10", "3.3e-6")),
          new KnownDifference(
              "d3-ml",
              Quantity.STANDARD_ERROR,
              2.5e-6,
              STOPPED_EARLY.formatted("1.3e-9", "2.4e-9", "4.3e-6")),
          new KnownDifference(
              "d3-ml",
              Quantity.FIXED_COVARIANCE,
              5e-6,
              STOPPED_EARLY.formatted("1.3e-9", "2.4e-9", "4.3e-6")),
          new KnownDifference(
              "star-partially-crossed",
              Quantity.BETA,
              6e-6,
              "ethH is 0.188 with a standard error of 11.8: the difference is 9e-8 standard errors."
                  + " "
                  + STOPPED_EARLY.formatted("9.8e-10", "9e-10", "4e-7")),
          new KnownDifference(
              "insteval-service-dept-ml",
              Quantity.BETA,
              6e-6,
              "dept9 is -0.0026 with a standard error of 0.107: the difference is 1.3e-7 standard"
                  + " errors. "
                  + STOPPED_EARLY.formatted("1.3e-10", "6e-10", "2.8e-7")));

  /** How much a quantity of a case may differ. */
  static double bound(String id, Quantity quantity) {
    return ALL.stream()
        .filter(known -> known.id().equals(id) && known.quantity() == quantity)
        .mapToDouble(KnownDifference::bound)
        .findFirst()
        .orElse(quantity.tolerance());
  }

  @Override
  public String toString() {
    return id + ", " + quantity + " to " + bound + ": " + reason;
  }
}
