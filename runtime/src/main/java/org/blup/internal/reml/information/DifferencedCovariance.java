package org.blup.internal.reml.information;

import java.util.Arrays;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.linalg.dense.Rotations;
import org.blup.internal.numeric.FivePoints;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.search.Objective;
import org.blup.internal.reml.setup.Templates;
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

  /**
   * The relative step of differences with five points: truncation, h⁴/30, and rounding, 1e-16/h,
   * are both about 1e-13.
   */
  private static final double STEP = 1e-3;

  /** Of a relative standard deviation, below which steps do not become smaller. */
  private static final double LEAST = 0.1;

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
    double[] theta = parameters(objective, solution);
    objective.value(theta);
    double variance = model.scaledVariance();
    double df = model.degreesOfFreedom();
    fixedCovariance = solution.betaCovariance();
    int m = theta.length;
    int all = model.isVarianceKnown() ? m : m + 1;
    double[] hessian = new double[all * all];
    double[] ofSquare = new double[m];
    slopes = new double[all][fixedCovariance.length];
    for (int i = 0; i < m; i++) {
      double step = STEP * Math.max(Math.abs(theta[i]), LEAST);
      double[] trial = theta.clone();
      for (int s = 0; s < FivePoints.VALUES; s++) {
        double weight = FivePoints.weight(s) / step;
        trial[i] = theta[i] + FivePoints.multiple(s) * step;
        objective.value(trial);
        objective.differentiate();
        for (int j = 0; j < m; j++) {
          double part = 0.5 * weight * objective.gradient[j];
          hessian[i * all + j] += part;
          hessian[j * all + i] += part;
        }
        ofSquare[i] += weight * model.residualSquare() / variance;
        double[] fixed = model.fixedCovariance(solution.sigma());
        for (int e = 0; e < fixed.length; e++) {
          slopes[i][e] += weight * fixed[e];
        }
      }
    }
    if (!model.isVarianceKnown()) {
      addVariance(hessian, ofSquare, df);
      slopes[m] = fixedCovariance;
    }
    parameterCovariance = PseudoInverse.ofPositive(all, hessian);
    Arrays.setAll(parameterCovariance, e -> 2 * parameterCovariance[e]);
  }

  private static void addVariance(double[] hessian, double[] ofSquare, double df) {
    int m = ofSquare.length;
    int all = m + 1;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        hessian[i * all + j] += ofSquare[i] * ofSquare[j] / df;
      }
      hessian[i * all + m] = -ofSquare[i];
      hessian[m * all + i] = -ofSquare[i];
    }
    hessian[m * all + m] = df;
  }

  /** Parameters of the optimum: its factors may have been rotated, which changes no covariance. */
  private static double[] parameters(Objective objective, Solution solution) {
    Templates templates = objective.templates;
    double[][] factors = templates.newFactors();
    for (int g = 0; g < factors.length; g++) {
      factors[g] = solution.workingFactor(g);
      int k = templates.groupSize(g);
      for (int t = 0; t < templates.terms().size(); t++) {
        if (templates.terms().get(t).structure().allowsChangeOfBasis()) {
          lower(templates, t, k, factors[g]);
        }
      }
    }
    return objective.parametrisation.collect(factors);
  }

  private static void lower(Templates templates, int t, int k, double[] factor) {
    int from = templates.terms().get(t).offset();
    int size = templates.terms().get(t).size();
    double[] own = new double[size * size];
    for (int a = 0; a < size; a++) {
      System.arraycopy(factor, (from + a) * k + from, own, a * size, size);
    }
    Rotations.lowerTriangle(size, own, size);
    for (int a = 0; a < size; a++) {
      System.arraycopy(own, a * size, factor, (from + a) * k + from, size);
    }
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
