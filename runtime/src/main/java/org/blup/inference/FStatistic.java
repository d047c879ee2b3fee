package org.blup.inference;

/**
 * A statistic for several linear hypotheses at once, and the F distribution it is referred to.
 *
 * @param f the statistic
 * @param numeratorDf the rank of the hypotheses
 * @param denominatorDf infinite where the statistic is χ² over its degrees of freedom
 */
public record FStatistic(double f, double numeratorDf, double denominatorDf) {}
