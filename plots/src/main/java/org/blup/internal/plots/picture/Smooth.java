package org.blup.internal.plots.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A curve through points by local lines with tricube weights (Cleveland 1979, J. Amer. Statist.
 * Assoc. 74:829–836, without robustness iterations). Very many points are first averaged in groups
 * of neighbours.
 *
 * @param x increasing, each value once
 * @param y the curve there
 */
record Smooth(double[] x, double[] y) {

  private static final double SPAN = 2.0 / 3;
  private static final int MOST_NODES = 400;

  /** The curve through those points whose numbers are finite. */
  static Smooth of(double[] x, double[] y) {
    int[] order =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Nodes(x, y, order).smooth();
  }

  /** Points as nodes: equal or neighbouring ones together. */
  private static final class Nodes {

    private final double[] at;
    private final double[] mean;
    private final double[] weight;
    private int size;

    Nodes(double[] x, double[] y, int[] order) {
      at = new double[order.length];
      mean = new double[order.length];
      weight = new double[order.length];
      int together = (order.length + MOST_NODES - 1) / MOST_NODES;
      double count = 0;
      for (int i = 0; i < order.length; i++) {
        boolean isEqual = size > 0 && x[order[i]] == at[size - 1];
        if (!isEqual && (size == 0 || count >= together)) {
          size++;
          count = 0;
        }
        count++;
        int node = size - 1;
        at[node] += (x[order[i]] - at[node]) / count;
        mean[node] += (y[order[i]] - mean[node]) / count;
        weight[node] = count;
      }
    }

    Smooth smooth() {
      double[] curve = new double[size];
      double needed = SPAN * Arrays.stream(weight, 0, size).sum();
      for (int i = 0; i < size; i++) {
        curve[i] = local(i, needed);
      }
      return new Smooth(Arrays.copyOf(at, size), curve);
    }

    /** The line by the nearest nodes that hold the share of points that is needed. */
    private double local(int i, double needed) {
      int low = i;
      int high = i;
      double held = weight[i];
      while (held < needed && (low > 0 || high < size - 1)) {
        boolean down = high == size - 1 || low > 0 && at[i] - at[low - 1] <= at[high + 1] - at[i];
        held += down ? weight[--low] : weight[++high];
      }
      double radius = Math.max(at[i] - at[low], at[high] - at[i]) * (1 + 1e-9);
      double w = 0;
      double wx = 0;
      double wy = 0;
      double wxx = 0;
      double wxy = 0;
      for (int j = low; j <= high; j++) {
        double distance = at[j] - at[i];
        double share = radius > 0 ? Math.abs(distance) / radius : 0;
        double cube = 1 - share * share * share;
        double tricube = weight[j] * cube * cube * cube;
        w += tricube;
        wx += tricube * distance;
        wy += tricube * mean[j];
        wxx += tricube * distance * distance;
        wxy += tricube * distance * mean[j];
      }
      double determinant = w * wxx - wx * wx;
      return determinant > 1e-10 * w * w * radius * radius
          ? (wxx * wy - wx * wxy) / determinant
          : wy / w;
    }
  }
}
