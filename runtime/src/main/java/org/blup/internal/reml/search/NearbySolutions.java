package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.numeric.FivePoints;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * Solutions at parameters on both sides of an optimum, where residuals or levels have parameters φ
 * of their own, and the covariance of all parameters: how whatever is asked of a solution moves
 * with them, and how sure it is. The parameters are those of the search, θ of the templates and φ
 * behind it, σ² being profiled; no answer depends on that.
 */
public final class NearbySolutions {

  /**
   * The relative step of solutions: truncation is about its square, rounding of 1e-16 over it, both
   * far below the 1e-6 that variances of predictions are told to.
   */
  private static final double STEP = 1e-4;

  /**
   * The relative step of the gradient, by differences with five points: truncation, h⁴/30, and
   * rounding, 1e-16/h, are both about 1e-13.
   */
  private static final double GRADIENT_STEP = 1e-3;

  /** Parameters below it are moved as if they were as large: angles, and shares of σ. */
  private static final double SMALL = 0.1;

  /**
   * Curvature below it, for steps as large as the parameter, tells nothing: a standard error ten
   * thousand times the estimate, and the rounding of differences.
   */
  private static final double FLAT = 1e-8;

  private final List<Pair> pairs = new ArrayList<>();
  private final double[] covariance;

  /**
   * Solutions with one parameter less and more than at the optimum.
   *
   * @param distance by how much they differ in that parameter
   */
  public record Pair(Solution lower, Solution upper, double distance) {}

  /**
   * Evaluates the equations twice for each parameter, and their gradient four times.
   *
   * @param residual what was found beside the templates
   * @param reml whether the optimum is one by REML, else by ML
   * @throws NoOptimumException where the criterion has no value so near the optimum
   */
  public NearbySolutions(Solution optimum, ResidualFit residual, boolean reml) {
    JointObjective joint = new JointObjective(residual.residuals(), reml, (x, value) -> {});
    double[][] factors = new double[optimum.setup().equations.groups().size()][];
    Arrays.setAll(factors, optimum::workingFactor);
    double[] theta = joint.objective().parametrisation.collect(factors);
    double[] phi = residual.phi();
    double[] x = Arrays.copyOf(theta, theta.length + phi.length);
    System.arraycopy(phi, 0, x, theta.length, phi.length);
    covariance = covariance(x, curvature(joint, x));
    for (int i = 0; i < x.length; i++) {
      double step = step(STEP, x[i]);
      Solution lower = solution(joint, residual, theta.length, moved(x, i, -step));
      Solution upper = solution(joint, residual, theta.length, moved(x, i, step));
      pairs.add(new Pair(lower, upper, 2 * step));
    }
  }

  private static double step(double relative, double parameter) {
    return relative * Math.max(Math.abs(parameter), SMALL);
  }

  private static double[] moved(double[] x, int parameter, double step) {
    double[] moved = x.clone();
    moved[parameter] += step;
    return moved;
  }

  /** The criterion; where it has no value the equations may still be those of the last point. */
  private static double value(JointObjective joint, double[] x) {
    double value = joint.value(x);
    if (!(value < Double.POSITIVE_INFINITY)) {
      throw new NoOptimumException(
          "derivatives by the covariance parameters need the criterion beside the optimum, and it has"
              + " no value at "
              + Arrays.toString(x)
              + ": the correlation of neighbouring levels may be all but 1 or -1. Take it, or random"
              + " effects, out of the model");
    }
    return value;
  }

  private static Solution solution(
      JointObjective joint, ResidualFit residual, int ofTemplates, double[] x) {
    double value = value(joint, x);
    ResidualFit moved =
        new ResidualFit(residual.residuals(), Arrays.copyOfRange(x, ofTemplates, x.length));
    return new Optimum(
        joint.objective(),
        value,
        List.of(),
        0,
        UndeterminedVariances.NONE,
        Optional.of(moved),
        joint.evaluations());
  }

  private static double[] curvature(JointObjective joint, double[] x) {
    int m = x.length;
    double[] curvature = new double[m * m];
    for (int i = 0; i < m; i++) {
      double step = step(GRADIENT_STEP, x[i]);
      for (int s = 0; s < FivePoints.VALUES; s++) {
        value(joint, moved(x, i, FivePoints.multiple(s) * step));
        double[] gradient = joint.derivatives().gradient();
        for (int j = 0; j < m; j++) {
          double part = 0.5 * FivePoints.weight(s) * gradient[j] / step;
          curvature[i * m + j] += part;
          curvature[j * m + i] += part;
        }
      }
    }
    return curvature;
  }

  /** Twice the inverse of the curvature, without parameters that it tells nothing of. */
  private static double[] covariance(double[] x, double[] curvature) {
    int m = x.length;
    double[] told = curvature.clone();
    for (int i = 0; i < m; i++) {
      double size = Math.max(Math.abs(x[i]), SMALL);
      if (!(curvature[i * (m + 1)] * size * size > FLAT)) {
        told[i * (m + 1)] = 0;
      }
    }
    double[] covariance = PseudoInverse.ofPositive(m, told);
    Arrays.setAll(covariance, e -> 2 * covariance[e]);
    return covariance;
  }

  /** A pair for each parameter. */
  public List<Pair> pairs() {
    return List.copyOf(pairs);
  }

  /**
   * The covariance of the parameters, row by row, from the observed curvature of the profiled
   * criterion; zero in directions that the criterion does not determine.
   */
  public double[] covariance() {
    return covariance.clone();
  }
}
