package org.blup.model;

import org.blup.internal.model.text.Digits;

/**
 * An estimated variance: of one effect between the levels of a grouping factor, or of the residual.
 *
 * @param group the grouping factor, {@code batch:cask} for an interaction; {@code Residual}
 * @param effect the effect as R names it, {@code (Intercept)}; empty for the residual
 * @param variance in the squared unit of the response over that of the effect's column; {@code NaN}
 *     if the data do not determine it
 */
public record VarianceComponent(String group, String effect, double variance) {

  /** The square root of the variance. */
  public double standardDeviation() {
    return Math.sqrt(variance);
  }

  @Override
  public String toString() {
    return (effect.isEmpty() ? group : effect + " by " + group)
        + ": variance "
        + Digits.significant(variance)
        + ", standard deviation "
        + Digits.significant(standardDeviation());
  }
}
