package org.blup.internal.inference.distributions;

import java.util.SplittableRandom;
import org.blup.internal.numeric.Interruption;

/**
 * Korobov's lattices x_n = {n (1, a, a², …) / N} in the unit cube, shifted at random. Means of a
 * periodic function over them come near its integral faster than those over random points, and
 * their spread over the shifts says how near (Sloan & Joe 1994, Lattice methods for multiple
 * integration). Shifts come from a fixed seed: the same function has the same mean.
 */
final class KorobovLattice {

  /** How many times each lattice is shifted. */
  static final int SHIFTS = 12;

  /**
   * N, a prime, and a: the best of some hundreds by the mean logarithm of P₂ over dimensions 1 to
   * 12 with weights 1/j.
   */
  private static final long[][] SIZES = {
    {509, 220},
    {1021, 467},
    {2039, 328},
    {4093, 665},
    {8191, 2424},
    {16381, 6711},
    {32749, 5593},
    {65521, 23421},
    {131071, 42199}
  };

  /** Any number: integrals have to be the same each time. */
  private static final long SEED = 0x5DEECE66DL;

  private KorobovLattice() {}

  /** How many lattices there are, each of about twice the points of the one before. */
  static int sizes() {
    return SIZES.length;
  }

  /** The points of a lattice. */
  static int points(int size) {
    return (int) SIZES[size][0];
  }

  /** What is done at a point. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Called once for each point of each shift, in their order.
     *
     * @param coordinates not to be kept
     */
    void at(int shift, int point, double[] coordinates);
  }

  /** Visits the points of a lattice. */
  static void visit(int size, int dimensions, Visitor visitor) {
    int points = points(size);
    double[] generator = generator(points, SIZES[size][1], dimensions);
    SplittableRandom random = new SplittableRandom(SEED + size);
    double[] shift = new double[dimensions];
    double[] coordinates = new double[dimensions];
    for (int s = 0; s < SHIFTS; s++) {
      for (int d = 0; d < dimensions; d++) {
        shift[d] = random.nextDouble();
      }
      for (int n = 0; n < points; n++) {
        Interruption.check(n);
        for (int d = 0; d < dimensions; d++) {
          double position = n * generator[d] + shift[d];
          coordinates[d] = position - Math.floor(position);
        }
        visitor.at(s, n, coordinates);
      }
    }
  }

  private static double[] generator(long points, long parameter, int dimensions) {
    double[] generator = new double[dimensions];
    long power = 1;
    for (int d = 0; d < dimensions; d++) {
      generator[d] = (double) power / points;
      power = power * parameter % points;
    }
    return generator;
  }
}
