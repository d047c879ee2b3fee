package org.blup.internal.inference.distributions;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** Where functions of one number vanish. */
public final class Roots {

  /**
   * The relative accuracy of zeros that are asked for without one: quantiles to all digits that
   * distribution functions have.
   */
  private static final double RELATIVE = 1e-13;

  /** The accuracy near zero. */
  private static final double ABSOLUTE = 1e-14;

  /** A guard: Brent’s method takes ten or so. */
  private static final int MOST_EVALUATIONS = 300;

  /**
   * A root beyond is infinite: its square is to be a double, and no interval of it says a thing.
   */
  private static final double LARGEST = 1e100;

  private Roots() {}

  /**
   * The zero of a decreasing function that is positive at 0.
   *
   * @param function what vanishes somewhere
   * @param guess a number of the size of the answer
   * @return infinity if the function is positive as far as 1e100; NaN if it is NaN
   */
  public static double ofDecreasing(DoubleUnaryOperator function, double guess) {
    return ofDecreasing(function, guess, RELATIVE);
  }

  /**
   * The zero of a decreasing function that is positive at 0.
   *
   * @param function what vanishes somewhere
   * @param guess a number of the size of the answer
   * @param accuracy relative to the answer
   */
  static double ofDecreasing(DoubleUnaryOperator function, double guess, double accuracy) {
    double lower = guess / 2;
    double upper = guess;
    double value = function.applyAsDouble(upper);
    if (value > 0 && function.applyAsDouble(LARGEST) > 0) {
      return Double.POSITIVE_INFINITY;
    }
    for (double factor = 2; value > 0; factor *= 2) {
      lower = upper;
      upper = Math.min(LARGEST, upper * factor);
      value = function.applyAsDouble(upper);
    }
    if (Double.isNaN(value)) {
      return Double.NaN;
    }
    while (function.applyAsDouble(lower) < 0) {
      upper = lower;
      lower /= 2;
    }
    return between(function, lower, upper, accuracy);
  }

  /** A zero between two points where the function has different signs. */
  private static double between(
      DoubleUnaryOperator function, double lower, double upper, double accuracy) {
    return new BrentSolver(accuracy, ABSOLUTE)
        .solve(MOST_EVALUATIONS, function::applyAsDouble, lower, upper);
  }
}
