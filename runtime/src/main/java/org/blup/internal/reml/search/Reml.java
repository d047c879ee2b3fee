package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Stream;
import org.blup.exception.ModelTooLargeException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.linalg.FactorTooLargeException;
import org.blup.internal.reml.digits.DigitsCheck;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.objective.RankReduction;
import org.blup.internal.reml.objective.ReducedTemplates;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.FreeTrends;
import org.blup.internal.reml.setup.MemoryNeed;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/** Where estimation starts: equations in, optimum out. */
public final class Reml {

  /**
   * Other scales of the start, where the search from the usual one does not end: a decade and two
   * either way.
   */
  private static final double[] START_SCALES = {1, 0.1, 10, 0.01, 100};

  private Reml() {}

  /**
   * Finds the lowest REML or ML criterion.
   *
   * @param equations the cross-products of the model
   * @param reml REML, or ML if false
   * @param listener told after each evaluation: θ and the criterion
   * @throws UnidentifiableModelException if there are too few rows for the coefficients
   * @throws org.blup.internal.reml.setup.FreeTrendException if fixed effects do not hold what a
   *     random walk leaves free
   * @throws UndeterminedVarianceException if the likelihood does not depend on a term's variance
   * @throws LostDigitsException if too little is left for the residual or a coefficient
   * @throws NoOptimumException if the search ends without an optimum
   * @throws ModelTooLargeException if the factor of the equations does not fit into memory
   */
  public static Solution solve(
      NormalEquations equations, boolean reml, ObjDoubleConsumer<double[]> listener) {
    return solve(equations, reml, Optional.empty(), listener);
  }

  /**
   * The same, where an optimum of other rows may be close. It is where the search starts, unless it
   * is of another size, or singular: there the criterion of these rows may have its saddle.
   */
  public static Solution solve(
      NormalEquations equations,
      boolean reml,
      Optional<FoundOptimum> earlier,
      ObjDoubleConsumer<double[]> listener) {
    try {
      return search(equations, reml, earlier, listener);
    } catch (FactorTooLargeException e) {
      throw MemoryNeed.refuse(e);
    } catch (OutOfMemoryError e) {
      throw MemoryNeed.refuse(equations.pattern(), e);
    }
  }

  /**
   * The same where the covariance of the residuals has parameters of its own, which are found
   * together with those of the random effects.
   *
   * @param listener told after each evaluation: θ, the parameters of the residuals behind it, and
   *     the criterion
   */
  public static Solution solve(
      ResidualEquations equations, boolean reml, ObjDoubleConsumer<double[]> listener) {
    try {
      checkRows(equations.form().rows(), equations.pattern().columns());
      return new JointSearch(equations, reml, listener).run();
    } catch (FactorTooLargeException e) {
      throw MemoryNeed.refuse(e);
    } catch (OutOfMemoryError e) {
      throw MemoryNeed.refuse(equations.pattern(), e);
    }
  }

  /**
   * The optimum of a model that was solved before by the other criterion.
   *
   * @param solution what was found, which says whether the residuals covary
   * @param reml REML, or ML if false
   */
  public static Solution again(NormalEquations equations, Solution solution, boolean reml) {
    return solution
        .residual()
        .map(residual -> solve(residual.residuals(), reml, (all, criterion) -> {}))
        .orElseGet(() -> solve(equations, reml, (theta, criterion) -> {}));
  }

  private static void checkRows(long rows, int columns) {
    if (rows <= columns) {
      throw new UnidentifiableModelException(
          ("%s rows cannot determine %s coefficients and a residual variance: add rows or"
                  + " remove terms")
              .formatted(rows, columns));
    }
  }

