package org.blup.internal.reml.identification;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.reml.equations.MixedModelEquations;

/**
 * Asks the criterion whether it depends on directions that cross-products say it does not, at
 * covariances of very different size.
 */
final class DirectionCheck {

  /**
   * Relative variances at which the criterion has to confirm a direction: as large as the residual
   * variance, and so large that log(1 + v) is log v to 1e-4.
   */
  private static final double[] VARIANCES = {1, 1e4};

  /** Criteria that differ by less are the same: a thousandth of what is told of one. */
  private static final double SAME_CRITERION = 1e-6;

  /** And so much for each row: the criterion has the rounding of n log σ². */
  private static final double SAME_CRITERION_PER_ROW = 1e-9;

  /** Two to four leave no more than rounding of the criterion of hostile designs 197 and 1054. */
  private static final int SECANT_STEPS = 8;

  private final FlatDirections flat;

  private final MixedModelEquations model;

  /**
   * A check by one criterion.
   *
   * @param model evaluated, so that it holds other templates afterwards
   */
  DirectionCheck(FlatDirections flat, MixedModelEquations model) {
    this.flat = flat;
    this.model = model;
  }

  /**
   * Removes candidates that the criterion depends on, however little, and subtracts them from the
   * others: eigenvalues close to each other mix their vectors, and all of these are rounding beside
   * 1. At each variance that is the candidate which changes the criterion most.
   */
  void separate(List<double[]> candidates) {
    for (double variance : VARIANCES) {
      List<Change> changes =
          candidates.stream().map(c -> change(flat.scaled(c), variance)).toList();
      int most = -1;
      for (int c = 0; c < changes.size(); c++) {
        Change change = changes.get(c);
        if (change.isReal() && (most < 0 || change.size() > changes.get(most).size())) {
          most = c;
        }
      }
      if (most < 0) {
        continue;
      }
      for (int c = 0; c < changes.size(); c++) {
        if (c != most && changes.get(c).isKnown()) {
          subtract(variance, candidates.get(most), changes.get(most), candidates.get(c));
        }
      }
      candidates.remove(most);
    }
  }

  /** Subtracts a direction from a candidate, by secant steps, such that it changes nothing. */
  private void subtract(
      double variance, double[] direction, Change ofDirection, double[] candidate) {
    double slope = ofDirection.value();
    Change change = change(flat.scaled(candidate), variance);
    for (int step = 0; step < SECANT_STEPS && !change.isRounding() && slope != 0; step++) {
      double before = change.value();
      double share = before / slope;
      Arrays.setAll(candidate, i -> candidate[i] - share * direction[i]);
      change = change(flat.scaled(candidate), variance);
      slope = (before - change.value()) / share;
    }
  }

  /** Whether the criterion is the same on both sides, wherever its digits tell. */
  boolean isFlat(double[] direction) {
    boolean confirmed = false;
    for (double variance : VARIANCES) {
      Change change = change(direction, variance);
      if (change.isReal()) {
        return false;
      }
      confirmed |= change.isKnown();
    }
    return confirmed;
  }

  /**
   * How far a direction changes the criterion.
   *
   * @param rounding of that change
   * @param same a change that counts as none
   * @param isKnown whether rounding is small enough for it to be told
   */
  private record Change(double value, double rounding, double same, boolean isKnown) {

    double size() {
      return Math.abs(value);
    }

    boolean isRounding() {
      return size() <= rounding;
    }

    boolean isReal() {
      return isKnown && size() > same;
    }
  }

  private Change change(double[] direction, double variance) {
    double[] values = new double[2];
    double error = 0;
    for (int side = 0; side < 2; side++) {
      values[side] =
          model.criterion(
              flat.moved(
                  direction,
                  variance,
                  side == 0 ? FlatDirections.SHARE_OF_WAY : -FlatDirections.SHARE_OF_WAY));
      error = Math.max(error, model.error(values[side]));
    }
    double value = values[0] - values[1];
    double same = SAME_CRITERION + SAME_CRITERION_PER_ROW * model.equations().rows() + 2 * error;
    boolean isKnown = Double.isFinite(value) && error < MixedModelEquations.WORTHLESS_ERROR;
    return new Change(value, 2 * error, same, isKnown);
  }
}
