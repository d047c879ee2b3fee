package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.solution.Solution;

/** On balanced data REML is ANOVA in closed form, with what would be negative pooled at zero. */
class BalancedDesignTest {

  @Property(tries = 300)
  void oneWayIsMeanSquaresBetweenAndWithin(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 12) int groups,
      @ForAll @IntRange(min = 2, max = 8) int replicates,
      @ForAll @DoubleRange(min = 0, max = 3) double spread) {
    Random random = new Random(seed);
    int n = groups * replicates;
    double[] y = new double[n];
    int[] level = new int[n];
    for (int i = 0; i < n; i++) {
      level[i] = i / replicates;
    }
    double[] effect = effects(random, groups, spread);
    for (int i = 0; i < n; i++) {
      y[i] = 10 + effect[level[i]] + random.nextGaussian();
    }
    double between = replicates * squares(means(y, level, groups));
    double within = squares(y) - between;
    double meanBetween = between / (groups - 1);
    double meanWithin = within / (n - groups);
    Rows rows = Rows.of(y, Rows.constant(n));
    rows.term(rows.group(level), true, Rows.constant(n));

    Solution solution = Reml.solve(rows.equations(), true, (theta, value) -> {});

    double variance = Math.pow(solution.sigma() * solution.theta()[0], 2);
    if (meanBetween > meanWithin) {
      double expected = (meanBetween - meanWithin) / replicates;
      assertThat(variance).isCloseTo(expected, within(1e-6 * meanBetween));
      assertThat(solution.sigma()).isCloseTo(Math.sqrt(meanWithin), within(1e-6));
    } else {
      assertThat(solution.theta()[0]).isZero();
      assertThat(solution.isSingular()).isTrue();
      double pooled = (between + within) / (n - 1);
      assertThat(solution.sigma()).isCloseTo(Math.sqrt(pooled), within(1e-9));
    }
  }

  @Property(tries = 300)
  void twoWayIsMeanSquaresOfRowsColumnsAndRest(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 9) int first,
      @ForAll @IntRange(min = 3, max = 9) int second,
      @ForAll @DoubleRange(min = 0, max = 2) double spreadFirst,
      @ForAll @DoubleRange(min = 0, max = 2) double spreadSecond) {
    Random random = new Random(seed);
    int n = first * second;
    double[] effectFirst = effects(random, first, spreadFirst);
    double[] effectSecond = effects(random, second, spreadSecond);
    double[] y = new double[n];
    int[] row = new int[n];
    int[] column = new int[n];
    for (int i = 0; i < n; i++) {
      row[i] = i / second;
      column[i] = i % second;
      y[i] = effectFirst[row[i]] + effectSecond[column[i]] + random.nextGaussian();
    }
    double squaresFirst = second * squares(means(y, row, first));
    double squaresSecond = first * squares(means(y, column, second));
    double rest = squares(y) - squaresFirst - squaresSecond;
    int[] freedom = {first - 1, second - 1, (first - 1) * (second - 1)};
    double[] expected = anova(new double[] {squaresFirst, squaresSecond, rest}, freedom);
    Rows rows = Rows.of(y, Rows.constant(n));
    rows.term(rows.group(row), true, Rows.constant(n));
    rows.term(rows.group(column), true, Rows.constant(n));

    Solution solution = Reml.solve(rows.equations(), true, (theta, value) -> {});

    double variance = solution.sigma() * solution.sigma();
    assertThat(variance).isCloseTo(expected[2], within(1e-6 * expected[2]));
    double varianceFirst = variance * Math.pow(solution.theta()[0], 2);
    double varianceSecond = variance * Math.pow(solution.theta()[1], 2);
    assertThat(varianceFirst * second)
        .isCloseTo(expected[0], within(1e-5 * (expected[0] + expected[2])));
    assertThat(varianceSecond * first)
        .isCloseTo(expected[1], within(1e-5 * (expected[1] + expected[2])));
  }

  /**
   * Mean squares of rows and columns beyond the residual's, and the residual's: the one choice of
   * factors pooled into the residual for which all of them are at least zero and each pooled one's
   * mean square does not exceed the residual's.
   */
  private static double[] anova(double[] squares, int[] freedom) {
    for (int pooled = 0; pooled < 4; pooled++) {
      double rest = squares[2];
      int restFreedom = freedom[2];
      for (int f = 0; f < 2; f++) {
        if ((pooled >> f & 1) == 1) {
          rest += squares[f];
          restFreedom += freedom[f];
        }
      }
      double[] result = {0, 0, rest / restFreedom};
      boolean valid = true;
      for (int f = 0; f < 2; f++) {
        double excess = squares[f] / freedom[f] - result[2];
        boolean isPooled = (pooled >> f & 1) == 1;
        valid &= isPooled == excess <= 0;
        result[f] = isPooled ? 0 : excess;
      }
      if (valid) {
        return result;
      }
    }
    throw new AssertionError("no choice of pooled factors is consistent");
  }

  private static double[] effects(Random random, int levels, double spread) {
    return random.doubles(levels, -1, 1).map(effect -> spread * effect).toArray();
  }

  private static double[] means(double[] y, int[] level, int levels) {
    double[] sums = new double[levels];
    int[] counts = new int[levels];
    for (int i = 0; i < y.length; i++) {
      sums[level[i]] += y[i];
      counts[level[i]]++;
    }
    for (int j = 0; j < levels; j++) {
      sums[j] /= counts[j];
    }
    return sums;
  }

  /** The sum of squares about the mean. */
  private static double squares(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }
}
