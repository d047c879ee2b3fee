package org.blup.model;

import org.blup.design.NormalEquations;
import org.blup.inference.prediction.PredictionErrors;
import org.blup.reml.FittedEquations;
import org.blup.reml.Solution;
import org.blup.reml.ThetaDerivatives;

/** What of a fit is computed when it is first asked for: the equations at the optimum. */
final class Aftermath {

  private final Lazy<FittedEquations> equations;
  private final Lazy<ThetaDerivatives> derivatives;
  private final Lazy<PredictionErrors> errors;

  Aftermath(NormalEquations normal, Solution solution, Criterion criterion) {
    boolean reml = criterion == Criterion.REML;
    equations = new Lazy<>(() -> new FittedEquations(normal, solution, reml));
    derivatives = new Lazy<>(() -> new ThetaDerivatives(normal, solution, reml));
    errors =
        new Lazy<>(() -> new PredictionErrors(equations.get(), solution.sigma(), derivatives::get));
  }

  FittedEquations equations() {
    return equations.get();
  }

  ThetaDerivatives derivatives() {
    return derivatives.get();
  }

  PredictionErrors errors() {
    return errors.get();
  }
}
