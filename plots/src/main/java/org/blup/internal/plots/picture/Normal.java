package org.blup.internal.plots.picture;

/** The standard normal distribution. */
final class Normal {

  private static final double[] A = {
    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
    1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00
  };
  private static final double[] B = {
    -5.447609879822406e+01,
    1.615858368580409e+02,
    -1.556989798598866e+02,
    6.680131188771972e+01,
    -1.328068155288572e+01,
    1
  };
  private static final double[] C = {
    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
    -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00
  };
  private static final double[] D = {
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
  };
  private static final double TAIL = 0.02425;

  private Normal() {}

  static double density(double z) {
    return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * By Abramowitz and Stegun's rational approximation (1964, 26.2.17), to seven digits: enough for
   * any pixel.
   */
  static double probability(double z) {
    if (z < 0) {
      return 1 - probability(-z);
    }
    double t = 1 / (1 + 0.2316419 * z);
    double tail =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return 1 - density(z) * tail;
  }

  /** By Acklam's rational approximation (2003), to nine digits: enough for any pixel. */
  static double quantile(double p) {
    if (p <= 0 || p >= 1) {
      return p <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (p > 1 - TAIL) {
      return -quantile(1 - p);
    }
    if (p < TAIL) {
      double q = Math.sqrt(-2 * StrictMath.log(p));
      return polynomial(C, q) / polynomial(D, q);
    }
    double q = p - 0.5;
    return q * polynomial(A, q * q) / polynomial(B, q * q);
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (double coefficient : coefficients) {
      value = value * x + coefficient;
    }
    return value;
  }
}
