package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.trustregion.SearchResult;

/**
 * The lowest minimum that searches have ended in where digits are lost. It is no answer; and where
 * it is lower by more than rounding explains, a minimum above it is none either.
 */
final class LowestLost {

  private final Objective objective;
  private final MixedModelEquations model;
  private final DigitsCheck digits;

  /** What its criterion would be at most without rounding, and why it cannot be answered. */
  private double bound = Double.POSITIVE_INFINITY;

  private Optional<LostDigitsException> reason = Optional.empty();

  LowestLost(Objective objective, DigitsCheck digits) {
    this.objective = objective;
    model = objective.model;
    this.digits = digits;
  }

  /**
   * Takes note of where a search has ended; evaluates the criterion there and nearby.
   *
   * @param problem why that cannot be answered
   */
  void add(double[] theta, LostDigitsException problem) {
    double value = objective.value(theta);
    if (!(value < bound) || WalkDigits.problem(objective).isPresent()) {
      return;
    }
    double error = model.error(value) + errorOfPivots() + errorOfParts();
    if (!(value + error < bound)) {
      return;
    }
    double highest = digits.highestNearby(theta, value) + error;
    if (highest < bound && digits.risesBeyond(theta, highest)) {
      bound = highest;
      reason = Optional.of(problem);
    }
  }

  /**
   * Refuses a minimum that is known not to be the lowest.
   *
   * @throws LostDigitsException if the criterion has a lower one, where digits are lost
   */
  void check(SearchResult minimum) {
    if (bound < minimum.value() - minimum.rounding() - OtherStarts.ALIKE) {
      throw reason.orElseThrow();
    }
  }

  /**
   * How far the determinant may be off, if every level's effects lose what the worst of them do.
   */
  private double errorOfPivots() {
    double[][] least = model.leastShares();
    double sum = 0;
    for (int g = 0; g < least.length; g++) {
      int levels = model.equations().groups().get(g).levels();
      sum += Arrays.stream(least[g]).map(share -> levels / share).sum();
    }
    return MixedModelEquations.ROUNDING_OF_SQUARES * sum;
  }

  /** How far the residual's logarithm may be off where parts of y cancel each other. */
  private double errorOfParts() {
    double square = Arrays.stream(digits.squaresOfParts()).sum();
    return MixedModelEquations.ROUNDING_OF_SQUARES
        * model.degreesOfFreedom()
        * square
        / model.expectedSquare();
  }
}
