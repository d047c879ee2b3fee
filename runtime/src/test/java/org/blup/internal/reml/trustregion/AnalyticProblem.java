package org.blup.internal.reml.trustregion;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A function in closed form, with its gradient and a curvature, for tests of the search. */
class AnalyticProblem implements Problem {

  private final ToDoubleFunction<double[]> function;
  private final UnaryOperator<double[]> gradient;
  private final UnaryOperator<double[]> curvature;
  private final int size;
  private int evaluations;
  private double[] at = {};

  AnalyticProblem(
      int size,
      ToDoubleFunction<double[]> function,
      UnaryOperator<double[]> gradient,
      UnaryOperator<double[]> curvature) {
    this.size = size;
    this.function = function;
    this.gradient = gradient;
    this.curvature = curvature;
  }

  /**
   * Rosenbrock 1960, An automatic method for finding the greatest or least value of a function: a
   * curved valley with its least value 0 at (1, 1).
   */
  static AnalyticProblem rosenbrock() {
    return new AnalyticProblem(
        2,
        AnalyticProblem::valley,
        AnalyticProblem::valleyGradient,
        x -> new double[] {1200 * x[0] * x[0] - 400 * x[1] + 2, -400 * x[0], -400 * x[0], 200});
  }

  static double valley(double[] x) {
    double off = x[1] - x[0] * x[0];
    return 100 * off * off + (1 - x[0]) * (1 - x[0]);
  }

  static double[] valleyGradient(double[] x) {
    double off = x[1] - x[0] * x[0];
    return new double[] {-400 * x[0] * off - 2 * (1 - x[0]), 200 * off};
  }

  /** {@code x⁴ − x² + y²}: a saddle at zero, minima of −1/4 at x = ±1/√2. */
  static AnalyticProblem twoBasins() {
    return new AnalyticProblem(
        2,
        x -> x[0] * x[0] * (x[0] * x[0] - 1) + x[1] * x[1],
        x -> new double[] {4 * x[0] * x[0] * x[0] - 2 * x[0], 2 * x[1]},
        x -> new double[] {12 * x[0] * x[0] - 2, 0, 0, 2});
  }

  SearchResult search(double... start) {
    return TrustRegionSearch.minimise(this, start, Goal.withoutFinalSteps(200));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] x) {
    at = x.clone();
    evaluations++;
    return function.applyAsDouble(at);
  }

  @Override
  public double rounding() {
    return 1e-15;
  }

  @Override
  public int evaluations() {
    return evaluations;
  }

  @Override
  public Derivatives derivatives() {
    return new Derivatives(gradient.apply(at), curvature.apply(at));
  }
}
