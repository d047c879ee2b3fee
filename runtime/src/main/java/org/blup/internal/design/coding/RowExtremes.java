package org.blup.internal.design.coding;

import java.util.Locale;
import java.util.Optional;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.ModelStructure;

/**
 * The rows of a pass that may cost the others their digits, or have lost their own before they were
 * summed.
 *
 * @param weight the largest prior weight
 * @param response the response that is furthest from zero, times the root of its weight
 * @param rounding the offset that was taken from a response with the largest rounding error, times
 *     the root of the weight
 * @param subtracted the rounding error that subtracted rows have left in the sum of the squares of
 *     the response, a row
 */
public record RowExtremes(Extreme weight, Extreme response, Extreme rounding, double subtracted) {

  /** Weights whose largest exceeds their geometric mean by less than this leave digits. */
  private static final double FAR_ABOVE = 1e9;

  /**
   * Numbers that are further apart than this, in residual standard deviations, are too coarse for
   * the response: rounding to them adds a thousandth to the residual variance (a twelfth of the
   * distance, squared).
   */
  private static final double COARSE = 0.1;

  /** Rounding errors of the response above this leave fewer than four digits of the residual. */
  private static final double FEW_DIGITS = 1e-4;

  /**
   * A row.
   *
   * @param size what is largest in it; 0 where no row has any
   * @param value the number behind it
   * @param position the row's position among those read, in words; the first of several
   */
  public record Extreme(double size, double value, String position) {}

  /**
   * What is to be said of the largest weight where a model cannot be fitted: rows beside one that
   * weighs very much more leave nothing but rounding in sums of squares.
   *
   * @param label the weight as the model has it
   * @param meanLog the mean of the logarithms of all weights
   * @return nothing if the weight leaves digits of the other rows
   */
  public Optional<String> suspiciousWeight(String label, double meanLog) {
    double ratio = Math.log(weight.value()) - meanLog;
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
            weight.value(),
            weight.position(),
            ratio / Math.log(10)));
  }

  /** Whether an offset has cost any response digits. */
  boolean roundsResponses() {
    return rounding.size() > 0;
  }

  /**
   * Why a residual standard deviation cannot be distinguished from rounding of the numbers that the
   * rows gave, whatever the model.
   *
   * @param deviation for rows of weight 1, on the scale of the rows' responses
   * @return nothing if the rows leave it enough digits
   */
  public Optional<String> lostDigits(ModelStructure structure, double deviation) {
    String label = structure.responseBasis().map(Basis::number).orElse(structure.response());
    if (rounding.size() > FEW_DIGITS * deviation) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%2$s is %3$s in row %4$s, so large that %1$s less %2$s is rounded by up to %5$.2g,"
                  + " beside a residual standard deviation of %6$.2g: digits of %1$s are lost."
                  + " Subtract a constant from %2$s (the intercept absorbs it), or correct it",
              label,
              structure.offset().orElse("offset"),
              rounding.value(),
              rounding.position(),
              rounding.size(),
              deviation));
    }
    if (subtracted > FEW_DIGITS * deviation * deviation) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "rows that were added and then subtracted have left rounding errors of %.2g a row in"
                  + " the sum of squares of %s, beside a residual variance of %.2g: too few of its"
                  + " digits are left. Sum the rows that are left anew",
              subtracted,
              label,
              deviation * deviation));
    }
    double apart = response.size() * 0x1p-52;
    if (apart > COARSE * deviation) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%1$s is %2$s in row %3$s, where numbers of type double are %4$.2g apart, beside a"
                  + " residual standard deviation of %5$.2g: its digits were lost before the fit."
                  + " Subtract a constant from %1$s while it is exact (as a long, or a text), or"
                  + " correct it",
              label,
              response.value(),
              response.position(),
              Math.ulp(response.value()),
              deviation));
    }
    return Optional.empty();
  }
}
