package org.blup.internal.plots.chart;

/**
 * Numbers of an axis to pixels.
 *
 * @param low the number at the start
 * @param high the number at the end
 * @param from the pixel of the start
 * @param to the pixel of the end
 */
record Scale(double low, double high, double from, double to) {

  double pixel(double value) {
    double clamped = Math.min(Math.max(value, low), high);
    return from + (clamped - low) / (high - low) * (to - from);
  }

  boolean has(double value) {
    return value >= low && value <= high;
  }

  double length() {
    return Math.abs(to - from);
  }

  /** A range of numbers that grows. */
  static final class Range {

    private static final double MARGIN = 0.04;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    void add(double value) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }

    void add(Range other) {
      add(other.low);
      add(other.high);
    }

    boolean isEmpty() {
      return low > high;
    }

    /** With a margin on both sides, or from 0 on. */
    Scale scale(double from, double to, boolean zero) {
      if (isEmpty()) {
        return new Scale(0, 1, from, to);
      }
      double start = zero ? Math.min(0, low) : low;
      double half = (high / 2 - start / 2);
      double least = Math.max(Math.max(Math.abs(high), Math.abs(start)) * 1e-9, 1e-300);
      double margin = half < least ? Math.max(Math.abs(high) * 0.1, least) : MARGIN * half * 2;
      if (half < least && high == 0) {
        margin = 1;
      }
      double below = zero && start == 0 ? 0 : margin;
      return new Scale(
          Math.max(start - below, -Double.MAX_VALUE / 4),
          Math.min(high + margin, Double.MAX_VALUE / 4),
          from,
          to);
    }
  }
}
