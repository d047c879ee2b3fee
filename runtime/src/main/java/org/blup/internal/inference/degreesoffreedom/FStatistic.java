package org.blup.internal.inference.degreesoffreedom;

/**
 * A statistic for several linear hypotheses at once, and the F distribution it is referred to.
 * Where a method has no answer, statistic and denominator are {@code NaN}.
 *
 * @param f the statistic
 * @param numeratorDf the rank of the hypotheses
 * @param denominatorDf infinite where the statistic is χ² over its degrees of freedom
 */
public record FStatistic(double f, double numeratorDf, double denominatorDf) {

  /** What is left where a method has no answer. */
  public static FStatistic undetermined(int rank) {
    return new FStatistic(Double.NaN, rank, Double.NaN);
  }
}
