package org.blup.internal.reml.information;

import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.solution.Solution;

/** The templates to differentiate at, and what all products there are computed with. */
final class VariancePoint {

  final MixedModelEquations model;
  final TemplateDirections directions;
  final Precision precision;

  /** Φ in the working basis of X. */
  final double[] fixedCovariance;

  final double variance;

  /**
   * At an optimum.
   *
   * @param others how many parameters follow those of the templates, σ among them
   */
  VariancePoint(EquationSetup setup, Solution solution, int others, boolean reml) {
    model = new MixedModelEquations(setup, reml);
    directions = new TemplateDirections(setup, solution::template, others);
    precision = new Precision(model);
    fixedCovariance = solution.betaCovariance();
    variance = solution.sigma() * solution.sigma();
  }

  /** At any templates in the user's basis, with σ = 1; the model holds them afterwards. */
  VariancePoint(EquationSetup setup, double[][] userTemplates) {
    model = new MixedModelEquations(setup, true);
    directions = new TemplateDirections(setup, t -> userTemplates[t]);
    precision = new Precision(model);
    model.factor(directions.lambda);
    fixedCovariance = model.fixedCovariance(1);
    variance = 1;
  }
}
