package org.blup.internal.reml.search;

import java.util.Optional;
import org.blup.internal.reml.digits.DigitsCheck;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.digits.WalkDigits;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.trustregion.SearchResult;

/**
 * The lowest criterion that searches have ended with where digits are lost: in a minimum, or on the
 * way to a residual variance of zero, on which the criterion falls to a plateau. It is no answer;
 * and where it is lower by more than rounding explains, a minimum above it is none either.
 */
final class LowestLost {

  /**
   * Shares of the standard deviations that a search has ended with at which the criterion is
   * computed, too: on the way to a plateau it is low before its digits are lost.
   */
  private static final double[] ON_THE_WAY = {0.1, 0.01};

  /** What a criterion would be at most without rounding, and why it cannot be answered. */
  private double bound = Double.POSITIVE_INFINITY;

  private Optional<LostDigitsException> reason = Optional.empty();

  /**
   * Takes note of where a search has ended; evaluates the criterion there and nearby.
   *
   * @param problem why that cannot be answered
   */
  void add(DigitsCheck digits, double[] theta, LostDigitsException problem) {
    addPoint(digits, theta, problem);
    for (double share : ON_THE_WAY) {
      double[] before = theta.clone();
      digits.objective.multiply(share, before);
      addPoint(digits, before, problem);
    }
  }

  private void addPoint(DigitsCheck digits, double[] theta, LostDigitsException problem) {
    Objective objective = digits.objective;
    double value = objective.value(theta);
    if (!(value < bound) || WalkDigits.problem(objective).isPresent()) {
      return;
    }
    double error = digits.errorOfCriterion(value);
    if (!(value + error < bound)) {
      return;
    }
    double highest = digits.highestNearby(theta, value) + error;
    if (highest < bound) {
      bound = highest;
      reason = Optional.of(problem);
    }
  }

  /**
   * Refuses a minimum that is known not to be the lowest.
   *
   * @throws LostDigitsException if the criterion is lower elsewhere, where digits are lost
   */
  void check(SearchResult minimum) {
    if (isBelow(minimum)) {
      throw reason.orElseThrow().insteadOf(minimum.value(), bound);
    }
  }

  /** Whether the criterion is known to be lower than a minimum where digits are lost. */
  boolean isBelow(SearchResult minimum) {
    return bound < minimum.value() - minimum.rounding() - Objective.ALIKE;
  }
}
