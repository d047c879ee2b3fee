package org.blup.internal.design.rowcovariance;

import java.util.Arrays;

/**
 * The covariance of a subject's residuals over σ², {@code R = e^{2λ} S C S} with {@code S =
 * diag(e^{δt})}, and its derivatives for the parameters of its stratum: λ, where the stratum is not
 * the first; those of C; and δ, where variances follow a number. Right sides are rows × columns,
 * row by row.
 */
public final class SubjectCovariance {

  private final SubjectCorrelation correlation;

  /** Where λ stands among the parameters; −1 without. */
  private final int lambda;

  /** Where the first of C stands, and how many they are. */
  private final int first;

  private final int count;

  /** Where δ stands; −1 without. */
  private final int delta;

  /** Of each row. */
  private final double[] t;

  /** {@code e^{λ + δt}} of each row, and twice the sum of these exponents. */
  private final double[] deviations;

  private final double logFactor;

  /** Whether all of these are 1. */
  private final boolean isPlain;

  SubjectCovariance(
      SubjectCorrelation correlation,
      boolean hasLambda,
      int count,
      boolean hasDelta,
      double[] parameters,
      double[] t) {
    this.correlation = correlation;
    this.count = count;
    this.t = t;
    lambda = hasLambda ? 0 : -1;
    first = hasLambda ? 1 : 0;
    delta = hasDelta ? first + count : -1;
    deviations = new double[correlation.rows()];
    double logarithm = hasLambda ? parameters[0] : 0;
    Arrays.fill(deviations, Math.exp(logarithm));
    double sum = 2 * logarithm * deviations.length;
    for (int a = 0; hasDelta && a < deviations.length; a++) {
      double own = parameters[delta] * t[a];
      deviations[a] = Math.exp(logarithm + own);
      sum += 2 * own;
    }
    logFactor = sum;
    isPlain = !hasLambda && !hasDelta;
  }

  /** The number of its parameters. */
  public int parameters() {
    return first + count + (delta < 0 ? 0 : 1);
  }

  /** Replaces x by {@code Ex}, {@code EᵀE = R⁻¹}. */
  public void whiten(double[] x, int columns) {
    divide(x, columns);
    correlation.whiten(x, columns);
  }

  /** Replaces x, independent of variance 1, by {@code E⁻¹x}, whose covariance is R. */
  public void colour(double[] x) {
    correlation.colour(x);
    for (int a = 0; a < x.length; a++) {
      x[a] *= deviations[a];
    }
  }

  /** {@code Eᵀx}. */
  public double[] whitenedTransposed(double[] x, int columns) {
    double[] result = x.clone();
    correlation.whitenTransposed(result, columns);
    divide(result, columns);
    return result;
  }

  private void divide(double[] x, int columns) {
    for (int a = 0; a < deviations.length && !isPlain; a++) {
      double factor = 1 / deviations[a];
      for (int i = a * columns; i < (a + 1) * columns; i++) {
        x[i] *= factor;
      }
    }
  }

  /** {@code e^λSx}; x itself where that is it. */
  private double[] scaled(double[] x, int columns) {
    return isPlain ? x : scaled(x, columns, deviations);
  }

  private static double[] scaled(double[] x, int columns, double[] by) {
    double[] scaled = new double[x.length];
    for (int a = 0; a < by.length; a++) {
      for (int i = a * columns; i < (a + 1) * columns; i++) {
        scaled[i] = x[i] * by[a];
      }
    }
    return scaled;
  }

  private static void add(double factor, double[] x, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * x[i];
    }
  }

  private boolean isOfC(int parameter) {
    return parameter >= first && parameter < first + count;
  }

  /** {@code Rx}. */
  private double[] times(double[] x, int columns) {
    return scaled(correlation.times(scaled(x, columns), columns), columns);
  }

  /** {@code ∂_iR x}. */
  public double[] firstTimes(int i, double[] x, int columns) {
    if (isOfC(i)) {
      double[] inner = correlation.firstTimes(i - first, scaled(x, columns), columns);
      return scaled(inner, columns);
    }
    if (i == lambda) {
      double[] result = times(x, columns);
      add(1, result.clone(), result);
      return result;
    }
    return onBothSides(x, columns, y -> times(y, columns));
  }

  private interface Product {
    double[] times(double[] x);
  }

  /** {@code (TA + AT)x}. */
  private double[] onBothSides(double[] x, int columns, Product a) {
    double[] result = scaled(a.times(x), columns, t);
    add(1, a.times(scaled(x, columns, t)), result);
    return result;
  }

  /** {@code ∂_ijR x}, i ≥ j. */
  public double[] secondTimes(int i, int j, double[] x, int columns) {
    if (j == lambda) {
      double[] result = firstTimes(i, x, columns);
      add(1, result.clone(), result);
      return result;
    }
    if (i == delta) {
      return onBothSides(x, columns, y -> firstTimes(j, y, columns));
    }
    double[] inner = correlation.secondTimes(i - first, j - first, scaled(x, columns), columns);
    return scaled(inner, columns);
  }

  /** {@code log|R|}. */
  public double logDeterminant() {
    return logFactor + correlation.logDeterminant();
  }

  /** {@code tr(R⁻¹∂_iR)}. */
  public double trace(int i) {
    if (i == lambda) {
      return 2.0 * t.length;
    }
    double sum = 0;
    if (i == delta) {
      for (double own : t) {
        sum += 2 * own;
      }
      return sum;
    }
    for (double own : correlation.firstDiagonal(i - first)) {
      sum += own;
    }
    return sum;
  }

  /** {@code tr(R⁻¹∂_iR R⁻¹∂_jR)}, i ≥ j. */
  public double trace(int i, int j) {
    if (j == lambda) {
      return 2 * trace(i);
    }
    if (i == delta) {
      return j == delta ? 2 * (squares() + correlation.productTrace(t)) : 2 * withFirst(j);
    }
    return correlation.trace(i - first, j - first);
  }

  /** {@code tr(R⁻¹∂_ijR)}, i ≥ j. */
  public double secondTrace(int i, int j) {
    if (j == lambda) {
      return 2 * trace(i);
    }
    if (i == delta) {
      return j == delta ? 2 * (squares() + correlation.productTrace(t)) : 2 * withFirst(j);
    }
    return correlation.secondTrace(i - first, j - first);
  }

  private double squares() {
    double sum = 0;
    for (double own : t) {
      sum += own * own;
    }
    return sum;
  }

  /** {@code tr(T C⁻¹∂C)}. */
  private double withFirst(int parameter) {
    double[] diagonal = correlation.firstDiagonal(parameter - first);
    double sum = 0;
    for (int a = 0; a < diagonal.length; a++) {
      sum += t[a] * diagonal[a];
    }
    return sum;
  }
}
