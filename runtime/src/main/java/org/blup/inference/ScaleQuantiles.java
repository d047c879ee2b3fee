package org.blup.inference;

import org.apache.commons.math3.special.Gamma;

/**
 * The quantile function of s = √(χ²_ν/ν), as a function of the normal deviate z of the same
 * probability: log s(z) is smooth, and stands here as its Chebyshev series. A quantile then costs
 * as little as the inner loop of a simulation needs; relative error below 1e-9.
 */
final class ScaleQuantiles {

  /** Normal deviates beyond this do not come out of numbers between 0 and 1. */
  private static final double EDGE = 8.3;

  private static final int TERMS = 48;

  private final double[] series = new double[TERMS];

  /**
   * The quantiles for degrees of freedom.
   *
   * @param degreesOfFreedom ν &gt; 0, whole or not, and finite
   */
  ScaleQuantiles(double degreesOfFreedom) {
    double[] values = new double[TERMS];
    for (int i = 0; i < TERMS; i++) {
      values[i] = logQuantile(EDGE * Math.cos(Math.PI * (i + 0.5) / TERMS), degreesOfFreedom);
    }
    for (int k = 0; k < TERMS; k++) {
      double sum = 0;
      for (int i = 0; i < TERMS; i++) {
        sum += values[i] * Math.cos(Math.PI * k * (i + 0.5) / TERMS);
      }
      series[k] = sum * (k == 0 ? 1 : 2) / TERMS;
    }
  }

  /** s at a normal deviate, by Clenshaw's recurrence. */
  double at(double z) {
    double x = Math.max(-1, Math.min(1, z / EDGE));
    double next = 0;
    double afterNext = 0;
    for (int k = TERMS - 1; k > 0; k--) {
      double current = series[k] + 2 * x * next - afterNext;
      afterNext = next;
      next = current;
    }
    return Math.exp(series[0] + x * next - afterNext);
  }

  /** The x with P(log s &lt; x) = Φ(z), from whichever tail is the smaller. */
  private static double logQuantile(double z, double degreesOfFreedom) {
    boolean lowerTail = z < 0;
    double target = Math.log(NormalProbability.cumulative(-Math.abs(z)));
    double shape = degreesOfFreedom / 2;
    double lower = -1;
    double upper = 1;
    while (excess(lower, shape, lowerTail, target) > 0) {
      lower *= 2;
    }
    while (excess(upper, shape, lowerTail, target) < 0) {
      upper *= 2;
    }
    return Roots.between(x -> excess(x, shape, lowerTail, target), lower, upper);
  }

  /** An increasing function of x = log s that vanishes at the quantile. */
  private static double excess(double x, double shape, boolean lowerTail, double target) {
    double chi = shape * Math.exp(2 * x);
    return lowerTail
        ? Math.log(Gamma.regularizedGammaP(shape, chi)) - target
        : target - Math.log(Gamma.regularizedGammaQ(shape, chi));
  }
}
