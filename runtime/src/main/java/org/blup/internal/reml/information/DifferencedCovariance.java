package org.blup.internal.reml.information;

import java.util.Arrays;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.search.ObservedCurvature;
import org.blup.internal.reml.solution.Solution;

/**
 * How the covariance of the fixed effects moves with the covariance parameters (θ, log σ²) at an
 * optimum, and how sure these are, from differences of evaluations: where the levels are not at
 * hand, of which {@link CovarianceDerivatives} asks more. The criterion for given σ²,
 *
 * <pre>
 *   d(θ, s) = log|C| + df (log 2π + s) + r²(θ) exp(−s),     s = log σ²
 * </pre>
 *
 * has {@code ∂_ss d = df}, {@code ∂_θs d = −∂_θ r²/σ²}, and in θ the second derivatives of the
 * profiled criterion and {@code ∂_θ r² (∂_θ r²)ᵀ/(σ⁴ df)} more.
 */
public final class DifferencedCovariance {

  private final double[] fixedCovariance;
  private final double[][] slopes;
  private final double[] parameterCovariance;

  /**
   * Differences at an optimum: four evaluations a parameter.
   *
   * @param reml whether the criterion was REML
   */
  public DifferencedCovariance(Solution solution, boolean reml) {
    Objective objective = new Objective(solution.setup(), reml, (theta, value) -> {});
    MixedModelEquations model = objective.model;
    double[] theta = objective.parametrisation.collect(solution.workingFactors());
    objective.value(theta);
    double variance = model.scaledVariance();
    double df = model.degreesOfFreedom();
    fixedCovariance = solution.betaCovariance();
    int m = theta.length;
    int all = model.isVarianceKnown() ? m : m + 1;
    double[] ofSquare = new double[m];
    slopes = new double[all][fixedCovariance.length];
    double[] curvature =
        ObservedCurvature.of(
            objective,
            theta,
            (i, weight) -> {
              ofSquare[i] += weight * model.residualSquare() / variance;
              double[] fixed = model.fixedCovariance(solution.sigma());
              for (int e = 0; e < fixed.length; e++) {
                slopes[i][e] += weight * fixed[e];
              }
            });
    if (!model.isVarianceKnown()) {
      slopes[m] = fixedCovariance;
    }
    double[] hessian = model.isVarianceKnown() ? curvature : withVariance(curvature, ofSquare, df);
    parameterCovariance = PseudoInverse.ofPositive(all, hessian);
    Arrays.setAll(parameterCovariance, e -> 2 * parameterCovariance[e]);
  }

  private static double[] withVariance(double[] curvature, double[] ofSquare, double df) {
    int m = ofSquare.length;
    int all = m + 1;
    double[] hessian = new double[all * all];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        hessian[i * all + j] = curvature[i * m + j] + ofSquare[i] * ofSquare[j] / df;
      }
      hessian[i * all + m] = -ofSquare[i];
      hessian[m * all + i] = -ofSquare[i];
    }
    hessian[m * all + m] = df;
    return hessian;
  }

  /** Φ, p × p row by row. */
  public double[] fixedCovariance() {
    return fixedCovariance.clone();
  }

  /** The derivatives of Φ for θ and, unless it is known, log σ²; each p × p row by row. */
  public double[][] slopes() {
    return slopes;
  }

  /** The covariance of these parameters: twice the inverse of the second derivatives. */
  public double[] parameterCovariance() {
    return parameterCovariance.clone();
  }
}
