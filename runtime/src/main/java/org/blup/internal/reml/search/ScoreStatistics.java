package org.blup.internal.reml.search;

import java.util.Arrays;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.solution.Solution;

/**
 * What the likelihood sees of a response at given parameters θ and φ: linear combinations of its
 * sufficient statistics there.
 *
 * @param beta β̂, in the basis of the equations
 * @param squares r², and {@code r² ∂_i} for the gradient ∂ of the criterion profiled for σ², which
 *     is linear in quadratic forms of the response over r²; where σ² is known, {@code ∂_i} itself
 *     is linear in them
 */
public record ScoreStatistics(double[] beta, double[] squares) {

  /**
   * The statistics of a response.
   *
   * @param residuals the equations that the response is part of
   * @param solution of the same model, where the statistics are taken
   */
  public static ScoreStatistics of(ResidualEquations residuals, boolean reml, Solution solution) {
    JointObjective joint = new JointObjective(residuals, reml, (all, value) -> {});
    Objective objective = joint.objective();
    double[] theta = objective.parametrisation.collect(solution.workingFactors());
    double[] phi = solution.residual().map(found -> found.phi()).orElse(new double[0]);
    double[] x = Arrays.copyOf(theta, theta.length + phi.length);
    System.arraycopy(phi, 0, x, theta.length, phi.length);
    joint.value(x);
    double[] gradient = joint.derivatives().gradient();
    objective.model.solve();
    double scale = objective.model.setup.responseScale();
    double square = objective.model.residualSquare() / (scale * scale);
    double divisor = objective.model.isVarianceKnown() ? 1 : square;
    double[] squares = new double[gradient.length + 1];
    squares[0] = square;
    for (int i = 0; i < gradient.length; i++) {
      squares[i + 1] = divisor * gradient[i];
    }
    return new ScoreStatistics(objective.model.beta(), squares);
  }
}
