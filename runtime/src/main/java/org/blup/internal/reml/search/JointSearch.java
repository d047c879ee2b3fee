package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.digits.DigitsCheck;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.identification.DependentPositions;
import org.blup.internal.reml.identification.ResidualChanges;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.identification.UndeterminedVarianceException.Effects;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.FreeTrends;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;
import org.blup.internal.reml.trustregion.Goal;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/** Finds the templates and the covariance of the residuals together. */
final class JointSearch {

  /**
   * Where rows are many, a search from another start is given up once it promises no criterion so
   * much lower: a tenth of the 1e-6 that criteria are told to.
   */
  private static final double CLEARLY_LOWER = 1e-7;

  private final ResidualEquations residuals;
  private final JointObjective joint;
  private final Objective objective;
  private final ResidualStarts others;

  /** How many parameters θ has. */
  private final int m;

  private final LowestLost lost = new LowestLost();

  /** The lowest end of a search that is no minimum. */
  private SearchResult unfinished = SearchResult.NONE;

  /** The lowest minimum without digits. */
  private SearchResult withoutDigits = SearchResult.NONE;

  /** Minima with digits above the lowest of them. */
  private final List<SearchResult> higher = new ArrayList<>();

  JointSearch(ResidualEquations residuals, boolean reml, ObjDoubleConsumer<double[]> listener) {
    this.residuals = residuals;
    joint = new JointObjective(residuals, reml, listener);
    objective = joint.objective();
    others = new ResidualStarts(joint, residuals);
    m = objective.parameters();
  }

  Solution run() {
    FreeTrends.check(objective.model.setup);
    DigitsCheck digits = new DigitsCheck(objective);
    if (digits.failsAnyway()) {
      throw digits.exception();
    }
    if (m > 0) {
      checkInformation(interior());
      RelatedVariances.check(objective);
    }
    SearchResult end = lowest();
    LevelCorrelations levels = new LevelCorrelations(joint, residuals);
    double[] found = levels.settled(end.x());
    levels.check(found);
    checkInformation(found);
    double[] theta = Arrays.copyOf(found, m);
    Optional<LostDigitsException> problem = digitsLost(found);
    if (problem.isPresent()) {
      throw problem.get();
    }
    lost.check(end);
    ResidualFit fit = new ResidualFit(residuals, Arrays.copyOfRange(found, m, found.length));
    UndeterminedVariances undetermined =
        UndeterminedDirections.of(
            objective.flat(), objective.model.setup.with(objective.model.equations()));
    return Reml.finish(objective, theta, end.predictedGain(), undetermined, Optional.of(fit));
  }

  /** The lowest minimum that the searches from all starts end at: if any has digits, of those. */
  private SearchResult lowest() {
    List<double[]> starts = joint.starts();
    SearchResult best = lower(SearchResult.NONE, minimise(starts.get(0)));
    if (m > 0 || !best.isMinimum()) {
      best = lowestOf(starts.subList(1, starts.size()), best);
    }
    if (best.isMinimum() && !residuals.pattern().autoregressions().isEmpty()) {
      best = lowestOfLevels(best);
    } else if (best.isMinimum()) {
      best = others.areNeeded() ? others.lowest(best, this::lower) : best;
    }
    SearchResult end = best.isMinimum() ? best : withoutDigits;
    if (!end.isMinimum()) {
      throw noOptimum("");
    }
    if (isUnfinishedBelow(end)) {
      best = lower(best, minimise(unfinished.x()));
      end = best.isMinimum() ? best : withoutDigits;
    }
    if (isUnfinishedBelow(end)) {
      checkInformation(end.x());
      throw noOptimum(
          String.format(
              Locale.ROOT,
              ". A minimum of %.4f, at which another search ended, is not the lowest",
              end.value()));
    }
    joint.value(end.x());
    boolean isLost =
        best.isMinimum()
            ? !(objective.rounding() < MixedModelEquations.WORTHLESS_ERROR)
            : dependent(end).isPresent();
    if (isLost) {
      throw new UnidentifiableModelException(
          "too few digits are left where the criterion is lowest. " + residualsAt(end));
    }
    return end;
  }

  /** Whether the criterion is known to be lower than a minimum where a search was given up. */
  private boolean isUnfinishedBelow(SearchResult minimum) {
    double rounding = unfinished.rounding() + minimum.rounding();
    return unfinished.value() < minimum.value() - rounding - Objective.ALIKE;
  }

  /**
   * No search ended where the criterion is lowest.
   *
   * @param elsewhere what is said of a minimum above
   */
  private NoOptimumException noOptimum(String elsewhere) {
    return new NoOptimumException(
        ("no optimum found after %s evaluations; the lowest criterion was %s, where the search"
                + " stopped since %s. %s%s")
            .formatted(
                joint.evaluations(),
                unfinished.value(),
                unfinished.reason().words(),
                residualsAt(unfinished),
                elsewhere));
  }

  private Optional<String> dependent(SearchResult end) {
    double[] phi = Arrays.copyOfRange(end.x(), m, m + residuals.form().parameters());
    return DependentPositions.of(residuals.form(), phi);
  }

  /** What is wrong with the covariance of the residuals, and what to do. */
  private String residualsAt(SearchResult end) {
    return dependent(end)
        .map(
            dependent ->
                ("The %s: correlations tend to their border. Check whether the response at one of"
                        + " these positions follows from that at the others, as shares of a whole or"
                        + " values carried forward do, and leave its rows out, or use a structure"
                        + " with fewer parameters")
                    .formatted(dependent))
        .orElse(
            "The covariance of the residuals may have more parameters than the data determine: use"
                + " a structure with fewer, or take random effects out of the model");
  }

