package org.blup.internal.numeric;

import java.util.Arrays;

/**
 * Many sums whose rounding does not grow with the number of their summands: what each addition
 * loses is kept beside it (Ogita, Rump &amp; Oishi 2005, Accurate sum and dot product, SIAM J. Sci.
 * Comput. 26:1955–1988).
 */
public final class CompensatedSums {

  private final double[] partial;
  private double[] sums;
  private double[] lost;

  /** Sums that are zero, so many; as many as are added, if more. */
  public CompensatedSums(int length) {
    partial = new double[length];
    sums = new double[length];
    lost = new double[length];
  }

  /**
   * Sums as they were.
   *
   * @param sums without what they have lost
   * @param lost what they have lost, as many
   */
  public CompensatedSums(double[] sums, double[] lost) {
    this(0);
    this.sums = sums;
    this.lost = lost;
  }

  /** Starts from zero. */
  public void start() {
    Arrays.fill(sums, 0);
    Arrays.fill(lost, 0);
    Arrays.fill(partial, 0);
  }

  /** Starts from numbers. */
  public void start(double[] from, int at) {
    start();
    System.arraycopy(from, at, sums, 0, sums.length);
  }

  /** Plain sums of a few summands, which the next {@link #flush} adds. */
  public double[] partial() {
    return partial;
  }

  /** Adds the partial sums and sets them to zero. */
  public void flush() {
    add(partial, 0, partial.length);
  }

  /** Makes room for so many sums. */
  public void reserve(int length) {
    if (sums.length < length) {
      sums = Arrays.copyOf(sums, length);
      lost = Arrays.copyOf(lost, length);
    }
  }

  /**
   * Adds some numbers of an array, each to its own sum, and sets them to zero. Threads may have a
   * range each.
   */
  public void add(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      double a = sums[i];
      double b = values[i];
      double total = a + b;
      double part = total - a;
      lost[i] += (a - (total - part)) + (b - part);
      sums[i] = total;
      values[i] = 0;
    }
  }

  /** Adds what others, as many, have summed and lost. */
  public void add(CompensatedSums other) {
    flush();
    other.flush();
    System.arraycopy(other.sums, 0, partial, 0, partial.length);
    flush();
    for (int i = 0; i < lost.length; i++) {
      lost[i] += other.lost[i];
    }
  }

  /** Writes the sums. */
  public void finish(double[] to, int at) {
    flush();
    for (int i = 0; i < sums.length; i++) {
      to[at + i] = sums[i] + lost[i];
    }
  }

  /** A sum and another number. */
  public double plus(double value, int i) {
    return i < sums.length ? sums[i] + (lost[i] + value) : value;
  }

  /** How many sums there are, the others being zero. */
  public int length() {
    return sums.length;
  }

  /** The sums without what they have lost; not to be changed. */
  public double[] sums() {
    return sums;
  }

  /** What the sums have lost; not to be changed. */
  public double[] lost() {
    return lost;
  }

  /** The memory that the sums take. */
  public long bytes() {
    return 2L * Double.BYTES * sums.length;
  }
}
