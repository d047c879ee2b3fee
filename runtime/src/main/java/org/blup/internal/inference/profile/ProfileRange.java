package org.blup.internal.inference.profile;

/**
 * Where a parameter may be, and how far apart its values are.
 *
 * @param target the parameter
 * @param estimate its value where the likelihood is largest
 * @param lower the least value it may have
 * @param upper the largest
 * @param scale about a standard error
 */
record ProfileRange(
    ProfileTarget target, double estimate, double lower, double upper, double scale) {

  /** A share of a standard error over which a scale is all but linear. */
  private static final double SMALL = 1e-4;

  /** Whether the parameter may have a value; without residual variance there is no likelihood. */
  boolean contains(double value) {
    return Double.isFinite(value)
        && (target instanceof ProfileTarget.OfResiduals
            ? value > lower && value < upper
            : value <= upper
                && (target instanceof ProfileTarget.Sigma ? value > lower : value >= lower));
  }

  /** The range in words, behind "it is". */
  String words() {
    if (Double.isInfinite(lower)) {
      return "a finite number";
    }
    if (Double.isInfinite(upper)) {
      return isLimit(0) ? "positive and finite" : "0 or more and finite";
    }
    return "between -1 and 1";
  }

  /** Whether values come as near to an end of the range as one likes, but do not reach it. */
  boolean isLimit(double end) {
    return target instanceof ProfileTarget.OfResiduals
        || end == 0 && target instanceof ProfileTarget.Sigma;
  }

  /** Whether the parameter's scale may be curved between two values. */
  boolean areFarApart(double value, double other) {
    return Math.abs(value - other) > SMALL * scale;
  }

  /**
   * The value a step away from the estimate. σ is never 0, so that its steps are ratios; those of
   * residuals are on their scale.
   */
  double away(double step) {
    if (target instanceof ProfileTarget.OfResiduals residual) {
      ParameterScale own = residual.scale();
      double from = own.of(estimate);
      double slope = (own.of(estimate + SMALL * scale) - from) / (SMALL * scale);
      return own.back(from + slope * step);
    }
    return isLimit(0) ? estimate * Math.exp(step / estimate) : estimate + step;
  }
}