  private static Solution search(
      NormalEquations equations,
      boolean reml,
      Optional<FoundOptimum> earlier,
      ObjDoubleConsumer<double[]> listener) {
    checkRows(equations.rows(), equations.columns());
    Objective objective = new Objective(EquationSetup.of(equations), reml, listener);
    FreeTrends.check(objective.model.setup);
    UndeterminedVariances undetermined =
        UndeterminedDirections.of(objective.flat(), objective.model.setup);
    DigitsCheck digits = new DigitsCheck(objective);
    if (digits.failsAnyway()) {
      throw digits.exception();
    }
    RelatedVariances.check(objective);
    if (objective.parameters() == 0) {
      double[] none = new double[0];
      Optional<LostDigitsException> problem = digits.problem(none);
      if (problem.isPresent()) {
        throw problem.get();
      }
      return finish(objective, none, 0, undetermined);
    }
    SearchResult least = SearchResult.NONE;
    Optional<LostDigitsException> problem = Optional.empty();
    LowestLost lost = new LowestLost();
    Optional<WithinVariance> within =
        OtherStarts.areNeeded(objective)
            ? Optional.empty()
            : Optional.of(WithinVariance.of(objective, Start.of(objective)));
    for (double[] start : starts(objective, earlier)) {
      SearchResult result = TrustRegionSearch.minimise(objective, start, objective.goal());
      Optional<LostDigitsException> found = digits.problem(result.x());
      if (found.isPresent()) {
        problem = problem.isPresent() ? problem : found;
        lost.add(digits, result.x(), found.get());
      } else if (result.isMinimum()) {
        result = lowest(objective, result, digits, lost, within);
        if (result.isMinimum()) {
          lost.check(result);
          return finish(objective, result.x(), result.predictedGain(), undetermined);
        }
      }
      least = result.value() < least.value() ? result : least;
    }
    if (problem.isPresent()) {
      throw problem.get();
    }
    throw new NoOptimumException(
        ("no optimum found after %s evaluations; the lowest criterion was %s, where the search"
                + " stopped since %s. Take effects out of the model, or bring its numbers closer to"
                + " zero: (x - mean) for an x whose slope varies without an intercept beside it")
            .formatted(objective.evaluations(), least.value(), least.reason().words()));
  }

  /**
   * Where searches start, one after the other until one ends at an optimum: each start is made when
   * it is asked for, since mostly the first one serves.
   */
  private static Iterable<double[]> starts(Objective objective, Optional<FoundOptimum> earlier) {
    Stream<double[]> known =
        earlier
            .filter(found -> found.singularDirections().isEmpty())
            .filter(found -> found.suits(objective.model.layout.pattern, 0))
            .map(found -> found.factors().toArray(double[][]::new))
            .map(objective.parametrisation::collect)
            .stream();
    Stream<double[]> usual = Arrays.stream(START_SCALES).mapToObj(scale -> start(objective, scale));
    return Stream.concat(known, usual)::iterator;
  }

  private static double[] start(Objective objective, double scale) {
    double[] start = Start.of(objective);
    objective.multiply(scale, start);
    return start;
  }

  /**
   * The same search where its minimum is the lowest known, or one that went on to a lower; that is
   * no minimum where the criterion is known to be lower elsewhere, by more than two ends of one
   * minimum differ, but not where it ends.
   */
  private static SearchResult lowest(
      Objective objective,
      SearchResult minimum,
      DigitsCheck digits,
      LowestLost lost,
      Optional<WithinVariance> within) {
    double[] lower =
        OtherStarts.lower(objective, digits, lost, within, minimum.x(), minimum.value());
    if (lower.length == 0) {
      return minimum;
    }
    SearchResult other = TrustRegionSearch.minimise(objective, lower, objective.goal());
    Optional<LostDigitsException> problem = digits.problem(other.x());
    if (problem.isPresent()) {
      lost.add(digits, other.x(), problem.get());
      return minimum;
    }
    boolean alike = minimum.value() - other.value() < Objective.ALIKE;
    return alike && !other.isMinimum() ? minimum : other;
  }

  private static Solution finish(
      Objective objective,
      double[] theta,
      double predictedGain,
      UndeterminedVariances undetermined) {
    return finish(objective, theta, predictedGain, undetermined, Optional.empty());
  }

  /** Brings the templates to their final form, the covariance of the residuals being what it is. */
  static Solution finish(
      Objective objective,
      double[] theta,
      double predictedGain,
      UndeterminedVariances undetermined,
      Optional<ResidualFit> residual) {
    ReducedTemplates templates = RankReduction.of(objective, theta);
    double criterion = objective.finalValue(templates.form());
    if (objective.model.isPerfectFit()) {
      throw new DigitsCheck(objective).exception();
    }
    return new Optimum(
        objective,
        criterion,
        templates.singularDirections(),
        predictedGain,
        undetermined,
        residual,
        objective.evaluations());
  }
}
