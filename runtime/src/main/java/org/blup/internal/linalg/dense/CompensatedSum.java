package org.blup.internal.linalg.dense;

import java.util.Arrays;

/**
 * Sums of many small matrices whose rounding does not grow with their number: what each addition
 * loses is kept and added at the end (Ogita, Rump &amp; Oishi 2005, Accurate sum and dot product,
 * SIAM J. Sci. Comput. 26:1955–1988).
 */
public final class CompensatedSum {

  private final double[] partial;
  private final double[] sum;
  private final double[] lost;

  /** Sums of so many numbers each. */
  public CompensatedSum(int length) {
    partial = new double[length];
    sum = new double[length];
    lost = new double[length];
  }

  /** Starts from zero. */
  public void start() {
    Arrays.fill(sum, 0);
    Arrays.fill(lost, 0);
    Arrays.fill(partial, 0);
  }

  /** Starts from numbers. */
  public void start(double[] from, int at) {
    System.arraycopy(from, at, sum, 0, sum.length);
    Arrays.fill(lost, 0);
    Arrays.fill(partial, 0);
  }

  /** What the next {@link #flush} adds. */
  public double[] partial() {
    return partial;
  }

  /** Adds the partial sums and sets them to zero. */
  public void flush() {
    for (int i = 0; i < sum.length; i++) {
      double a = sum[i];
      double b = partial[i];
      double total = a + b;
      double part = total - a;
      lost[i] += (a - (total - part)) + (b - part);
      sum[i] = total;
      partial[i] = 0;
    }
  }

  /** Adds what another has summed and lost. */
  public void add(CompensatedSum other) {
    flush();
    other.flush();
    System.arraycopy(other.sum, 0, partial, 0, sum.length);
    flush();
    for (int i = 0; i < lost.length; i++) {
      lost[i] += other.lost[i];
    }
  }

  /** Writes the sums. */
  public void finish(double[] to, int at) {
    flush();
    for (int i = 0; i < sum.length; i++) {
      to[at + i] = sum[i] + lost[i];
    }
  }
}
