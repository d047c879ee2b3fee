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
  private static final int MOST_SORTED = 20_000;

  /** The curve through those points whose numbers are finite. */
  static Smooth of(double[] x, double[] y) {
    int[] known =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    return (known.length > MOST_SORTED ? Nodes.ofRanges(x, y, known) : Nodes.ofRanks(x, y, known))
        .smooth();
  }

  /** Points as nodes: equal or neighbouring ones together. */
  private static final class Nodes {

    private final double[] at;
    private final double[] mean;
    private final double[] weight;
    private int size;

    private Nodes(int most) {
      at = new double[most];
      mean = new double[most];
      weight = new double[most];
    }

    /** Points in their order, as many together as are too many for nodes of their own. */
    static Nodes ofRanks(double[] x, double[] y, int[] known) {
      int[] order =
          Arrays.stream(known)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> x[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      Nodes nodes = new Nodes(order.length);
      int together = (order.length + MOST_NODES - 1) / MOST_NODES;
      for (int i : order) {
        int last = nodes.size - 1;
        boolean isEqual = last >= 0 && x[i] == nodes.at[last];
        if (last < 0 || !isEqual && nodes.weight[last] >= together) {
          nodes.size++;
        }
        nodes.add(nodes.size - 1, x[i], y[i]);
      }
      return nodes;
    }

    /** Very many points by ranges of equal width, without sorting them. */
    static Nodes ofRanges(double[] x, double[] y, int[] known) {
      double low = Arrays.stream(known).mapToDouble(i -> x[i]).min().orElse(0);
      double high = Arrays.stream(known).mapToDouble(i -> x[i]).max().orElse(0);
      Nodes all = new Nodes(MOST_NODES);
      all.size = MOST_NODES;
      for (int i : known) {
        double share = high > low ? (x[i] - low) / (high - low) : 0;
        all.add(Math.min(MOST_NODES - 1, (int) (share * MOST_NODES)), x[i], y[i]);
      }
      return all.withoutEmpty();
    }

    private void add(int node, double x, double y) {
      weight[node]++;
      at[node] += (x - at[node]) / weight[node];
      mean[node] += (y - mean[node]) / weight[node];
    }

    private Nodes withoutEmpty() {
      Nodes kept = new Nodes(size);
      for (int i = 0; i < size; i++) {
        if (weight[i] > 0) {
          kept.at[kept.size] = at[i];
          kept.mean[kept.size] = mean[i];
          kept.weight[kept.size++] = weight[i];
        }
      }
      return kept;
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
