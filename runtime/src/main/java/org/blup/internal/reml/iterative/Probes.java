package org.blup.internal.reml.iterative;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The columns z that traces are sampled by: random signs, or the unit vectors, by which they are
 * exact. A column of signs is the same however many there are.
 *
 * @param count how many
 * @param isExact whether they are the unit vectors
 */
record Probes(int count, boolean isExact) {

  /** Any number: what is estimated has to be the same each time. */
  private static final long SEED = 20_261_129;

  /** Signs or, where they would be no fewer, unit vectors of some nodes. */
  static Probes of(int count, int nodes) {
    return new Probes(Math.min(count, nodes), count >= nodes);
  }

  /** The column of a number for the nodes from {@code first} on; zeros before. */
  double[] column(int number, int first, int nodes) {
    double[] column = new double[nodes];
    if (isExact) {
      column[first + number] = 1;
    } else {
      signs(number, column, first, nodes);
    }
    return column;
  }

  /** Writes random signs, the same for each number. */
  static void signs(int number, double[] to, int from, int end) {
    SplittableRandom random = new SplittableRandom(SEED * (2L * number + 1));
    Arrays.setAll(to, i -> from <= i && i < end ? (random.nextBoolean() ? 1 : -1) : to[i]);
  }
}
