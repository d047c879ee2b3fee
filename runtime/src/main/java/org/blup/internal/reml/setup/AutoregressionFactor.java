package org.blup.internal.reml.setup;

import java.util.Arrays;
import org.blup.internal.design.equations.Autoregression;

/**
 * The root of an autoregression's correlations S, {@code S_ij = ρ^|i−j|}: the recursion {@code b_j
 * = ρ b_{j−1} + √(1 − ρ²) u_j}. Linear in the levels and exact at any ρ, S and its derivatives as
 * well: sums of powers from one side and from the other.
 */
public final class AutoregressionFactor implements LevelFactor {

  private final Autoregression of;
  private final double correlation;

  /** {@code √(1 − ρ²) = 1 / cosh z}. */
  private final double innovation;

  AutoregressionFactor(Autoregression of) {
    this.of = of;
    correlation = of.correlation();
    innovation = 1 / Math.cosh(of.parameter());
  }

  @Override
  public double logDeterminant() {
    return of.logDeterminant();
  }

  @Override
  public double[] variances() {
    double[] ones = new double[of.levels()];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public double meanVariance() {
    return 1;
  }

  @Override
  public double[] solve(double[] x, int k) {
    return root(rootTransposed(x, k), k);
  }

  @Override
  public double[] root(double[] x, int k) {
    double[] b = x.clone();
    for (int i = k; i < x.length; i++) {
      b[i] = correlation * b[i - k] + innovation * x[i];
    }
    return b;
  }

  @Override
  public double[] rootTransposed(double[] x, int k) {
    double[] b = x.clone();
    for (int i = x.length - 1 - k; i >= 0; i--) {
      b[i] += correlation * b[i + k];
    }
    for (int i = k; i < x.length; i++) {
      b[i] *= innovation;
    }
    return b;
  }

  /** {@code (∂S/∂z ⊗ I) x}, k numbers a level. */
  public double[] slope(double[] x, int k) {
    double[] product = new double[x.length];
    addSums(x, k, k, product, new double[0]);
    addSums(x, k, -k, product, new double[0]);
    return product;
  }

  /** {@code (∂²S/∂ρ² (∂ρ/∂z)² ⊗ I) x}: the second derivative for ρ, in the unit of z. */
  public double[] curvature(double[] x, int k) {
    double[] slopes = new double[x.length];
    double[] product = new double[x.length];
    addSums(x, k, k, slopes, product);
    addSums(x, k, -k, slopes, product);
    return product;
  }

  /** Adds what levels before give, or levels behind, if the step is negative. */
  private void addSums(double[] x, int k, int step, double[] slopes, double[] curvatures) {
    double unit = innovation * innovation;
    int first = step > 0 ? k : x.length - 2 * k;
    for (int a = 0; a < k; a++) {
      double power = 0;
      double slope = 0;
      double curvature = 0;
      for (int i = first + a; i >= 0 && i < x.length; i += step) {
        double before = power + x[i - step];
        curvature = 2 * slope + correlation * curvature;
        slope = before + correlation * slope;
        power = correlation * before;
        slopes[i] += unit * slope;
        if (curvatures.length > 0) {
          curvatures[i] += unit * unit * curvature;
        }
      }
    }
  }

  /** {@code ∂S_ij/∂z} of levels that are so many steps apart. */
  public double slope(int apart) {
    return apart == 0 ? 0 : innovation * innovation * apart * Math.pow(correlation, apart - 1);
  }

  /** {@code ∂²S_ij/∂ρ² (∂ρ/∂z)²}. */
  public double curvature(int apart) {
    double unit = innovation * innovation;
    return apart <= 1 ? 0 : unit * unit * apart * (apart - 1) * Math.pow(correlation, apart - 2);
  }

  /** {@code ∂²ρ/∂z² / (∂ρ/∂z)}: what a slope for z adds to the second derivative for z. */
  public double bend() {
    return -2 * correlation;
  }
}
