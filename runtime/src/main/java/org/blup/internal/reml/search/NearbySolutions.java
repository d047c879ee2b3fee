package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;

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
    double[] theta = joint.objective().parametrisation.collect(optimum.workingFactors());
    double[] phi = residual.phi();
    double[] x = Arrays.copyOf(theta, theta.length + phi.length);
    System.arraycopy(phi, 0, x, theta.length, phi.length);
    covariance = covariance(x, ObservedCurvature.of(joint, x));
    for (int i = 0; i < x.length; i++) {
      double step = STEP * ObservedCurvature.size(x[i]);
      double[] below = ObservedCurvature.moved(x, i, -step);
      double[] above = ObservedCurvature.moved(x, i, step);
      Solution lower = solution(joint, residual, theta.length, below);
      Solution upper = solution(joint, residual, theta.length, above);
      pairs.add(new Pair(lower, upper, 2 * step));
    }
  }

  private static Solution solution(
      JointObjective joint, ResidualFit residual, int ofTemplates, double[] x) {
    double value = ObservedCurvature.value(joint, x);
    ResidualFit moved =
        new ResidualFit(residual.residuals(), Arrays.copyOfRange(x, ofTemplates, x.length));
    return Optimum.at(joint.objective(), value, Optional.of(moved));
  }

  /** Twice the inverse of the curvature, without parameters that it tells nothing of. */
  private static double[] covariance(double[] x, double[] curvature) {
    int m = x.length;
    double[] told = curvature.clone();
    for (int i = 0; i < m; i++) {
      double size = ObservedCurvature.size(x[i]);
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
