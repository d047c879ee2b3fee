package org.blup.internal.inference.profile;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.blup.exception.BlupException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.Quadratic;
import org.blup.internal.reml.postfit.CovarianceDerivatives;
import org.blup.internal.reml.search.Solution;

/**
 * The observed information of the parameters (θ, φ, log σ) of random effects and of residuals that
 * covary, and standard errors of functions of them by the delta method.
 */
public final class JointInformation {

  private static final double STEP = 1e-5;

  private final double[] estimate;
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
    covariance = inverse(CovarianceDerivatives.of(equations, solution, reml, false).thetaHessian());
  }

  private static double[] inverse(double[] hessian) {
    int m = (int) Math.round(Math.sqrt(hessian.length));
    double[][] rows = new double[m][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(hessian, i * m, (i + 1) * m));
    try {
      CholeskyDecomposition root =
          new CholeskyDecomposition(new Array2DRowRealMatrix(rows), 1e-6, 1e-10);
      double[][] inverse = root.getSolver().getInverse().getData();
      double[] covariance = new double[m * m];
      Arrays.setAll(covariance, i -> 2 * inverse[i / m][i % m]);
      return covariance;
    } catch (NonPositiveDefiniteMatrixException e) {
      throw VarianceInformation.flat();
    }
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
      double step = STEP * Math.max(1, Math.abs(estimate[i]));
      moved[i] = estimate[i] + step;
      double up = function.applyAsDouble(moved);
      moved[i] = estimate[i] - step;
      gradient[i] = (up - function.applyAsDouble(moved)) / (2 * step);
    }
    return Math.sqrt(Quadratic.form(gradient, covariance, gradient));
  }
}
