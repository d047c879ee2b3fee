package org.blup.internal.reml.postfit;

import java.util.random.RandomGenerator;

/**
 * Draws of χ², as twice a Gamma variable (Marsaglia & Tsang 2000, A simple method for generating
 * gamma variables, ACM Trans. Math. Softw. 26:363–372).
 */
final class ChiSquare {

  private ChiSquare() {}

  /** One draw; 0 for no degrees of freedom. */
  static double draw(double degreesOfFreedom, RandomGenerator random) {
    if (degreesOfFreedom <= 0) {
      return 0;
    }
    double shape = 0.5 * degreesOfFreedom;
    double boost = 1;
    if (shape < 1) {
      boost = Math.pow(1 - random.nextDouble(), 1 / shape);
      shape += 1;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double cube = 1 + c * x;
      double v = cube * cube * cube;
      if (v > 0) {
        double u = 1 - random.nextDouble();
        if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
          return 2 * d * v * boost;
        }
      }
    }
  }
}
