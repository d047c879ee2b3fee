package org.blup.internal.reml.trustregion;

import java.util.Arrays;

/** A problem in some of its variables, the others held where they are. */
public final class FixedVariables implements Problem {

  private final Problem whole;
  private final double[] at;
  private final int[] free;

  /**
   * Holds all variables but some.
   *
   * @param at the variables of the whole problem
   * @param free which of them are not held
   */
  public FixedVariables(Problem whole, double[] at, int[] free) {
    this.whole = whole;
    this.at = at.clone();
    this.free = free.clone();
  }

  /** The variables of the whole problem. */
  public double[] expand(double[] x) {
    return scatter(x, at.clone());
  }

  /** Those that are not held. */
  public double[] free(double[] all) {
    return Arrays.stream(free).mapToDouble(i -> all[i]).toArray();
  }

  private double[] scatter(double[] x, double[] to) {
    for (int f = 0; f < free.length; f++) {
      to[free[f]] = x[f];
    }
    return to;
  }

  @Override
  public int size() {
    return free.length;
  }

  @Override
  public double value(double[] x) {
    return whole.value(expand(x));
  }

  @Override
  public double rounding() {
    return whole.rounding();
  }

  @Override
  public int evaluations() {
    return whole.evaluations();
  }

  @Override
  public Derivatives derivatives() {
    Derivatives all = whole.derivatives();
    int n = free.length;
    double[] curvature = new double[n * n];
    for (int e = 0; e < n; e++) {
      for (int f = 0; f < n; f++) {
        curvature[e * n + f] = all.curvature()[free[e] * at.length + free[f]];
      }
    }
    return new Derivatives(free(all.gradient()), curvature);
  }

  @Override
  public double[] moved(double[] x, double[] step) {
    return free(whole.moved(expand(x), scatter(step, new double[at.length])));
  }
}
