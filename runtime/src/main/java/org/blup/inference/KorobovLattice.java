package org.blup.inference;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Integrals over the unit cube by Korobov's lattices x_n = {n (1, a, a², …) / N}, shifted at random
 * and periodised by the baker's transformation |2x − 1|, with which the error of a smooth integrand
 * falls nearly as N^−2 (Hickernell 2002, Obtaining O(N^−2+ε) convergence for lattice quadrature
 * rules). The spread over several shifts and the step from one lattice to the next larger say how
 * far off the integral may be. Shifts come from a fixed seed, so the same integrand has the same
 * integral.
 */
final class KorobovLattice {

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

  private static final int SHIFTS = 12;
  private static final double STANDARD_ERRORS = 3;
  private static final long SEED = 0x5DEECE66DL;

  private KorobovLattice() {}

  /**
   * The integral of a function over the unit cube.
   *
   * @param integrand is given a point that it must not keep
   * @param tolerance lattices grow until the error is below this, or the largest is reached
   * @param mostPoints lattices larger than this are not used, but for the two smallest
   */
  static Probability integral(
      int dimensions, ToDoubleFunction<double[]> integrand, double tolerance, double mostPoints) {
    SplittableRandom random = new SplittableRandom(SEED);
    Probability result = on(0, dimensions, random, integrand);
    for (int size = 1; size < SIZES.length; size++) {
      Probability finer = on(size, dimensions, random, integrand);
      double step = Math.abs(finer.value() - result.value());
      result = new Probability(finer.value(), Math.max(finer.error(), step));
      boolean last = size + 1 == SIZES.length || SIZES[size + 1][0] > mostPoints;
      if (result.error() <= tolerance || last) {
        break;
      }
    }
    return result;
  }

  private static Probability on(
      int size, int dimensions, SplittableRandom random, ToDoubleFunction<double[]> integrand) {
    long points = SIZES[size][0];
    double[] generator = generator(points, SIZES[size][1], dimensions);
    double[] shift = new double[dimensions];
    double[] point = new double[dimensions];
    double mean = 0;
    double squares = 0;
    for (int s = 0; s < SHIFTS; s++) {
      for (int d = 0; d < dimensions; d++) {
        shift[d] = random.nextDouble();
      }
      double delta = average(points, generator, shift, point, integrand) - mean;
      mean += delta / (s + 1);
      squares += delta * delta * s / (s + 1);
    }
    double error = STANDARD_ERRORS * Math.sqrt(squares / (SHIFTS * (SHIFTS - 1.0)));
    return new Probability(mean, error);
  }

  private static double average(
      long points,
      double[] generator,
      double[] shift,
      double[] point,
      ToDoubleFunction<double[]> integrand) {
    double sum = 0;
    for (long n = 0; n < points; n++) {
      for (int d = 0; d < point.length; d++) {
        double position = n * generator[d] + shift[d];
        point[d] = Math.abs(2 * (position - Math.floor(position)) - 1);
      }
      sum += integrand.applyAsDouble(point);
    }
    return sum / points;
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
