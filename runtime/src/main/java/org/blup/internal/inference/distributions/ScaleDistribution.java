package org.blup.internal.inference.distributions;

import java.util.Arrays;

/**
 * The distribution of s = √(χ²_ν / ν), by which a t differs from a normal, as nodes and weights of
 * a quadrature: E f(s) = Σ weights f(scales).
 *
 * <p>In x = log s the density is proportional to exp(ν x − ν e^{2x} / 2), which is analytic and
 * falls off exponentially to the left and faster to the right, so the trapezoidal rule converges
 * exponentially (Trefethen & Weideman 2014, The exponentially convergent trapezoidal rule, SIAM
 * Review 56:385–458). For few degrees of freedom the left tail is long, but f is constant there:
 * the nodes end at a scale that makes any f(q s) that of zero, and the last has the weight of all
 * beyond.
 *
 * @param scales the nodes, ascending
 * @param weights their weights, which sum to 1
 */
record ScaleDistribution(double[] scales, double[] weights) {

  /** Steps are this part of the density's width at most. */
  private static final double STEP = 0.4;

  /** Steps in log s are so long at most: f is smooth on that scale. */
  private static final double LONGEST_STEP = 0.08;

  /** Beyond exp(−DEPTH) of its peak the density is left out. */
  private static final double DEPTH = 42;

  /** The smallest log s; q exp of it is zero beside 1 for every q below 1e100. */
  private static final double LEAST = -300;

  /** More degrees of freedom than this make no difference in double precision. */
  private static final double MOST = 1e15;

  /**
   * The distribution for degrees of freedom.
   *
   * @param degreesOfFreedom ν &gt; 0, whole or not; infinite for the constant 1
   */
  static ScaleDistribution of(double degreesOfFreedom) {
    if (degreesOfFreedom > MOST) {
      return new ScaleDistribution(new double[] {1}, new double[] {1});
    }
    double step = Math.min(STEP / Math.sqrt(2 * degreesOfFreedom), LONGEST_STEP);
    int left = reach(degreesOfFreedom, -step);
    int right = reach(degreesOfFreedom, step);
    double[] scales = new double[left + right + 1];
    double[] weights = new double[scales.length];
    for (int i = 0; i < scales.length; i++) {
      double x = (i - left) * step;
      scales[i] = Math.exp(x);
      weights[i] = Math.exp(logDensity(degreesOfFreedom, x));
    }
    if (-left * step <= LEAST) {
      weights[0] /= -Math.expm1(-degreesOfFreedom * step);
    }
    double total = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= total;
    }
    return new ScaleDistribution(scales, weights);
  }

  private static int reach(double degreesOfFreedom, double step) {
    int count = 1;
    while (logDensity(degreesOfFreedom, count * step) > -DEPTH && count * step > LEAST) {
      count++;
    }
    return count;
  }

  /** The logarithm of the density of log s, relative to its peak at 0. */
  private static double logDensity(double degreesOfFreedom, double x) {
    return degreesOfFreedom * (x - Math.expm1(2 * x) / 2);
  }
}
