package org.blup.internal.reml.search;

import java.util.List;
import java.util.Optional;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.NotPositiveDefiniteException;
import org.blup.internal.reml.digits.DigitsCheck;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.objective.RankReduction;
import org.blup.internal.reml.objective.ReducedTemplates;
import org.blup.internal.reml.setup.Response;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.StopReason;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/**
 * Fits the same model to other responses: the order of elimination and the memory are found once,
 * and each search starts where it was told to. What a response gives does not depend on those
 * before it. Not for use by several threads at once.
 */
public final class Refitter {

  /**
   * Diagonal elements to start from: zero would be a saddle, from which the gradient leads nowhere.
   * A variance of a hundredth of the residual's is small, and far from zero for a step of order
   * one.
   */
  private static final double LEAST_DEVIATION = 0.1;

  /**
   * A search that takes more is given up, and begun anew from the usual start: from parameters of
   * the same model some tens are usual.
   */
  private static final int MOST_EVALUATIONS = 300;

  private NormalEquations equations;
  private final Objective objective;

  /** The groups' factors of the solution, and scaled parameters to start from. */
  private final double[][] exact;

  private final double[] start;
  private ReducedTemplates templates;
  private double criterion = Double.NaN;
  private double predictedGain;
  private final UndeterminedVariances undetermined;

  /** Whether the criterion may have several minima, so that one start is not enough. */
  private final boolean hasFewRows;

  /**
   * Prepares refits that start at a solution.
   *
   * @param reml REML, or ML if false
   */
  public Refitter(NormalEquations equations, boolean reml, Solution solution) {
    this.equations = equations;
    objective = new Objective(solution.setup().with(equations), reml, (theta, value) -> {});
    exact = solution.workingFactors();
    start = objective.parametrisation.collect(exact);
    objective.model.setup.deviations.raise(LEAST_DEVIATION, start);
    templates = new ReducedTemplates(objective, start);
    undetermined = solution.undeterminedVariances();
    hasFewRows = OtherStarts.areNeeded(objective);
  }

  /**
   * Fits a response. Where rows are few, the search is repeated from the usual start, and the lower
   * minimum taken; a fit from scratch looks further.
   *
   * @return whether there is an optimum that leaves digits, and none lower that does not; if not,
   *     nothing else may be asked
   */
  public boolean refit(Response response) {
    equations = response.in(equations);
    try {
      return search();
    } catch (NotPositiveDefiniteException e) {
      return false;
    }
  }

  /** Goes to the lowest minimum, unless the criterion is lower where digits are lost. */
  private boolean search() {
    objective.restart(equations);
    DigitsCheck digits = new DigitsCheck(objective);
    LowestLost lost = new LowestLost();
    SearchResult best = SearchResult.NONE;
    for (double[] from : List.of(start, objective.start())) {
      if (best.isMinimum() && !hasFewRows) {
        break;
      }
      SearchResult end = minimise(from, best.value());
      if (end.isMinimum() && end.value() < best.value()) {
        Optional<LostDigitsException> problem = digits.problem(end.x());
        problem.ifPresent(reason -> lost.add(digits, end.x(), reason));
        best = problem.isEmpty() ? end : best;
      }
    }
    if (!best.isMinimum() || lost.isBelow(best)) {
      return false;
    }
    predictedGain = best.predictedGain();
    templates = RankReduction.of(objective, best.x());
    criterion = objective.value(templates.form());
    return criterion < Double.POSITIVE_INFINITY && !objective.model.isPerfectFit();
  }

  private SearchResult minimise(double[] from, double below) {
    if (from.length == 0) {
      StopReason only = new StopReason.NoGainLeft(0);
      return new SearchResult(from, objective.value(from), objective.rounding(), only);
    }
    Goal goal = Goal.withoutFinalSteps(MOST_EVALUATIONS).endingBelow(below - Objective.ALIKE);
    return TrustRegionSearch.minimise(objective, from, goal);
  }

  /**
   * What the likelihood at the solution sees of a response: β̂ and r² there, and for each element
   * of a template the sum of {@code u_j (ZᵀWe)_jᵀ} over the levels that its gradient is made of.
   */
  public double[] sufficient(Response response) {
    equations = response.in(equations);
    objective.restart(equations);
    Templates templates = objective.templates;
    MixedModelEquations model = objective.model;
    int p = model.columns;
    double[] statistics = new double[p + 1 + templates.elements()];
    if (objective.value(exact) == Double.POSITIVE_INFINITY) {
      return statistics;
    }
    model.solve();
    int unknowns = model.layout.unknowns;
    System.arraycopy(model.effects.solution, unknowns, statistics, 0, p);
    statistics[p] = model.residualSquare();
    for (int i = 0; i < templates.elements(); i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      double[] products = model.effects.residualProducts[g];
      for (int j = 0; j < products.length / k; j++) {
        int u = model.layout.unknown(g, j);
        statistics[p + 1 + i] +=
            model.effects.solution[u + templates.column[i]] * products[j * k + templates.row[i]];
      }
    }
    return statistics;
  }

  /** The criterion of the last refit. */
  public double criterion() {
    return criterion;
  }

  /** The residual standard deviation of the last refit. */
  public double sigma() {
    return objective.model.sigma();
  }

  /** The fixed effects of the last refit, in the basis of the equations. */
  public double[] beta() {
    objective.model.solve();
    return objective.model.beta();
  }

  /** A template of the last refit in the user's basis, size × size row by row. */
  public double[] template(int term) {
    return objective.userBasis.template(
        term, objective.templates.template(term, objective.model.lambda));
  }

  /** Whether some combination of effects was left without variance. */
  public boolean isSingular() {
    return templates.losesRank();
  }

  /** How often the criterion was evaluated. */
  public int evaluations() {
    return objective.evaluations();
  }

  /** All of the last refit, to be kept. */
  public Solution solution() {
    return new Optimum(
        objective,
        criterion,
        templates.singularDirections(),
        predictedGain,
        undetermined,
        Optional.empty(),
        objective.evaluations());
  }

  /** The equations with the last response. */
  public NormalEquations equations() {
    return equations;
  }
}
