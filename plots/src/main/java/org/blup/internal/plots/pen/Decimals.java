package org.blup.internal.plots.pen;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, the same on every version of Java, which {@link Double#toString} is not. */
public final class Decimals {

  private static final int SHORTEST = 15;
  private static final int ALL = 17;

  private Decimals() {}

  /** A coordinate, to a hundredth of a pixel. */
  public static String coordinate(double value) {
    long hundredths = Math.round(value * 100);
    long size = Math.abs(hundredths);
    StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "").append(size / 100);
    int rest = (int) (size % 100);
    if (rest > 0) {
      text.append('.').append(rest / 10);
      text.append(rest % 10 > 0 ? Integer.toString(rest % 10) : "");
    }
    return text.toString();
  }

  /** A finite number by the fewest digits from 15 on that give it back. */
  public static String exact(double value) {
    BigDecimal whole = new BigDecimal(value);
    for (int digits = SHORTEST; digits < ALL; digits++) {
      BigDecimal rounded = whole.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return plain(rounded);
      }
    }
    return plain(whole.round(new MathContext(ALL, RoundingMode.HALF_EVEN)));
  }

  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    return exponent < -6 || exponent > 15 ? stripped.toString() : stripped.toPlainString();
  }
}
