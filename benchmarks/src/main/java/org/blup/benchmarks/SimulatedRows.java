package org.blup.benchmarks;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Rows of known models, made one by one while they are read, the same at each reading. */
final class SimulatedRows {

  private static final long SEED = 20_261_122;

  private SimulatedRows() {}

  /** A row of a model with slopes. */
  interface SlopeRow<R> {
    R of(double y, double x, int g);
  }

  /** A row of a model with crossed factors. */
  interface CrossedRow<R> {
    R of(double y, double x, int g, int h);
  }

  /**
   * {@code y = 10 + 2x + a_g + b_g x + e}: a has variance 1, b 0.25 + 0.09, their covariance is
   * 0.3.
   */
  static <R> Iterable<R> slopes(long rows, int groups, SlopeRow<R> row) {
    Numbers effects = new Numbers(SEED);
    double[] level = effects.bells(groups, 1);
    double[] slope = effects.bells(groups, 0.5);
    return generate(
        rows,
        numbers -> {
          int g = numbers.below(groups);
          double x = numbers.bell();
          double b = 0.3 * level[g] + slope[g];
          return row.of(10 + level[g] + (2 + b) * x + numbers.bell(), x, g + 1);
        });
  }

  /** {@code y = 10 + 2x + a_g + b_h + e}: a has variance 1, b 0.25. */
  static <R> Iterable<R> crossed(long rows, int groups, int otherGroups, CrossedRow<R> row) {
    Numbers effects = new Numbers(SEED);
    double[] level = effects.bells(groups, 1);
    double[] other = effects.bells(otherGroups, 0.5);
    return generate(
        rows,
        numbers -> {
          int g = numbers.below(groups);
          int h = numbers.below(otherGroups);
          double x = numbers.bell();
          return row.of(10 + 2 * x + level[g] + other[h] + numbers.bell(), x, g + 1, h + 1);
        });
  }

  private static <R> Iterable<R> generate(long rows, Function<Numbers, R> row) {
    return () ->
        new Iterator<>() {
          private final Numbers numbers = new Numbers(~SEED);
          private long left = rows;

          @Override
          public boolean hasNext() {
            return left > 0;
          }

          @Override
          public R next() {
            if (left == 0) {
              throw new NoSuchElementException();
            }
            left--;
            return row.apply(numbers);
          }
        };
  }
}
