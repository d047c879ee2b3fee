package org.blup.internal.model;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.blup.exception.BlupException;
import org.blup.internal.inference.distributions.Roots;

/**
 * Tail probabilities and quantiles of t and F, whose degrees of freedom may be infinite. They are
 * {@code NaN} for a statistic that is {@code NaN}, and where degrees of freedom are not positive.
 */
public final class Tails {

  /** As many degrees of freedom as can be distinguished from infinitely many. */
  private static final double NORMAL = 1e10;

  /** The level of printed intervals, unless another is asked for. */
  public static final double USUAL_LEVEL = 0.95;

  private Tails() {}

  /** Refuses what is no level of confidence. */
  public static void checkLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new BlupException(
          "The level " + level + " is not between 0 and 1: 0.95 asks for a 95 % interval.");
    }
  }

  /** The probability of a t beyond the given one on either side. */
  public static double twoSided(double t, double df) {
    if (!(df > 0)) {
      return Double.NaN;
    }
    if (df >= NORMAL) {
      return Erf.erfc(Math.abs(t) / Math.sqrt(2));
    }
    return Beta.regularizedBeta(df / (df + t * t), df / 2, 0.5);
  }

  /** The probability of a t above the given one. */
  public static double above(double t, double df) {
    double beyond = twoSided(t, df) / 2;
    return t < 0 ? 1 - beyond : beyond;
  }

  /** The probability of an F beyond the given one. */
  public static double upper(double f, double numeratorDf, double denominatorDf) {
    if (!(f >= 0 && numeratorDf > 0 && denominatorDf > 0)) {
      return Double.NaN;
    }
    if (denominatorDf >= NORMAL) {
      return Gamma.regularizedGammaQ(numeratorDf / 2, numeratorDf * f / 2);
    }
    double share = denominatorDf / (denominatorDf + numeratorDf * f);
    return Beta.regularizedBeta(share, denominatorDf / 2, numeratorDf / 2);
  }

  /**
   * The t that a share {@code level} of values lies within on both sides; infinite where degrees of
   * freedom are so few that it is beyond 1e100.
   */
  public static double quantile(double level, double df) {
    checkLevel(level);
    if (!(df > 0)) {
      return Double.NaN;
    }
    return df < NORMAL
        ? Roots.ofDecreasing(t -> twoSided(t, df) - (1 - level), 2)
        : new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
  }
}
