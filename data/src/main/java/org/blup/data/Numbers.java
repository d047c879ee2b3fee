package org.blup.data;

import java.math.BigDecimal;

/**
 * Reads decimal numbers as R, Python and spreadsheets write them: digits with one decimal mark and
 * an exponent, {@code Inf} and {@code NaN}. No locale, no thousands separators, and none of the
 * suffixes and hexadecimal numbers of Java.
 */
final class Numbers {

  /** The powers of ten that a double holds exactly. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long EXACT_INTEGERS = 1L << 53;

  /** Digits that surely fit into a long. */
  private static final int DIGITS_OF_LONG = 18;

  /** Larger exponents give zero or infinity, whatever the digits of a cell. */
  private static final int LARGEST_EXPONENT = 1_000_000;

  private Numbers() {}

  /**
   * The nearest double. Where digits and power of ten are both exact, one division or product
   * rounds once (Clinger, How to read floating point numbers accurately, 1990); the JDK reads the
   * others.
   *
   * @throws NumberFormatException if the text is not a number
   */
  static double parse(char[] text, int from, int to, char decimalMark) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (at < to && (negative || text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int significant = 0;
    int scale = 0;
    int seen = 0;
    boolean fraction = false;
    for (; at < to; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        seen++;
        if (significant > 0 || c != '0') {
          significant++;
        }
        digits = 10 * digits + (c - '0');
        if (fraction) {
          scale++;
        }
      } else if (c == decimalMark && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (seen == 0) {
      return named(text, at, to, fraction, negative);
    }
    int exponent = at == to ? 0 : exponent(text, at, to);
    int power = exponent - scale;
    boolean exact = significant <= DIGITS_OF_LONG && digits <= EXACT_INTEGERS;
    if (exact && Math.abs(power) < POWERS_OF_TEN.length) {
      double magnitude = power < 0 ? digits / POWERS_OF_TEN[-power] : digits * POWERS_OF_TEN[power];
      return negative ? -magnitude : magnitude;
    }
    return Double.parseDouble(plain(text, from, to, decimalMark));
  }

  /**
   * The number with all of its digits.
   *
   * @throws NumberFormatException if the text is not a finite number
   */
  static BigDecimal parseDecimal(char[] text, int from, int to, char decimalMark) {
    double nearest = parse(text, from, to, decimalMark);
    if (Double.isNaN(nearest) || Double.isInfinite(nearest)) {
      throw new NumberFormatException();
    }
    return new BigDecimal(plain(text, from, to, decimalMark));
  }

  private static String plain(char[] text, int from, int to, char decimalMark) {
    return new String(text, from, to - from).replace(decimalMark, '.');
  }

  /** What may stand for digits. */
  private static double named(char[] text, int at, int to, boolean fraction, boolean negative) {
    String name = fraction ? "" : new String(text, at, to - at);
    if (name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("infinity")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (name.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    throw new NumberFormatException();
  }

  private static int exponent(char[] text, int from, int to) {
    int at = from;
    if (text[at] != 'e' && text[at] != 'E') {
      throw new NumberFormatException();
    }
    at++;
    boolean negative = at < to && text[at] == '-';
    if (at < to && (negative || text[at] == '+')) {
      at++;
    }
    if (at == to) {
      throw new NumberFormatException();
    }
    int exponent = 0;
    for (; at < to; at++) {
      char c = text[at];
      if (c < '0' || c > '9') {
        throw new NumberFormatException();
      }
      exponent = Math.min(10 * exponent + (c - '0'), LARGEST_EXPONENT);
    }
    return negative ? -exponent : exponent;
  }
}
