package org.blup.internal.reml.equations;

/** Sums of rows so short that a call for each element, or to fill them, would take longer. */
final class RowSums {

  private RowSums() {}

  /** Sets {@code count} elements to zero. */
  static void clear(double[] x, int start, int count) {
    for (int i = start; i < start + count; i++) {
      x[i] = 0;
    }
  }

  /**
   * {@code to ← to + Σ_r v_r x_r} for the rows of x, one after the other.
   *
   * @param v element r at {@code first + r step}
   */
  static void addRows(
      double[] to,
      int at,
      double[] x,
      int start,
      int rows,
      int width,
      double[] v,
      int first,
      int step) {
    int r = 0;
    for (; r + 3 < rows; r += 4) {
      int x0 = start + r * width;
      int x1 = x0 + width;
      int x2 = x1 + width;
      int x3 = x2 + width;
      double v0 = v[first + r * step];
      double v1 = v[first + (r + 1) * step];
      double v2 = v[first + (r + 2) * step];
      double v3 = v[first + (r + 3) * step];
      for (int i = 0; i < width; i++) {
        to[at + i] += (v0 * x[x0 + i] + v1 * x[x1 + i]) + (v2 * x[x2 + i] + v3 * x[x3 + i]);
      }
    }
    for (; r < rows; r++) {
      double factor = v[first + r * step];
      int from = start + r * width;
      for (int i = 0; i < width; i++) {
        to[at + i] += factor * x[from + i];
      }
    }
  }
}
