package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.Random;
import org.blup.internal.reml.equations.Rows;

/**
 * Models as they are met, by seed: 30 to 300 rows, a covariate or two, one or two factors, crossed
 * or nested, with intercepts, slopes or both that vary about as much as the residual does.
 */
final class OrdinaryDesigns {

  private final Random random;
  private final int n;
  private final double[] y;

  private OrdinaryDesigns(long seed) {
    random = new Random(seed);
    n = 30 + random.nextInt(271);
    y = random.doubles(n).map(u -> random.nextGaussian()).toArray();
  }

  static Rows of(long seed) {
    return new OrdinaryDesigns(seed).rows();
  }

  private Rows rows() {
    double[] ones = Rows.constant(n);
    double[][] x = new double[1 + random.nextInt(3)][];
    x[0] = ones;
    for (int c = 1; c < x.length; c++) {
      x[c] = covariate();
      double slope = random.nextGaussian();
      for (int i = 0; i < n; i++) {
        y[i] += slope * x[c][i];
      }
    }
    int[] first = levels(4 + random.nextInt(Math.min(40, n / 3)));
    int[] second = random.nextBoolean() ? levels(3 + random.nextInt(15)) : nested(first);
    Rows rows = Rows.of(y, x);
    double[] slope = x.length > 1 ? x[1] : covariate();
    addTerm(rows, first, slope);
    if (random.nextInt(4) > 0) {
      addTerm(rows, second, slope);
    }
    return rows;
  }

  private void addTerm(Rows rows, int[] level, double[] slope) {
    double[] ones = Rows.constant(n);
    double[][] columns =
        switch (random.nextInt(4)) {
          case 0, 1 -> new double[][] {ones};
          case 2 -> new double[][] {slope};
          default -> new double[][] {ones, slope};
        };
    rows.term(rows.group(level), random.nextBoolean(), columns);
    int count = Arrays.stream(level).max().orElse(0) + 1;
    for (double[] column : columns) {
      double size = random.nextInt(4) == 0 ? 0 : Math.exp(random.nextGaussian() - 0.5);
      double[] effect = random.doubles(count).map(u -> size * random.nextGaussian()).toArray();
      for (int i = 0; i < n; i++) {
        y[i] += column[i] * effect[level[i]];
      }
    }
  }

  private double[] covariate() {
    double shift = random.nextInt(3) == 0 ? 3 * random.nextGaussian() : 0;
    boolean integers = random.nextBoolean();
    double[] x = new double[n];
    Arrays.setAll(x, i -> shift + (integers ? random.nextInt(6) : random.nextGaussian()));
    return x;
  }

  private int[] levels(int count) {
    boolean balanced = random.nextBoolean();
    int[] level = new int[n];
    Arrays.setAll(level, i -> i < count || balanced ? i % count : random.nextInt(count));
    return level;
  }

  private int[] nested(int[] outer) {
    int[] level = new int[n];
    Arrays.setAll(level, i -> 3 * outer[i] + random.nextInt(3));
    int[] found = Arrays.stream(level).distinct().sorted().toArray();
    Arrays.setAll(level, i -> Arrays.binarySearch(found, level[i]));
    return level;
  }
}
