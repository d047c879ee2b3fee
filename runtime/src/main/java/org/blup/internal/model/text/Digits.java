package org.blup.internal.model.text;

import java.util.Locale;

/**
 * Numbers for reading. How many digits a number has depends on the number and on the error it has,
 * never on the other rows of its table; numbers that belong together, as an estimate, its standard
 * error and its interval do, end at the same digit. The same in every locale.
 */
public final class Digits {

  /** Significant digits of a number without an error. */
  private static final int SIGNIFICANT = 5;

  /** Significant digits of a standard error. */
  private static final int OF_ERROR = 4;

  /** Numbers have no more digits unless their errors are smaller still. */
  private static final int MOST = 8;

  /** All that a double has. */
  private static final int ALL = 15;

  /** Longer fractions have an exponent. */
  private static final int MOST_DECIMALS = 6;

  /** Smaller p-values are printed as being below this one. */
  private static final double LEAST_P = 2.2e-16;

  /** Decimals of a p-value that is not small. */
  private static final int P_DECIMALS = 4;

  /** Of a small p-value. */
  private static final int P_DIGITS = 3;

  /** Smaller p-values, rounded to three digits, begin behind the third decimal. */
  private static final double SMALL_P = 9.995e-4;

  /** The last digit is that of 10 to the power of minus this. */
  private final int decimals;

  private final boolean scientific;

  private Digits(int decimals, boolean scientific) {
    this.decimals = decimals;
    this.scientific = scientific;
  }

  /**
   * The digits that numbers with a common error are worth: four of the error, but not more than
   * eight of the largest number unless the error is beyond these.
   */
  public static Digits upTo(double error, double... numbers) {
    boolean known = error > 0 && Double.isFinite(error);
    double largest = known ? error : 0;
    for (double number : numbers) {
      largest = Double.isFinite(number) ? Math.max(largest, Math.abs(number)) : largest;
    }
    int first = exponent(largest, ALL);
    if (!known) {
      return of(SIGNIFICANT - 1 - first, first);
    }
    int ofError = exponent(error, OF_ERROR);
    int wanted = OF_ERROR - 1 - ofError;
    return of(Math.min(wanted, Math.max(MOST - 1 - first, 1 - ofError)), first);
  }

  /**
   * The digits of both ends of an interval: four of its width, with exponents where the end nearer
   * to 0 would vanish.
   */
  public static Digits ofInterval(double lower, double upper) {
    Digits digits = upTo(upper - lower, lower, upper);
    double least = Math.min(Math.abs(lower), Math.abs(upper));
    boolean vanishes = least > 0 && exponent(least, ALL) < -digits.decimals;
    return vanishes ? new Digits(OF_ERROR - 1 - exponent(least, ALL), true) : digits;
  }

  private static Digits of(int decimals, int first) {
    return new Digits(decimals, decimals > MOST_DECIMALS || first >= MOST);
  }

  /** The number to the common last digit. */
  public String print(double value) {
    if (!scientific || value == 0 || !Double.isFinite(value)) {
      return fixed(value, scientific ? 0 : Math.max(0, decimals));
    }
    int mantissa = exponent(value, ALL) + decimals;
    return scientific(value, Math.max(1, Math.min(MOST, mantissa)));
  }

  /** {@code [86.821, 122.179]}. */
  public String print(double lower, double upper) {
    return "[" + print(lower) + ", " + print(upper) + "]";
  }

  /** A number with five significant digits, with an exponent where it is far from 1. */
  public static String significant(double value) {
    return significant(value, SIGNIFICANT);
  }

  /** A number with significant digits, with an exponent where it is far from 1. */
  public static String significant(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : fixed(value, 0);
    }
    int exponent = exponent(value, digits);
    int decimals = digits - 1 - exponent;
    return exponent >= MOST || decimals > MOST_DECIMALS + 1
        ? scientific(value, digits - 1)
        : fixed(value, Math.max(0, decimals));
  }

  /** A number that a user gave, or a mean of such: without trailing zeros. */
  public static String given(double value) {
    String text = significant(value, MOST - 1);
    return text.contains(".") && !text.contains("e")
        ? text.replaceFirst("\\.?0+$", "")
        : text.replaceFirst("\\.?0+e", "e");
  }

  /** A t, z, F or χ² statistic. */
  public static String statistic(double value) {
    return Math.abs(value) < 1e5 ? fixed(value, 3) : significant(value);
  }

  /** A residual in units of σ. */
  public static String residual(double value) {
    return fixed(value, 4);
  }

  /** Degrees of freedom. */
  public static String df(double value) {
    return value < 1000 ? fixed(value, 2) : value < 1e7 ? fixed(value, 0) : significant(value);
  }

  /** A correlation or a share. */
  public static String share(double value) {
    return fixed(value, 2);
  }

  /** A log-likelihood, or what is made of one: AIC, BIC, a criterion. */
  public static String criterion(double value) {
    return fixed(value, 1);
  }

  /** A p-value: four decimals, but three significant digits where it is small. */
  public static String pValue(double p) {
    if (p < LEAST_P) {
      return "< 2e-16";
    }
    return p < SMALL_P / 10 ? scientific(p, P_DIGITS - 1) : fixed(p, decimals(p));
  }

  /** How many decimals a p-value is printed to. */
  private static int decimals(double p) {
    if (p < SMALL_P / 10) {
      return P_DIGITS - 1 - exponent(p, P_DIGITS);
    }
    return p < SMALL_P ? P_DECIMALS + 2 : P_DECIMALS;
  }

  /** A p-value that was integrated numerically, without the digits that its error makes up. */
  public static String pValue(double p, double error) {
    if (!(error > LEAST_P)) {
      return pValue(p);
    }
    int known = Math.max(0, (int) Math.floor(-Math.log10(error)));
    double last = Math.pow(10, -known);
    if (p < Math.max(error, last / 2)) {
      return "< " + fixed(last, known);
    }
    return known < decimals(p) ? fixed(p, known) : pValue(p);
  }

  /** A printed p-value behind its sign: {@code = 0.0123}, {@code < 2e-16}. */
  public static String equalTo(String pValue) {
    return pValue.startsWith("<") ? pValue : "= " + pValue;
  }

  /** An estimate with its error on a line. */
  public static String estimate(String name, double estimate, double standardError) {
    Digits digits = upTo(standardError, estimate);
    return name
        + " = "
        + digits.print(estimate)
        + ", standard error "
        + digits.print(standardError);
  }

  /** A level of confidence: {@code 95 %}. */
  public static String percent(double level) {
    return given(100 * level) + " %";
  }

  /** A count: {@code 2,966}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** The exponent of a number's first digit, once it is rounded to so many digits. */
  private static int exponent(double value, int digits) {
    if (value == 0) {
      return 0;
    }
    String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    return Integer.parseInt(text.substring(text.indexOf('e') + 1));
  }

  private static String scientific(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "e", value);
  }

  private static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    boolean zero = text.startsWith("-") && text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? text.substring(1) : text;
  }
}
