package org.blup.internal.reml.postfit;

import java.util.Arrays;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.AverageInformation;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.search.ObservedCurvature;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.solution.Solution;

/**
 * How estimates and predictions at an optimum move with the covariance parameters θ, and how sure
 * these are. With h_i = ∂_i(ΛΛᵀ) ZᵀWe, f_i = Z h_i and (δu_i, δβ_i) the solution of the mixed-model
 * equations for f_i in the place of y,
 *
 * <pre>
 *   ∂_i b̂ = h_i − Λ δu_i,     ∂_i β̂ = −δβ_i,     m_i = ∂_i ŷ = f_i − X δβ_i − Z Λ δu_i
 * </pre>
 *
 * Everything stands in the working basis. The parameters here are the elements of the templates on
 * the optimiser's scale; whatever is made of the derivatives and {@link #covariance} does not
 * depend on that.
 */
public final class ThetaDerivatives {

  /**
   * Curvature below this share of the largest tells nothing: θ is not determined there. Differences
   * have rounding of 1e-13, squares of them more.
   */
  private static final double FLAT = 1e-9;

  private final int parameters;
  private final double[][] effects;
  private final double[] beta;
  private final double[] covariance;
  private final double[] gram;
  private final double[] fittedWithResidual;
  private final double[] logVarianceGradient;

  /**
   * Differentiates at an optimum: the price of one evaluation for the derivatives, and of four a
   * parameter for the curvature.
   *
   * @param reml whether the criterion was REML
   */
  public ThetaDerivatives(NormalEquations equations, Solution solution, boolean reml) {
    Objective objective =
        new Objective(solution.setup().with(equations), reml, (theta, value) -> {});
    double[][] factors = solution.workingFactors();
    parameters = objective.templates.elements();
    double[] theta = objective.parametrisation.collect(factors);
    covariance = covariance(objective, theta);
    objective.value(factors);
    AverageInformation information = objective.information();
    effects = new double[factors.length][];
    for (int g = 0; g < factors.length; g++) {
      effects[g] = new double[objective.model.effects.modes[g].length * parameters];
    }
    beta = new double[objective.model.columns * parameters];
    gram = new double[parameters * parameters];
    fittedWithResidual = new double[parameters];
    logVarianceGradient = new double[parameters];
    double[][] solutions = new double[parameters][];
    for (int i = 0; i < parameters; i++) {
      solutions[i] = solve(objective.model, information.halfSolved(), i);
      differentiate(objective, information, i, solutions[i]);
    }
    products(objective, information, solutions);
  }

  /** {@code C⁻¹ r_i} out of {@code L⁻¹ r_i}. */
  private double[] solve(MixedModelEquations model, double[] half, int parameter) {
    double[] column = new double[model.effects.solution.length];
    for (int row = 0; row < column.length; row++) {
      column[row] = half[row * parameters + parameter];
    }
    model.sparse().solver.solveTransposed(column);
    return column;
  }

  private void differentiate(
      Objective objective, AverageInformation information, int i, double[] delta) {
    MixedModelEquations model = objective.model;
    Layout layout = model.layout;
    double unit = 1 / (objective.templates.scale(i) * model.setup.responseScale());
    for (int g = 0; g < effects.length; g++) {
      int k = objective.templates.groupSize(g);
      double[] lambda = model.lambda[g];
      for (int row = 0; row < model.effects.modes[g].length; row++) {
        int u = layout.unknown(g, row / k);
        double value = information.directions().element(g, row, i);
        for (int b = 0; b < k; b++) {
          value -= lambda[row % k * k + b] * delta[u + b];
        }
        effects[g][row * parameters + i] = value * unit;
      }
    }
    int border = layout.unknowns;
    for (int c = 0; c < model.columns; c++) {
      beta[c * parameters + i] = -delta[border + c] * model.setup.borderScale[c] * unit;
    }
  }

