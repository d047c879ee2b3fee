package org.blup.internal.design.covariance;

import java.util.Arrays;

/** How factors of ordered correlation matrices, and their angles, are computed. */
final class CorrelationFactors {

  private CorrelationFactors() {}

  /**
   * The factor with partial autocorrelations sin α_m, by the normalised lattice (Gray &amp; Markel
   * 1975, IEEE Trans. ASSP 23:268–277), which consists of rotations.
   */
  static void lattice(Jet zero, Jet[] angles, Jet[][] lower) {
    int k = lower.length;
    Jet[][] backward = new Jet[k][];
    backward[0] = unit(zero, k, 0);
    lower[0][0] = zero.number(1);
    for (int t = 1; t < k; t++) {
      Jet[] forward = unit(zero, k, t);
      Jet[][] next = new Jet[k][];
      for (int m = t; m > 0; m--) {
        Jet cosine = angles[m - 1].cosine();
        Jet sine = angles[m - 1].sine();
        next[m] = combination(cosine, backward[m - 1], sine.times(-1), forward);
        forward = combination(cosine, forward, sine, backward[m - 1]);
      }
      next[0] = forward;
      backward = next;
      System.arraycopy(forward, 0, lower[t], 0, t + 1);
    }
  }

  private static Jet[] unit(Jet zero, int size, int index) {
    Jet[] unit = new Jet[size];
    Arrays.fill(unit, zero);
    unit[index] = zero.number(1);
    return unit;
  }

  private static Jet[] combination(Jet a, Jet[] x, Jet b, Jet[] y) {
    Jet[] sum = new Jet[x.length];
    Arrays.setAll(sum, i -> a.times(x[i]).plus(b.times(y[i])));
    return sum;
  }

  /** The factor where each effect depends on the one before it alone. */
  static void chain(Jet zero, Jet[] angles, Jet[][] lower) {
    for (int j = 0; j < lower.length; j++) {
      lower[j][j] = j == 0 ? zero.number(1) : angles[j - 1].cosine();
      for (int a = j + 1; a < lower.length; a++) {
        lower[a][j] = lower[a - 1][j].times(angles[a - 1].sine());
      }
    }
  }

  /** Angles of the partial autocorrelations (Durbin 1960, Rev. Int. Stat. Inst. 28:233–244). */
  static double[] partialAngles(double[] correlations) {
    int k = correlations.length;
    double[] angles = new double[k - 1];
    double[] coefficients = new double[0];
    double variance = 1;
    for (int m = 1; m < k; m++) {
      double left = correlations[m];
      for (int j = 0; j < coefficients.length; j++) {
        left -= coefficients[j] * correlations[m - 1 - j];
      }
      double partial = variance > 0 ? Math.max(-1, Math.min(1, left / variance)) : 0;
      angles[m - 1] = arcsine(partial);
      double[] next = new double[m];
      for (int j = 0; j < m - 1; j++) {
        next[j] = coefficients[j] - partial * coefficients[m - 2 - j];
      }
      next[m - 1] = partial;
      coefficients = next;
      variance *= 1 - partial * partial;
    }
    return angles;
  }

  /** The angle of a correlation, or of ±1 if rounding took it beyond. */
  static double arcsine(double correlation) {
    return Math.asin(Math.max(-1, Math.min(1, correlation)));
  }
}
