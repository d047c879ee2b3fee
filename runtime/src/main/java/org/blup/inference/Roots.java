package org.blup.inference;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** Where functions of one number vanish. */
final class Roots {

  private static final double RELATIVE = 1e-13;
  private static final double ABSOLUTE = 1e-14;
  private static final int MOST_EVALUATIONS = 300;

  private Roots() {}

  /**
   * The zero of a decreasing function that is positive at 0.
   *
   * @param function what vanishes somewhere
   * @param guess a number of the size of the answer
   */
  static double ofDecreasing(DoubleUnaryOperator function, double guess) {
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
    double upper = guess;
    while (function.applyAsDouble(upper) > 0) {
      upper *= 2;
    }
    double lower = upper / 2;
    while (function.applyAsDouble(lower) < 0) {
      upper = lower;
      lower /= 2;
    }
    return between(function, lower, upper, accuracy);
  }

  /** A zero between two points where the function has different signs. */
  static double between(DoubleUnaryOperator function, double lower, double upper) {
    return between(function, lower, upper, RELATIVE);
  }

  private static double between(
      DoubleUnaryOperator function, double lower, double upper, double accuracy) {
    return new BrentSolver(accuracy, ABSOLUTE)
        .solve(MOST_EVALUATIONS, function::applyAsDouble, lower, upper);
  }
}
