package org.blup.internal.design.sums;

/**
 * What tells responses of fits apart: sums over the rows, which do not depend on a model's
 * predictors or on the order of the rows.
 *
 * @param weight Σ w
 * @param mean Σ w y / Σ w, offsets taken from y; {@code NaN} where the model needs no sum of y
 * @param squares Σ w (y − mean)², or about the mean of the first rows where there is no mean
 */
public record ResponseMoments(double weight, double mean, double squares) {

  /**
   * Sums of the same responses in another order differ by less, relatively: a million rows lose
   * 1e-10 at most.
   */
  private static final double ROUNDING = 1e-9;

  /** Whether these can be the moments of the same responses, but for rounding. */
  public boolean agreesWith(ResponseMoments other) {
    if (Double.isNaN(mean) || Double.isNaN(other.mean)) {
      return near(weight, other.weight, weight);
    }
    double deviation = Math.sqrt(squares / weight);
    return near(weight, other.weight, weight)
        && near(mean, other.mean, Math.max(deviation, 1e-3 * Math.abs(mean)))
        && near(squares, other.squares, squares);
  }

  private static boolean near(double a, double b, double size) {
    return Math.abs(a - b) <= ROUNDING * size;
  }
}
