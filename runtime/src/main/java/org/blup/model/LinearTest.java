package org.blup.model;

import org.blup.design.BlupException;

/**
 * A linear combination of fixed effects beside the value it is tested against.
 *
 * @param name of the combination
 * @param estimate of the combination
 * @param standardError of the estimate; {@code NaN}, as are test and interval, where Kenward and
 *     Roger's adjusted variance is negative
 * @param df the degrees of freedom of {@link #t()}; infinite for a normal distribution
 * @param value the combination's value under the hypothesis
 */
public record LinearTest(
    String name, double estimate, double standardError, double df, double value) {

  /** The difference between estimate and hypothesis in standard errors. */
  public double t() {
    return (estimate - value) / standardError;
  }

  /** The probability of a {@link #t()} so far from 0, on both sides, under the hypothesis. */
  public double pValue() {
    return Tails.twoSided(t(), df);
  }

  /**
   * The interval that covers the combination with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  public Interval interval(double level) {
    double half = Tails.quantile(level, df) * standardError;
    return new Interval(estimate - half, estimate + half);
  }

  @Override
  public String toString() {
    return "%s = %s ± %s, t = %s, df = %s, p = %s"
        .formatted(name, estimate, standardError, t(), df, pValue());
  }
}
