package org.blup.internal.reml.search;

import java.util.Arrays;
import org.blup.internal.numeric.FivePoints;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.trustregion.Problem;

/** The second derivatives of a criterion, by differences of its gradient with five points. */
public final class ObservedCurvature {

  /** The relative step: truncation, h⁴/30, and rounding, 1e-16/h, are both about 1e-13. */
  private static final double STEP = 1e-3;

  /** Parameters below it are moved as if they were as large: angles, and shares of σ. */
  private static final double SMALL = 0.1;

  /** Told of each point where the criterion was differentiated: whatever else has derivatives. */
  @FunctionalInterface
  public interface Point {

    /**
     * A point beside the middle, which the criterion now stands at.
     *
     * @param parameter the one that was moved
     * @param weight of a value here in its derivative by that parameter
     */
    void at(int parameter, double weight);
  }

  private ObservedCurvature() {}

  /**
   * The curvature, four evaluations a parameter.
   *
   * @return m × m row by row, symmetric
   * @throws NoOptimumException where the criterion has no value so near
   */
  public static double[] of(Problem criterion, double[] x) {
    return of(criterion, x, (parameter, weight) -> {});
  }

  /** The same, while something else is differentiated as well. */
  public static double[] of(Problem criterion, double[] x, Point point) {
    int m = x.length;
    double[] curvature = new double[m * m];
    for (int i = 0; i < m; i++) {
      double step = STEP * size(x[i]);
      for (int s = 0; s < FivePoints.VALUES; s++) {
        value(criterion, moved(x, i, FivePoints.multiple(s) * step));
        double[] gradient = criterion.derivatives().gradient();
        for (int j = 0; j < m; j++) {
          double part = 0.5 * FivePoints.weight(s) * gradient[j] / step;
          curvature[i * m + j] += part;
          curvature[j * m + i] += part;
        }
        point.at(i, FivePoints.weight(s) / step);
      }
    }
    return curvature;
  }

  /** What steps of a parameter are relative to. */
  static double size(double parameter) {
    return Math.max(Math.abs(parameter), SMALL);
  }

  /** The same parameters but for one. */
  static double[] moved(double[] x, int parameter, double step) {
    double[] moved = x.clone();
    moved[parameter] += step;
    return moved;
  }

  /** The criterion; where it has no value the equations may still be those of the last point. */
  static double value(Problem criterion, double[] x) {
    double value = criterion.value(x);
    if (!(value < Double.POSITIVE_INFINITY)) {
      throw new NoOptimumException(
          "derivatives by the covariance parameters need the criterion beside the optimum, and it"
              + " has no value at "
              + Arrays.toString(x)
              + ": the correlation of neighbouring levels may be all but 1 or -1. Take it, or"
              + " random effects, out of the model");
    }
    return value;
  }
}
