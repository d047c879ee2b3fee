package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.Random;
import org.blup.internal.reml.equations.Rows;

/**
 * Models whose groups lie in ranges of x of their own, by seed: y follows x within the groups and
 * not between them, or the other way about, as with dose groups, sessions with a clock, cohorts.
 * The criterion then often has a minimum at small variances of the groups, with the slope between
 * them, and one at large variances, with the slope within.
 */
final class OwnRanges {

  private final Random random;
  private final int groups;
  private final int[] level;
  private final double[] x;
  private final double[] y;

  private OwnRanges(long seed) {
    random = new Random(seed);
    groups = 4 + random.nextInt(random.nextInt(4) == 0 ? 40 : 12);
    int least = 2 + random.nextInt(10);
    int[] sizes = random.ints(groups, least, 2 * least + 1).toArray();
    int n = Arrays.stream(sizes).sum();
    level = new int[n];
    x = new double[n];
    y = new double[n];
    int i = 0;
    for (int g = 0; g < groups; g++) {
      Arrays.fill(level, i, i + sizes[g], g);
      i += sizes[g];
    }
  }

  /** A model with one to three variances. */
  static Rows of(long seed) {
    return new OwnRanges(seed).rows();
  }

  private Rows rows() {
    double width = uniform(0.5, 2);
    double gap = width * logUniform(0.3, 30);
    double within = random.nextGaussian();
    double between = random.nextInt(3) == 0 ? 0 : -within * logUniform(0.1, 3);
    double slopes = random.nextInt(2) * Math.abs(within) * logUniform(0.03, 1);
    double groupDeviation = gap * logUniform(0.01, 3);
    double deviation = width * logUniform(0.02, 2);
    double[] centre = new double[groups];
    double[] slope = new double[groups];
    double[] height = new double[groups];
    for (int g = 0; g < groups; g++) {
      centre[g] = gap * (g + uniform(-0.3, 0.3));
      slope[g] = within + slopes * random.nextGaussian();
      height[g] = between * centre[g] + groupDeviation * random.nextGaussian();
    }
    for (int i = 0; i < y.length; i++) {
      int g = level[i];
      double away = width * uniform(-1, 1);
      x[i] = centre[g] + away;
      y[i] = height[g] + slope[g] * away + deviation * random.nextGaussian();
    }
    return model(deviation);
  }

  private Rows model(double deviation) {
    double[] ones = Rows.constant(y.length);
    int kind = random.nextInt(5);
    int[] other = kind < 3 ? new int[0] : otherLevels(kind == 3, deviation);
    Rows rows = Rows.of(y, ones, x);
    int group = rows.group(level);
    switch (kind) {
      case 0 -> rows.term(group, true, ones);
      case 1 -> rows.term(group, true, ones, x);
      case 2 -> rows.term(group, false, ones, x);
      default -> {
        rows.term(group, true, ones);
        rows.term(rows.group(other), true, ones);
      }
    }
    return rows;
  }

  /** A second factor, crossed with the groups or nested in them, with effects on y. */
  private int[] otherLevels(boolean crossed, double deviation) {
    int count = 2 + random.nextInt(6);
    int[] other = new int[y.length];
    Arrays.setAll(
        other, i -> crossed ? random.nextInt(count) : level[i] * count + random.nextInt(count));
    int[] found = Arrays.stream(other).distinct().sorted().toArray();
    Arrays.setAll(other, i -> Arrays.binarySearch(found, other[i]));
    double size = deviation * logUniform(0.1, 10);
    double[] effect = new double[found.length];
    Arrays.setAll(effect, j -> size * random.nextGaussian());
    Arrays.setAll(y, i -> y[i] + effect[other[i]]);
    return other;
  }

  private double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private double logUniform(double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }
}
