package org.blup;

import java.util.Locale;

/**
 * How the variance of a residual depends on a number v of its row.
 *
 * <pre>{@code
 * @ResidualVariance(VarianceFunction.POWER) double dose       // … + residual(power(dose))
 * }</pre>
 */
public enum VarianceFunction {

  /** σ²|v|^(2δ) with a parameter δ. nlme {@code varPower}. */
  POWER,

  /** σ²exp(2δv) with a parameter δ. nlme {@code varExp}, SAS {@code LOCAL=EXP}. */
  EXP,

  /**
   * v itself: the variances are known, as in a meta-analysis or the model of Fay and Herriot, and
   * there is no σ². nlme {@code varFixed} with σ fixed at 1.
   */
  KNOWN;

  /** How formulas write it: {@code power}. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
