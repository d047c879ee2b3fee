package org.blup.internal.reml.postfit;

import java.util.Arrays;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.solution.Solution;

/**
 * Henderson's mixed-model equations factored at an optimum, for what is asked of a fit afterwards.
 * All vectors stand in the working basis of the {@link NormalEquations}. Safe for several threads.
 */
public final class FittedEquations {

  private final NormalEquations equations;
  private final MixedModelEquations model;
  private final ErrorCovariance errors;

  /**
   * Factors the equations: the price of one evaluation of the criterion and one ordering.
   *
   * @param reml whether the criterion was REML
   */
  public FittedEquations(NormalEquations equations, Solution solution, boolean reml) {
    this.equations = equations;
    model = new MixedModelEquations(solution.setup().with(equations), reml);
    model.factor(solution.workingFactors());
    model.solve();
    errors = new ErrorCovariance(model);
  }

  public NormalEquations equations() {
    return equations;
  }

  /** Λ of a group, size × size row by row; not to be changed. */
  public double[] relativeFactor(int group) {
    return model.lambda[group];
  }

  /**
   * How variable the levels of a group are beside independent ones; empty if they are independent.
   * Not to be changed.
   */
  public double[] levelVariances(int group) {
    return model.levels().variances(group);
  }

  /** The number of a level among those of all groups. */
  public int node(int group, int level) {
    return model.layout.groupStart[group] + level;
  }

  /** n − p for REML, n for ML: what σ² is divided by. */
  public double residualDegreesOfFreedom() {
    return model.degreesOfFreedom();
  }

  /** r² = ‖y − Xβ̂ − Zb̂‖²_W + ‖û‖². */
  public double penalisedResidualSquare() {
    double scale = model.setup.responseScale();
    return model.residualSquare() / (scale * scale);
  }

  /** Whether σ is not estimated, but 1. */
  public boolean isVarianceKnown() {
    return model.isVarianceKnown();
  }

  /** σ². */
  public double residualVariance() {
    double scale = model.setup.responseScale();
    return model.scaledVariance() / (scale * scale);
  }

  /** ‖û‖², or {@code ûᵀ(Q ⊗ I)û} with the precision Q of related levels. */
  public double penalty() {
    double scale = model.setup.responseScale();
    double[] u = model.effects.solution;
    return new LevelForms(model).form(u, u) / (scale * scale);
  }

  /** The effects {@code b̂} of a group's levels, levels × size row by row. */
  public double[] effects(int group) {
    double[] effects = model.effects.modes[group].clone();
    double scale = model.setup.responseScale();
    for (int i = 0; i < effects.length; i++) {
      effects[i] /= scale;
    }
    model.setup.anchor(group, effects);
    return effects;
  }

  /**
   * {@code xᵀβ̂ + Σ_g z_gᵀb̂_g}.
   *
   * @param x length p
   * @param levels for each group a level or −1
   * @param z for each group the factors of that level's effects
   */
  public double predictor(double[] x, int[] levels, double[][] z) {
    double random = 0;
    for (int g = 0; g < z.length; g++) {
      int at = levels[g] * z[g].length;
      for (int a = 0; levels[g] >= 0 && a < z[g].length; a++) {
        random += z[g][a] * model.effects.modes[g][at + a];
      }
    }
    return Quadratic.dot(x, model.beta()) + random / model.setup.responseScale();
  }

  /** {@code tr(C⁻¹ Tᵀ[Z X]ᵀW[Z X]T) = q + p − tr(C_ZZ⁻¹(Q ⊗ I))}: the trace of the hat matrix. */
  public double hatTrace() {
    return model.columns + new LevelForms(model).traceOfShrinkage(errors.inversePanels());
  }

  /**
   * The derivative of a predictor's variance over σ², {@code [zᵀΛ xᵀ] C⁻¹ [Λᵀz; x] + Σ‖Λᵀf‖²}, by
   * the parameters of {@link ThetaDerivatives}.
   *
   * @param x length p
   * @param levels for each group a level or −1
   * @param z for each group the factors of that level's effects
   * @param fresh for each group the factors of a new level's effects
   */
  public synchronized double[] varianceGradient(
      double[] x, int[] levels, double[][] z, double[][] fresh) {
    return new VarianceGradient(model).of(x, levels, z, fresh);
  }

  /** The order of {@link #errorCovariance}: the effects of the levels and p. */
  public int order(int[] nodes) {
    return errors.order(nodes);
  }

  /**
   * The covariance of the errors of prediction, over σ², of the effects of some levels one after
   * the other, and of the fixed effects behind them.
   *
   * @param nodes different levels
   * @return order × order, symmetric
   */
  public double[] errorCovariance(int... nodes) {
    return errors.covariance(nodes);
  }

  /**
   * The covariance of the errors of prediction, over σ², of one level's effects in the user's
   * basis.
   *
   * @return size × size row by row
   */
  public double[] levelErrorCovariance(int group, int level) {
    double[] covariance = errors.ofLevel(group, node(group, level));
    if (level < equations.groups().get(group).precision().anchored()) {
      Arrays.fill(covariance, 0);
    }
    return covariance;
  }
}
