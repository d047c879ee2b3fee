package org.blup.internal.design.coding;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as levels, the way R's {@code factor} takes them: two fractions that agree to 15
 * significant digits are one level. A level is kept as a key, in whose order the levels are in
 * numerical order.
 */
public final class NumberLevel {

  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  /** Whole numbers up to this are told apart whatever their digits. */
  private static final double WHOLE_NUMBERS = 1L << 53;

  /** Below this a whole number has at most 15 digits. */
  private static final double FIFTEEN_DIGITS = 1e15;

  /** Numbers of at most so many decimals are recognised without decimal arithmetic. */
  private static final double[] SHORT_SCALES = {10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private NumberLevel() {}

  /** The key of a finite number. */
  public static long key(double number) {
    long bits = Double.doubleToLongBits(rounded(number) + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** Whether a number has the key. */
  public static boolean isKey(long key) {
    double number = number(key);
    return Double.isFinite(number) && key(number) == key;
  }

  private static double number(long key) {
    return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
  }

  /** The level as R writes it: {@code 1}, {@code 0.1}, {@code 1e-05}, {@code 1e+05}. */
  public static String text(long key) {
    BigDecimal decimal = decimal(number(key));
    String plain = decimal.toPlainString();
    String scientific = scientific(decimal);
    return plain.length() <= scientific.length() ? plain : scientific;
  }

  private static String scientific(BigDecimal decimal) {
    int exponent = decimal.precision() - decimal.scale() - 1;
    return decimal.scaleByPowerOfTen(-exponent).toPlainString()
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static double rounded(double number) {
    if (isWhole(number)) {
      return number;
    }
    for (double scale : SHORT_SCALES) {
      double whole = Math.rint(number * scale);
      if (Math.abs(whole) < FIFTEEN_DIGITS && whole / scale == number) {
        return number;
      }
    }
    return decimal(number).doubleValue();
  }

  private static BigDecimal decimal(double number) {
    BigDecimal exact = new BigDecimal(number);
    return (isWhole(number) ? exact : exact.round(DIGITS)).stripTrailingZeros();
  }

  private static boolean isWhole(double number) {
    return Math.abs(number) <= WHOLE_NUMBERS && number == Math.rint(number);
  }
}
