package org.blup.internal.design.structure;

import java.util.Locale;
import java.util.Optional;

/**
 * The largest prior weight of a pass: rows beside one that weighs very much more leave nothing but
 * rounding in sums of squares.
 *
 * @param value 0 without rows
 * @param row its position among the rows read; the first of several
 * @param position the same in words
 */
public record HeaviestWeight(double value, long row, String position) {

  /** Weights whose largest exceeds their geometric mean by less than this leave digits. */
  private static final double FAR_ABOVE = 1e9;

  /**
   * What is to be said of it where a model cannot be fitted.
   *
   * @param label the weight as the model has it
   * @param meanLog the mean of the logarithms of all weights
   * @return nothing if the weight leaves digits of the other rows
   */
  public Optional<String> suspicion(String label, double meanLog) {
    double ratio = Math.log(value) - meanLog;
    if (!(ratio > Math.log(FAR_ABOVE))) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s is %s in row %s, 1e%.0f times the geometric mean of all weights: beside such rows"
                + " the others are no more than rounding. Correct it, leave such rows out, or bring"
                + " weights closer to each other",
            label,
            value,
            position,
            ratio / Math.log(10)));
  }
}
