package org.blup.internal.reml.setup;

import org.blup.internal.design.equations.LevelPrecision;

/**
 * The root of a random walk's covariance: {@code Q = DᵀD} without its anchored levels, and {@code R
 * = D⁻¹} sums increments once or twice. Exact for walks of any length, where the elimination of Q
 * would lose the digits of its condition, {@code levels⁴} for second differences. Variances are
 * those of a walk that starts at zero.
 */
final class WalkFactor implements LevelFactor {

  private final int order;
  private final double[] variances;

  WalkFactor(int order, int levels) {
    this.order = order;
    variances = new double[levels];
    double square = 1;
    for (int i = order; i < levels; i++) {
      variances[i] = variances[i - 1] + square;
      square = order == 1 ? 1 : square + 2 * (i - order + 1) + 1;
    }
  }

  @Override
  public double logDeterminant() {
    return order * Math.log(LevelPrecision.ANCHOR);
  }

  @Override
  public double[] variances() {
    return variances;
  }

  @Override
  public double[] solve(double[] x, int k) {
    return root(rootTransposed(x, k), k);
  }

  @Override
  public double[] root(double[] x, int k) {
    double[] walk = new double[x.length];
    for (int i = order * k; i < x.length; i++) {
      walk[i] = order == 1 ? x[i] + walk[i - k] : x[i] + 2 * walk[i - k] - walk[i - 2 * k];
    }
    return walk;
  }

  @Override
  public double[] rootTransposed(double[] x, int k) {
    double[] sums = new double[x.length];
    for (int i = x.length - 1; i >= order * k; i--) {
      double next = i + k < x.length ? sums[i + k] : 0;
      double afterNext = i + 2 * k < x.length ? sums[i + 2 * k] : 0;
      sums[i] = order == 1 ? x[i] + next : x[i] + 2 * next - afterNext;
    }
    return sums;
  }
}
