package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.trustregion.Problem.Derivatives;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.StopReason;
import org.blup.internal.reml.trustregion.TrustRegionSearch;

/** Finds the templates and the covariance of the residuals together. */
final class JointSearch {

  /**
   * Parameters of the residuals whose average information, scaled to ones on the diagonal, has a
   * smaller eigenvalue are not told apart by the data: a standard error 1e5 times that of one
   * parameter alone.
   */
  private static final double LEAST_INFORMATION = 1e-10;

  private final ResidualSums sums;
  private final JointObjective joint;
  private final Objective objective;

  /** How many parameters θ has. */
  private final int m;

  JointSearch(ResidualSums sums, boolean reml, ObjDoubleConsumer<double[]> listener) {
    this.sums = sums;
    joint = new JointObjective(sums, reml, listener);
    objective = joint.objective();
    m = objective.parameters();
  }

  Solution run() {
    DigitsCheck digits = new DigitsCheck(objective);
    if (digits.failsAnyway()) {
      throw digits.exception();
    }
    SearchResult end = lowest();
    checkInformation(end);
    double[] theta = Arrays.copyOf(end.x(), m);
    Optional<LostDigitsException> problem = new DigitsCheck(objective).problem(theta);
    if (problem.isPresent()) {
      throw problem.get();
    }
    ResidualFit fit = new ResidualFit(sums, Arrays.copyOfRange(end.x(), m, end.x().length));
    UndeterminedVariances undetermined =
        UndeterminedVariances.of(
            objective.flat(), objective.model.setup.with(objective.model.equations()));
    return Reml.finish(objective, theta, end.predictedGain(), undetermined, Optional.of(fit));
  }

  /**
   * The lowest minimum that the searches from all starts end at. Without random effects one is
   * enough: where variances can move between effects and residuals, criteria have several minima.
   */
  private SearchResult lowest() {
    List<double[]> starts = joint.starts();
    SearchResult best = minimise(starts.get(0));
    if (best.isMinimum() && m == 0) {
      return best;
    }
    for (double[] start : starts.subList(1, starts.size())) {
      SearchResult other = minimise(start);
      boolean isBetter = other.isMinimum() && (!best.isMinimum() || other.value() < best.value());
      if (isBetter) {
        best = other;
      }
    }
    if (!best.isMinimum()) {
      throw new NoOptimumException(
          ("no optimum found after %s evaluations; the lowest criterion was %s, where the search"
                  + " stopped since %s. The covariance of the residuals may have more parameters"
                  + " than the data can tell: use a structure with fewer, or take random effects out"
                  + " of the model")
              .formatted(joint.evaluations(), best.value(), best.reason().words()));
    }
    return best;
  }

  private SearchResult minimise(double[] start) {
    if (start.length == 0) {
      double value = joint.value(start);
      return new SearchResult(start, value, joint.rounding(), new StopReason.NoGainLeft(0));
    }
    return TrustRegionSearch.minimise(joint, start, objective.goal());
  }

  /** Parameters of the residuals that the criterion does not depend on have no estimate. */
  private void checkInformation(SearchResult end) {
    joint.value(end.x());
    Derivatives derivatives = joint.derivatives();
    int n = joint.size();
    int own = n - m;
    double[] scaled = new double[own * own];
    for (int i = 0; i < own; i++) {
      for (int j = 0; j < own; j++) {
        double square = diagonal(derivatives, m + i) * diagonal(derivatives, m + j);
        scaled[i * own + j] = derivatives.curvature()[(m + i) * n + m + j] / Math.sqrt(square);
      }
    }
    boolean isFlat = Arrays.stream(scaled).anyMatch(Double::isNaN);
    if (!isFlat && own > 0) {
      double[] values = new SymmetricEigen(own, scaled).values();
      isFlat = Arrays.stream(values).min().orElseThrow() < LEAST_INFORMATION;
    }
    if (isFlat) {
      throw new UnidentifiableModelException(
          "the data do not tell all "
              + own
              + " parameters of the covariance of the residuals"
              + sums.form().unseen().map(unseen -> ": " + unseen).orElse("")
              + ". Use a structure with fewer parameters");
    }
  }

  private double diagonal(Derivatives derivatives, int i) {
    return derivatives.curvature()[i * (joint.size() + 1)];
  }
}