  /** {@code m_iᵀW m_j}, {@code m_iᵀWe} and {@code −f_iᵀWe}, all over r². */
  private void products(Objective objective, AverageInformation information, double[][] delta) {
    MixedModelEquations model = objective.model;
    Templates templates = objective.templates;
    double variance = model.scaledVariance();
    double df = model.degreesOfFreedom();
    double square = variance * df;
    double[] withResidual = information.withResidual();
    LevelForms levels = new LevelForms(model);
    for (int i = 0; i < parameters; i++) {
      double unit = 1 / (templates.scale(i) * square);
      double shared = levels.form(delta[i], model.effects.solution);
      logVarianceGradient[i] = model.isVarianceKnown() ? 0 : -withResidual[i] * unit;
      fittedWithResidual[i] = (withResidual[i] - shared) * unit;
      for (int j = 0; j < parameters; j++) {
        double schur = withResidual[i] * withResidual[j] * model.profile().schur();
        double form = (information.information[i * parameters + j] + schur) * variance;
        form -= levels.form(delta[i], delta[j]);
        gram[i * parameters + j] = form * unit / templates.scale(j);
      }
    }
  }

  /** The number of parameters m. */
  public int parameters() {
    return parameters;
  }

  /** {@code ∂b̂}: for each effect of each level of a group m numbers; not to be changed. */
  public double[] effects(int group) {
    return effects[group];
  }

  /** {@code ∂β̂}: p × m row by row; not to be changed. */
  public double[] beta() {
    return beta;
  }

  /**
   * The covariance of θ̂, m × m row by row: twice the inverse of the observed curvature of the
   * profiled criterion. Zero in directions that the criterion does not determine. Not to be
   * changed.
   */
  public double[] covariance() {
    return covariance;
  }

  /** Of the elements, which follow from the parameters that the criterion is curved for. */
  private double[] covariance(Objective objective, double[] theta) {
    int m = theta.length;
    double[] inverse = inverse(m, ObservedCurvature.of(objective, theta));
    if (objective.parametrisation.isDirect()) {
      return inverse;
    }
    return Quadratic.spread(parameters, m, objective.parametrisation.jacobian(theta), inverse);
  }

  private static double[] inverse(int parameters, double[] curvature) {
    SymmetricEigen eigen = new SymmetricEigen(parameters, curvature);
    double[] values = eigen.values();
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double[] inverse = new double[parameters * parameters];
    for (int e = 0; e < parameters; e++) {
      if (values[e] > FLAT * largest) {
        for (int i = 0; i < parameters; i++) {
          for (int j = 0; j < parameters; j++) {
            inverse[i * parameters + j] += 2 * eigen.vector(e, i) * eigen.vector(e, j) / values[e];
          }
        }
      }
    }
    return inverse;
  }

  /**
   * ∂ log σ² along the profile, {@code −f_iᵀWe / r²}; zeros where σ² is known. Not to be changed.
   */
  public double[] logVarianceGradient() {
    return logVarianceGradient;
  }

  /**
   * What the estimation of θ adds to the effective degrees of freedom: {@code Σ_i tr(∂_i ŷ
   * ∂θ̂_i/∂y)}, with ∂θ̂/∂y by implicit differentiation of the criterion (Greven &amp; Kneib 2010,
   * On the behaviour of marginal and conditional AIC in linear mixed models, Biometrika 97:773–789,
   * theorem 3).
   *
   * @param degreesOfFreedom n − p for REML, n for ML
   */
  public double estimationTrace(double degreesOfFreedom) {
    double sum = 0;
    for (int i = 0; i < parameters; i++) {
      for (int j = 0; j < parameters; j++) {
        double mixed = gram[i * parameters + j] + fittedWithResidual[i] * logVarianceGradient[j];
        sum += covariance[i * parameters + j] * mixed;
      }
    }
    return degreesOfFreedom * sum;
  }
}
