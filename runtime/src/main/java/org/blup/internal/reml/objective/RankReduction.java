package org.blup.internal.reml.objective;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.trustregion.FixedVariables;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/**
 * Brings an optimum to its final form: directions without variance are set to exactly zero where
 * the criterion does not mind, templates are lower triangular, diagonals not negative. Close to
 * lost rank the search for the optimum gains its last digits slowly, so it goes on among the
 * templates of the rank that is left.
 *
 * <p>Not a question of rounding in cross-products, as the rank of X is: θ is found by a search, and
 * whether a direction has variance is decided by the criterion with and without it.
 */
public final class RankReduction {

  /**
   * Standard deviations above this share of the residual's are not tried to be zero: they change a
   * criterion by more than {@link #ALLOWED_LOSS} unless the data say nothing of them.
   */
  public static final double SMALL_DEVIATION = 1e-3;

  /**
   * Below this share they are tried together: squared, 1e-10, they are no more than the loss that
   * is allowed.
   */
  private static final double NEGLIGIBLE_DEVIATION = 1e-5;

  /**
   * A criterion that is higher by less than this is as low; in units of the deviance, a tenth of
   * what a search takes for no gain.
   */
  private static final double ALLOWED_LOSS = 1e-10;

  /**
   * The search at the rank that is left ends after so many evaluations, unless they led towards
   * another, lower minimum: then it goes on with a new model of the curvature.
   */
  private static final int EVALUATIONS = 50;

  /** At most so often; along the valley of hostile design 133 once or twice. */
  private static final int CONTINUATIONS = 20;

  private final Objective objective;
  private final Templates templates;
  private double[] theta;

  /** What is left after directions were dropped. */
  private final ReducedTemplates reduced;

  private RankReduction(Objective objective, double[] theta) {
    this.objective = objective;
    this.theta = theta;
    templates = objective.templates;
    reduced = new ReducedTemplates(objective, theta);
  }

  /**
   * The templates of an optimum, without what can be dropped.
   *
   * @param theta the scaled parameters that the search ended at
   */
  public static ReducedTemplates of(Objective objective, double[] theta) {
    return new RankReduction(objective, theta).run();
  }

  private ReducedTemplates run() {
    double allowed = objective.value(theta) + Math.max(ALLOWED_LOSS, objective.rounding());
    reducePatterned(allowed);
    dropBetween(0, ReducedTemplates.ROUNDING_OF_ZERO, Double.POSITIVE_INFINITY);
    dropBetween(ReducedTemplates.ROUNDING_OF_ZERO, NEGLIGIBLE_DEVIATION, allowed);
    boolean dropped = true;
    while (dropped) {
      dropped = dropShortest(allowed);
    }
    search();
    dropEffects();
    return reduced;
  }

  /**
   * Leaves effects of next to no variance with none: a search keeps standard deviations from zero,
   * and steps along others leave rounding.
   */
  private void dropEffects() {
    ReducedTemplates.State before = reduced.state();
    double[][] form = reduced.form();
    if (!reduced.dropEffects(NEGLIGIBLE_DEVIATION)) {
      return;
    }
    double allowed = objective.value(form) + Math.max(ALLOWED_LOSS, objective.rounding());
    if (objective.value(reduced.form()) > allowed) {
      reduced.restore(before);
    }
  }

  /** Brings patterned covariances to lost rank, if they are close to it. */
  private void reducePatterned(double allowed) {
    for (double small : new double[] {SMALL_DEVIATION, NEGLIGIBLE_DEVIATION}) {
      double[] smaller = objective.model.setup.deviations.reduced(small, theta);
      if (!Arrays.equals(smaller, theta) && objective.value(smaller) <= allowed) {
        theta = smaller;
        reduced.decompose(theta);
        return;
      }
    }
  }

  /** Searches on among the templates of the rank that is left, if rank was lost. */
  private void search() {
    double[][] form = reduced.form();
    double[] theta = objective.parametrisation.collect(form);
    int[] free = IntStream.range(0, theta.length).filter(i -> isFree(form, theta, i)).toArray();
    if (free.length == 0 || free.length == theta.length) {
      return;
    }
    double before = objective.value(form);
    FixedVariables problem = new FixedVariables(objective, theta, free);
    Goal goal = objective.goal().within(ALLOWED_LOSS).inEvaluations(EVALUATIONS);
    SearchResult result = TrustRegionSearch.minimise(problem, problem.free(theta), goal);
    double last = before;
    for (int c = 0; c < CONTINUATIONS && isStillFalling(result, last); c++) {
      last = result.value();
      result = TrustRegionSearch.minimise(problem, result.x(), goal);
    }
    boolean isLower = result.value() < before - Objective.ALIKE;
    if (isLower || (result.isMinimum() && result.value() <= before + result.rounding())) {
      reduced.accept(problem.expand(result.x()));
    }
  }

  /** Whether a search used up its evaluations on the way to another, lower minimum. */
  private static boolean isStillFalling(SearchResult result, double last) {
    return !result.isMinimum() && result.value() < last - Objective.ALIKE;
  }

  /** Whether a parameter is not one that was brought to where rank is lost. */
  private boolean isFree(double[][] form, double[] theta, int parameter) {
    Parametrisation parametrisation = objective.parametrisation;
    int t = parametrisation.term(parameter);
    if (!parametrisation.isDirect(t)) {
      return !objective.model.setup.deviations.isReduced(parameter, theta);
    }
    int element = templates.elementStart[t] + parameter - parametrisation.termStart[t];
    int g = templates.group[element];
    int k = templates.groupSize(g);
    return IntStream.range(0, k).anyMatch(a -> form[g][a * k + templates.column[element]] != 0);
  }

  private void dropBetween(double from, double limit, double allowed) {
    ReducedTemplates.State before = reduced.state();
    boolean dropped = false;
    for (int t = 0; t < templates.terms().size(); t++) {
      double[] lengths = reduced.lengths(t);
      for (int c = 0; c < lengths.length; c++) {
        if (from <= lengths[c] && lengths[c] < limit) {
          reduced.drop(t, c);
          dropped = true;
        }
      }
    }
    if (dropped && objective.value(reduced.form()) > allowed) {
      reduced.restore(before);
    }
  }

  /** Drops the shortest column left if the criterion allows it. */
  private boolean dropShortest(double allowed) {
    int term = -1;
    int column = -1;
    double shortest = SMALL_DEVIATION;
    for (int t = 0; t < templates.terms().size(); t++) {
      double[] lengths = reduced.lengths(t);
      for (int c = 0; c < lengths.length; c++) {
        if (lengths[c] < shortest && !reduced.isZero(t, c)) {
          shortest = lengths[c];
          term = t;
          column = c;
        }
      }
    }
    if (term < 0) {
      return false;
    }
    ReducedTemplates.State before = reduced.state();
    reduced.drop(term, column);
    if (objective.value(reduced.form()) <= allowed) {
      return true;
    }
    reduced.restore(before);
    return false;
  }
}
