package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.blup.internal.reml.equations.Rows;

/**
 * Small models of every awkward kind, by seed: crossed, nested and unbalanced groups, most levels
 * with one row, variances of zero and of lost rank, weights over six decades, columns of any units,
 * shifted, dummies and heavy tails.
 */
final class RandomDesigns {

  private final Random random;
  private final int n;
  private final double[] weights;
  private final double[] y;
  private final double deviation;

  /** Whether terms are as large as they may be. */
  private final boolean large;

  private RandomDesigns(long seed, boolean large) {
    this.large = large;
    random = new Random(seed);
    n = 20 + random.nextInt(large ? 90 : random.nextInt(4) == 0 ? 180 : 60);
    weights = Rows.constant(n);
    int decades = random.nextInt(4) == 0 ? 6 : random.nextInt(4) == 0 ? 1 : 0;
    Arrays.setAll(weights, i -> Math.pow(10, decades * (random.nextDouble() - 0.5)));
    deviation = Math.pow(10, 0.5 * random.nextGaussian());
    y = new double[n];
    Arrays.setAll(y, i -> deviation * random.nextGaussian() / Math.sqrt(weights[i]));
  }

  static Rows of(long seed) {
    return new RandomDesigns(seed, false).rows();
  }

  /** Models with many parameters for their few rows. */
  static Rows overparameterised(long seed) {
    return new RandomDesigns(seed, true).rows();
  }

  private Rows rows() {
    int p = 1 + random.nextInt(3);
    double[][] x = new double[p][];
    x[0] = Rows.constant(n);
    for (int c = 1; c < p; c++) {
      x[c] = column(true);
      double slope = 3 * deviation * random.nextGaussian() / rootMeanSquare(x[c]);
      add(x[c], slope);
    }
    int groups = 1 + (large ? 1 : 0) + random.nextInt(large ? 2 : 3);
    List<int[]> levels = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      levels.add(levels(g == 0 ? new int[n] : levels.get(g - 1)));
    }
    Rows rows = Rows.weighted(y, weights, x);
    for (int[] level : levels) {
      addTerms(rows, rows.group(level), level, x);
    }
    return rows;
  }

  private void addTerms(Rows rows, int group, int[] level, double[][] x) {
    int count = Arrays.stream(level).max().orElse(0) + 1;
    int terms = random.nextInt(large ? 2 : 4) == 0 ? 2 : 1;
    for (int t = 0; t < terms; t++) {
      int k = large ? 3 : 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 2);
      while (k > 1 && count * k >= n) {
        k--;
      }
      double[][] columns = new double[k][];
      for (int c = 0; c < k; c++) {
        boolean constant = c == 0 && t == 0 && random.nextInt(6) != 0;
        boolean known = x.length > 1 && random.nextInt(2) == 0;
        columns[c] = constant ? x[0] : known ? x[1 + random.nextInt(x.length - 1)] : column(false);
      }
      rows.term(group, k == 1 || random.nextInt(3) != 0, columns);
      addEffects(level, count, columns);
    }
  }

  /** Effects of full rank, of rank one or none at all. */
  private void addEffects(int[] level, int count, double[][] columns) {
    int kind = random.nextInt(4);
    int rank = kind == 0 ? 0 : kind == 1 ? 1 : columns.length;
    double size = deviation * Math.pow(10, random.nextInt(3) == 0 ? random.nextGaussian() : 0);
    for (int r = 0; r < rank; r++) {
      double[] effect = random.doubles(count, -size, size).toArray();
      for (double[] column : columns) {
        double loading = random.nextGaussian() / rootMeanSquare(column);
        for (int i = 0; i < n; i++) {
          y[i] += loading * column[i] * effect[level[i]];
        }
      }
    }
  }

  private int[] levels(int[] before) {
    int count = 2 + random.nextInt(Math.min(n / 2, random.nextInt(3) == 0 ? 40 : 10));
    int kind = random.nextInt(5);
    int[] level = new int[n];
    for (int i = 0; i < n; i++) {
      level[i] =
          switch (kind) {
            case 0 -> 3 * before[i] + random.nextInt(3);
            case 1 -> (int) (count * Math.pow(random.nextDouble(), 3));
            case 2 -> i < 3 * n / 4 ? i : random.nextInt(3 * n / 4);
            default -> i < count ? i : random.nextInt(count);
          };
    }
    int[] found = Arrays.stream(level).distinct().sorted().toArray();
    Arrays.setAll(level, i -> Arrays.binarySearch(found, level[i]));
    return level;
  }

  private double[] column(boolean varies) {
    int kind = random.nextInt(6);
    double unit = random.nextInt(3) == 0 ? Math.pow(10, 12 * random.nextDouble() - 6) : 1;
    double shift = random.nextInt(4) == 0 ? 10 * random.nextGaussian() : 0;
    double[] column = new double[n];
    for (int i = 0; i < n; i++) {
      double value =
          switch (kind) {
            case 0 -> random.nextGaussian();
            case 1 -> random.nextInt(10) + 1e-3 * random.nextDouble();
            case 2 -> random.nextInt(3) == 0 ? 1 : 0;
            case 3 -> random.nextDouble();
            case 4 -> i % 5 + (varies ? 1e-3 * random.nextDouble() : 0);
            default -> Math.exp(2 * random.nextGaussian());
          };
      column[i] = unit * (value + shift);
    }
    column[0] = unit * (1 + shift);
    return column;
  }

  private void add(double[] column, double factor) {
    for (int i = 0; i < n; i++) {
      y[i] += factor * column[i];
    }
  }

  private static double rootMeanSquare(double[] column) {
    double squares = Arrays.stream(column).map(v -> v * v).sum();
    return squares == 0 ? 1 : Math.sqrt(squares / column.length);
  }
}
