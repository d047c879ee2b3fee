package org.blup.internal.reml.iterative;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.MonteCarlo;
import org.blup.internal.reml.solution.SingularDirection;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.SolvedEstimates;
import org.blup.internal.reml.solution.UndeterminedVariances;

/** What is kept of a search by iterations. */
final class IterativeOptimum implements Solution {

  private final SolvedEstimates estimates;
  private final CrossedEquations equations;
  private final double[] lambda;
  private final LevelInverses inverses;
  private final MonteCarlo monteCarlo;

  IterativeOptimum(
      EquationSetup setup, CrossedEquations equations, ScoreSearch.Result result, String reason) {
    this.equations = equations;
    SampledScore.Point point = result.point();
    lambda = point.lambda();
    inverses = new LevelInverses(equations, lambda);
    double[] betaCovariance = point.border().inverse();
    for (int i = 0; i < betaCovariance.length; i++) {
      betaCovariance[i] *= point.variance();
    }
    double[][] modes = new double[lambda.length][];
    for (int g = 0; g < lambda.length; g++) {
      double[] own = new double[equations.levels(g)];
      for (int j = 0; j < own.length; j++) {
        own[j] = lambda[g] * point.border().mode(equations.start[g] + j);
      }
      modes[equations.order[g]] = own;
    }
    estimates =
        new SolvedEstimates(
            setup,
            equations.byTerm(lambda),
            Math.sqrt(point.variance()),
            point.border().beta(),
            betaCovariance,
            modes,
            result.predictedGain(),
            result.points());
    monteCarlo = errors(result, reason);
  }

  /** Errors of log λ, carried over to what depends on it. */
  private MonteCarlo errors(ScoreSearch.Result result, String reason) {
    SampledScore.Point point = result.point();
    int groups = lambda.length;
    double[] ofLambda = new double[groups];
    double[] ofDeviations = new double[groups];
    double[] slopes = new double[groups];
    for (int g = 0; g < groups; g++) {
      ofLambda[g] = lambda[g] * Math.sqrt(result.errors()[g * (groups + 1)]);
      for (int h = 0; h < groups; h++) {
        slopes[h] = point.varianceSlopes()[h] / 2 + (g == h ? 1 : 0);
      }
      double square = Quadratic.form(slopes, result.errors(), slopes);
      ofDeviations[g] = estimates.sigma() * lambda[g] * Math.sqrt(Math.max(0, square));
    }
    double[] half = point.varianceSlopes();
    double ofSigma = estimates.sigma() / 2 * Math.sqrt(Quadratic.form(half, result.errors(), half));
    int p = estimates.beta().length;
    double[][] rows = new double[p][groups];
    for (int c = 0; c < p; c++) {
      for (int g = 0; g < groups; g++) {
        rows[c][g] = point.betaSlopes()[g][c];
      }
    }
    return new MonteCarlo(
        reason,
        result.probes().count(),
        result.probes().isExact(),
        result.share(),
        equations.byTerm(ofLambda),
        equations.byTerm(ofDeviations),
        ofSigma,
        Quadratic.forms(rows, result.errors()),
        result.iterations());
  }

  @Override
  public SolvedEstimates estimates() {
    return estimates;
  }

  @Override
  public double criterion() {
    return Double.NaN;
  }

  @Override
  public double[] template(int term) {
    return new double[] {estimates.theta()[term]};
  }

  @Override
  public double[] workingFactor(int group) {
    return new double[] {lambda[equations.place(group)]};
  }

  @Override
  public double[] conditionalCovariance(int group, int level) {
    int place = equations.place(group);
    double deviation = estimates.sigma() * lambda[place];
    double inverse = inverses.of(equations.start[place] + level);
    return new double[] {deviation * deviation * inverse};
  }

  @Override
  public List<SingularDirection> singularDirections() {
    List<SingularDirection> directions = new ArrayList<>();
    double[] theta = estimates.theta();
    for (int t = 0; t < theta.length; t++) {
      if (theta[t] == 0) {
        directions.add(new SingularDirection(t, List.of(1.0)));
      }
    }
    return List.copyOf(directions);
  }

  @Override
  public UndeterminedVariances undeterminedVariances() {
    return UndeterminedVariances.NONE;
  }

  @Override
  public Optional<ResidualFit> residual() {
    return Optional.empty();
  }

  @Override
  public Optional<MonteCarlo> monteCarlo() {
    return Optional.of(monteCarlo);
  }

  @Override
  public double factorWork() {
    return Double.NaN;
  }

  @Override
  public double factorLength() {
    return Double.NaN;
  }
}
