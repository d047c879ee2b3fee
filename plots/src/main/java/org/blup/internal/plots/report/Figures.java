package org.blup.internal.plots.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.blup.internal.plots.pen.Decimals;

/** Numbers of tables as text. */
final class Figures {

  private static final int DIGITS = 5;
  private static final double LEAST_P = 1e-4;

  /** Smaller ones have three digits, as in the tables of the fit. */
  private static final double SMALL_P = 9.995e-4;

  private Figures() {}

  /** Five significant digits. */
  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not determined" : value > 0 ? "∞" : "−∞";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    boolean isLarge = exponent >= 9;
    if (isLarge || exponent < -5) {
      BigDecimal digits = rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros();
      return signed(digits) + "e" + exponent;
    }
    int decimals = Math.max(0, DIGITS - 1 - exponent);
    return signed(rounded.setScale(decimals, RoundingMode.HALF_EVEN));
  }

  private static String signed(BigDecimal value) {
    return (value.signum() < 0 ? "−" : "") + value.abs().toPlainString();
  }

  /** A number with some digits behind the point. */
  static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? signed(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN))
        : of(value);
  }

  /** A number that was observed: as it was given. */
  static String given(double value) {
    return Double.isFinite(value) ? Decimals.exact(value).replace('-', '−') : of(value);
  }

  static String count(long value) {
    StringBuilder text = new StringBuilder(Long.toString(value));
    for (int i = text.length() - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  static String pValue(double p) {
    if (Double.isNaN(p)) {
      return of(p);
    }
    return p < LEAST_P ? "< 0.0001" : fixed(p, p < SMALL_P ? 6 : 4);
  }

  static String percent(double share) {
    return fixed(100 * share, 1) + " %";
  }

  /** {@code [237.0, 265.8]}. */
  static String interval(double lower, double upper) {
    return "[" + of(lower) + ", " + of(upper) + "]";
  }
}