  private SearchResult lowestOf(List<double[]> starts, SearchResult before) {
    SearchResult best = before;
    for (double[] start : starts) {
      boolean ends = best.isMinimum() && others.hasManyRows();
      Goal goal = ends ? goal().endingBelow(best.value() - CLEARLY_LOWER) : goal();
      best = lower(best, TrustRegionSearch.minimise(joint, start, goal));
    }
    return best;
  }

  /** Looks at the correlations of levels again, where all else is at its minimum. */
  private SearchResult lowestOfLevels(SearchResult minimum) {
    LevelStarts grid = new LevelStarts(joint, residuals.pattern());
    return grid.areCheap() ? lowestOf(grid.besideMinimum(minimum.x()), minimum) : minimum;
  }

  /**
   * The lower of two ends of searches; the first where the second is no minimum, or one without
   * digits. Whether the data determine all parameters is asked of the lowest.
   */
  private SearchResult lower(SearchResult best, SearchResult other) {
    if (!other.isMinimum()) {
      unfinished = other.value() > unfinished.value() ? unfinished : other;
      return best;
    }
    if (!(other.value() < best.value())) {
      return best;
    }
    Optional<LostDigitsException> problem = digitsLost(other.x());
    if (problem.isEmpty()) {
      higher.add(best);
      return other;
    }
    withoutDigits = other.value() < withoutDigits.value() ? other : withoutDigits;
    lost.add(new DigitsCheck(objective), Arrays.copyOf(other.x(), m), problem.get());
    return best;
  }

  private SearchResult minimise(double[] start) {
    return TrustRegionSearch.minimise(joint, start, goal());
  }

  /** With few rows minima lie near borders, and digits decide whether they are answers. */
  private Goal goal() {
    return others.hasManyRows() ? joint.goal() : objective.goal();
  }

  /**
   * Parameters away from every border and symmetry. Covariances that make up for each other do so
   * everywhere, but at a border, where a search may end, some parameters have no information of
   * their own and hide it.
   */
  private double[] interior() {
    double[] theta = objective.start();
    double[] phi = residuals.independent();
    double[] x = Arrays.copyOf(theta, theta.length + phi.length);
    System.arraycopy(phi, 0, x, theta.length, phi.length);
    for (int i = 0; i < x.length; i++) {
      x[i] += RelatedVariances.ASIDE * (1 + i % 3);
    }
    return x;
  }

  /**
   * Parameters of the residuals have no estimate where the criterion does not depend on them, or
   * where variances of random effects make up for each of their changes.
   */
  private void checkInformation(double[] x) {
    ResidualInformation information = new ResidualInformation(joint, residuals, x);
    Optional<double[]> direction = information.undetermined();
    if (direction.isPresent()) {
      new LevelCorrelations(joint, residuals).checkClose(x);
      throw undetermined(x, direction.get(), information.changed(direction.get()));
    }
  }

  /** Whether the data determine all parameters at a minimum, to some digits. */
  boolean isAnswer(double[] x) {
    return !isFlat(x) && digitsLost(x).isEmpty();
  }

  private Optional<LostDigitsException> digitsLost(double[] x) {
    joint.value(x);
    return new DigitsCheck(objective).problem(Arrays.copyOf(x, m));
  }

  private boolean isFlat(double[] x) {
    return new ResidualInformation(joint, residuals, x).undetermined().isPresent();
  }

  private UnidentifiableModelException undetermined(
      double[] x, double[] direction, List<Effects> terms) {
    ResidualForm form = residuals.form();
    double[] phi = Arrays.copyOfRange(x, m, m + form.parameters());
    if (phi.length == 0) {
      return new UnidentifiableModelException(
          "the data cannot distinguish the correlation of neighbouring levels of ar1(…) from the"
              + " variances of the model. Give it more levels with rows, or more rows a level, or"
              + " take the levels as independent, without ar1"
              + besideAnswer(x));
    }
    String problem =
        "the data cannot distinguish all "
            + (joint.size() - m)
            + " parameters of the covariance of the residuals"
            + (residuals.pattern().autoregressions().isEmpty() ? "" : " and of levels")
            + (m > 0 ? " from each other and from those of the random effects" : "");
    String wayOut =
        ". Use a structure with fewer parameters"
            + (m > 0 ? ", or take random effects out of the model" : "")
            + besideAnswer(x);
    Optional<String> reason = form.unseen(phi).or(() -> ResidualChanges.vanishing(form, phi));
    List<String> changes =
        ResidualChanges.of(form, phi, Arrays.copyOfRange(direction, m, m + phi.length));
    return reason.isPresent() || changes.isEmpty()
        ? new UnidentifiableModelException(
            problem + reason.map(text -> ": " + text).orElse("") + wayOut)
        : UndeterminedVarianceException.besideResiduals(problem, changes, terms, wayOut);
  }

  /** Says of parameters that are not determined that a minimum where all are is not the lowest. */
  private String besideAnswer(double[] x) {
    double here = joint.value(x);
    return higher.stream()
        .filter(end -> end.value() > here + Objective.ALIKE)
        .filter(end -> end.isMinimum() && isAnswer(end.x()))
        .min(Comparator.comparingDouble(SearchResult::value))
        .map(
            end -> LostDigitsException.comparison(end.value(), here, "at which all are determined"))
        .orElse("");
  }
}
