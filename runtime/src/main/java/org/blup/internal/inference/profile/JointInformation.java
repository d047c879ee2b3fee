package org.blup.internal.inference.profile;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.information.CovarianceDerivatives;
import org.blup.internal.reml.solution.Solution;

/**
 * The observed information of the parameters (θ, φ, log σ) of random effects and of residuals that
 * covary, and standard errors of functions of them by the delta method.
 */
public final class JointInformation {

  /** Steps of differences, in conditional standard errors of each parameter. */
  private static final double STEP = 1e-4;

  private final double[] estimate;

  /**
   * The standard error of each parameter if all others were known: the unit that makes steps and
   * information independent of the units of the data.
   */
  private final double[] unit;

  /** In these units. */
  private final double[] covariance;

  /**
   * The information at an optimum.
   *
   * @param reml the criterion the optimum is of: REML, or ML if false
   * @throws BlupException if the optimum lies on the boundary of the parameters, or is flat
   */
  public JointInformation(NormalEquations equations, Solution solution, boolean reml) {
    VarianceInformation.refuseWithoutInformation(equations, solution);
    double[] theta = solution.theta();
    double[] phi = solution.residual().orElseThrow().phi();
    estimate = Arrays.copyOf(theta, theta.length + phi.length + 1);
    System.arraycopy(phi, 0, estimate, theta.length, phi.length);
    estimate[estimate.length - 1] = Math.log(solution.sigma());
    double[] hessian = CovarianceDerivatives.of(equations, solution, reml, false).thetaHessian();
    int m = estimate.length;
    unit = new double[m];
    for (int i = 0; i < m; i++) {
      double curvature = hessian[i * (m + 1)];
      if (!(curvature > 0)) {
        throw VarianceInformation.flat();
      }
      unit[i] = Math.sqrt(2 / curvature);
    }
    double[][] rows = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        rows[i][j] = 0.5 * (hessian[i * m + j] + hessian[j * m + i]) * unit[i] * unit[j];
      }
    }
    covariance = VarianceInformation.invert(rows);
  }

  /** θ, φ and log σ. */
  public double[] estimate() {
    return estimate.clone();
  }

  /** The standard error of a function of the parameters. */
  public double standardError(ToDoubleFunction<double[]> function) {
    double[] gradient = new double[estimate.length];
    for (int i = 0; i < gradient.length; i++) {
      double[] moved = estimate.clone();
      moved[i] = estimate[i] + STEP * unit[i];
      double up = function.applyAsDouble(moved);
      moved[i] = estimate[i] - STEP * unit[i];
      gradient[i] = (up - function.applyAsDouble(moved)) / (2 * STEP);
    }
    return Math.sqrt(Quadratic.form(gradient, covariance, gradient));
  }
}
