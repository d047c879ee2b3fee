package org.blup.internal.linalg.dense;

/**
 * Arithmetic on many small matrices side by side: each element is an array over the matrices, its
 * lanes, so that all loops are plain ones over arrays and become vector instructions. The arrays of
 * one call are different ones, but for two that are only read.
 */
public final class Lanes {

  private Lanes() {}

  /** {@code to ← s x}. */
  public static void scale(double[] to, double s, double[] x, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] = s * x[i];
    }
  }

  /** {@code to ← to + s x}. */
  public static void addScaled(double[] to, double s, double[] x, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += s * x[i];
    }
  }

  /** {@code to ← to x}. */
  public static void multiply(double[] to, double[] x, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] *= x[i];
    }
  }

  /** {@code to ← to + x y}. */
  public static void addProduct(double[] to, double[] x, double[] y, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += x[i] * y[i];
    }
  }

  /** {@code to ← to − x y}. */
  public static void subtractProduct(double[] to, double[] x, double[] y, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] -= x[i] * y[i];
    }
  }

  /** {@code to ← v w + x y}. */
  public static void products(
      double[] to, double[] v, double[] w, double[] x, double[] y, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] = v[i] * w[i] + x[i] * y[i];
    }
  }

  /** {@code to ← to + v w + x y}. */
  public static void addProducts(
      double[] to, double[] v, double[] w, double[] x, double[] y, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += v[i] * w[i] + x[i] * y[i];
    }
  }

  /** {@code x ← √x} and {@code inverse ← 1 / √x}. */
  public static void root(double[] x, double[] inverse, int lanes) {
    for (int i = 0; i < lanes; i++) {
      x[i] = Math.sqrt(x[i]);
      inverse[i] = 1 / x[i];
    }
  }

  /** {@code to + Σ x}, one after the other. */
  public static double sum(double to, double[] x) {
    double sum = to;
    for (double value : x) {
      sum += value;
    }
    return sum;
  }
}
