package org.blup.internal.reml.search;

import java.util.List;
import java.util.Optional;
import org.blup.internal.reml.digits.WalkDigits;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.SingularDirection;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.SolvedEstimates;
import org.blup.internal.reml.solution.UndeterminedVariances;

/** What is kept of the equations once the optimum is found, in the user's basis of Z. */
public final class Optimum implements Solution {

  private final SolvedEstimates estimates;
  private final double criterion;
  private final double criterionError;
  private final double[][] templates;
  private final double[][] workingFactors;

  private final ConditionalCovariances conditionalCovariances;
  private final List<SingularDirection> singularDirections;
  private final UndeterminedVariances undetermined;
  private final Optional<ResidualFit> residual;
  private final double factorWork;
  private final double factorLength;

  /**
   * Takes what it needs from an objective that was last evaluated at the optimum.
   *
   * @param criterion the value there
   * @param undetermined the variances that the data do not determine
   * @param residual the covariance of the residuals, if it has parameters
   * @param evaluations how many it took to find the optimum
   */
  Optimum(
      Objective objective,
      double criterion,
      List<SingularDirection> singularDirections,
      double predictedGain,
      UndeterminedVariances undetermined,
      Optional<ResidualFit> residual,
      int evaluations) {
    MixedModelEquations model = objective.model;
    model.solve();
    EquationSetup setup = model.setup.at(model.equations());
    this.criterion = criterion;
    criterionError = (residual.isPresent() ? objective.rounding() : 0) + WalkDigits.error(model);
    this.singularDirections = List.copyOf(singularDirections);
    this.undetermined = undetermined;
    this.residual = residual;
    factorWork = model.layout.symbolic.work();
    factorLength = model.layout.symbolic.length();
    templates = new double[objective.templates.terms().size()][];
    for (int t = 0; t < templates.length; t++) {
      templates[t] = objective.userBasis.template(t, objective.templates.template(t, model.lambda));
    }
    workingFactors = new double[model.lambda.length][];
    for (int g = 0; g < workingFactors.length; g++) {
      workingFactors[g] = model.lambda[g].clone();
    }
    double sigma = model.sigma();
    double[][] modes = new double[model.effects.modes.length][];
    for (int g = 0; g < modes.length; g++) {
      modes[g] = model.effects.modes[g].clone();
      for (int i = 0; i < modes[g].length; i++) {
        modes[g][i] /= setup.responseScale();
      }
      objective.userBasis.effects(g, modes[g]);
      setup.anchor(g, modes[g]);
    }
    estimates =
        new SolvedEstimates(
            setup,
            objective.theta(),
            sigma,
            model.beta(),
            model.fixedCovariance(sigma),
            modes,
            predictedGain,
            evaluations);
    conditionalCovariances = new ConditionalCovariances(setup, model.lambda, sigma);
  }

  /**
   * A solution that no search ended at.
   *
   * @param objective last evaluated there
   * @param criterion the value there
   * @param residual the covariance of the residuals, if it has parameters
   */
  static Solution at(Objective objective, double criterion, Optional<ResidualFit> residual) {
    return new Optimum(
        objective,
        criterion,
        List.of(),
        0,
        UndeterminedVariances.NONE,
        residual,
        objective.evaluations());
  }

  @Override
  public SolvedEstimates estimates() {
    return estimates;
  }

  @Override
  public double criterion() {
    return criterion;
  }

  @Override
  public double criterionError() {
    return criterionError;
  }

  @Override
  public double[] template(int term) {
    return templates[term].clone();
  }

  @Override
  public double[] workingFactor(int group) {
    return workingFactors[group].clone();
  }

  @Override
  public double[] conditionalCovariance(int group, int level) {
    return conditionalCovariances.of(group, level);
  }

  @Override
  public List<SingularDirection> singularDirections() {
    return singularDirections;
  }

  @Override
  public UndeterminedVariances undeterminedVariances() {
    return undetermined;
  }

  @Override
  public Optional<ResidualFit> residual() {
    return residual;
  }

  @Override
  public double factorWork() {
    return factorWork;
  }

  @Override
  public double factorLength() {
    return factorLength;
  }
}
