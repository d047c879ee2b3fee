package org.blup.internal.design.pass;

import java.util.Arrays;

/**
 * Many sums whose rounding does not grow with the number of their summands: what each addition
 * loses is kept beside it (Ogita, Rump & Oishi 2005, Accurate sum and dot product, SIAM J. Sci.
 * Comput. 26:1955–1988).
 */
final class CompensatedSums {

  private double[] sums = {};
  private double[] lost = {};

  /** Adds the first numbers of an array, each to its own sum, and sets them to zero. */
  void add(double[] values, int count) {
    if (sums.length < count) {
      sums = Arrays.copyOf(sums, values.length);
      lost = Arrays.copyOf(lost, values.length);
    }
    for (int i = 0; i < count; i++) {
      double a = sums[i];
      double b = values[i];
      double total = a + b;
      double part = total - a;
      lost[i] += (a - (total - part)) + (b - part);
      sums[i] = total;
      values[i] = 0;
    }
  }

  /** The memory that the sums take. */
  long bytes() {
    return 2L * Double.BYTES * sums.length;
  }

  /** A sum and another number. */
  double plus(double value, int i) {
    return i < sums.length ? sums[i] + (lost[i] + value) : value;
  }
}
