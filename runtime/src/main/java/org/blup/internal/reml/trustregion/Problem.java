package org.blup.internal.reml.trustregion;

import java.util.Arrays;
import java.util.Optional;

/**
 * A function of a few variables that a {@link TrustRegionSearch} minimises. The search asks for
 * values, derivatives and steps alone, and knows nothing of what a variable is.
 */
public interface Problem {

  /**
   * Derivatives at a point.
   *
   * @param gradient one element a variable
   * @param curvature a model of the second derivatives, size × size row by row: exact or not,
   *     definite or not; where it is wrong the search corrects it by how the gradient changes
   */
  record Derivatives(double[] gradient, double[] curvature) {}

  /** The number of variables. */
  int size();

  /** The value; infinite or not a number where there is none. */
  double value(double[] x);

  /** By how much rounding may change the last value. */
  double rounding();

  /** How often the function was evaluated. */
  int evaluations();

  /** Derivatives where the function was last evaluated. */
  Derivatives derivatives();

  /**
   * Where a step leads. A problem that is even in a variable has no gradient at its zero, whatever
   * the function does there, and keeps the variable away from it.
   */
  default double[] moved(double[] x, double[] step) {
    double[] moved = new double[x.length];
    Arrays.setAll(moved, i -> x[i] + step[i]);
    return moved;
  }

  /**
   * A point below a stationary one where the function is known to go down although its gradient and
   * curvature do not show it, as beyond a saddle; none if it is a minimum. Asked after the function
   * was last differentiated there, or one short step before.
   *
   * @param below what the value has to be less than
   */
  default Optional<double[]> beyondSaddle(double[] x, double below) {
    return Optional.empty();
  }
}
