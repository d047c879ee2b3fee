package org.blup.precision;

import java.math.BigDecimal;
import java.math.MathContext;

/** Linear algebra and logarithms in 50 digits. */
final class ManyDigits {

  static final MathContext DIGITS = new MathContext(50);

  private static final BigDecimal TOO_SMALL = new BigDecimal("1e-55");

  private ManyDigits() {}

  static BigDecimal of(double value) {
    return new BigDecimal(value);
  }

  /** The lower triangular L with {@code LLᵀ} the matrix, whose lower triangle is read. */
  static BigDecimal[][] root(BigDecimal[][] matrix) {
    int n = matrix.length;
    BigDecimal[][] root = new BigDecimal[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        BigDecimal sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum = sum.subtract(root[i][k].multiply(root[j][k], DIGITS), DIGITS);
        }
        root[i][j] = i == j ? sum.sqrt(DIGITS) : sum.divide(root[j][j], DIGITS);
      }
    }
    return root;
  }

  static BigDecimal product(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(a[i].multiply(b[i], DIGITS), DIGITS);
    }
    return sum;
  }

  /** That of a double, and the rest by {@code log(1 + t) = 2 artanh(t / (2 + t))}. */
  static BigDecimal log(BigDecimal value) {
    BigDecimal first = of(Math.log(value.doubleValue()));
    BigDecimal rest = value.divide(exponential(first), DIGITS).subtract(BigDecimal.ONE);
    BigDecimal t = rest.divide(rest.add(BigDecimal.valueOf(2)), DIGITS);
    BigDecimal power = t.add(t);
    BigDecimal sum = first;
    for (int k = 1; power.abs().compareTo(TOO_SMALL) > 0; k += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
      power = power.multiply(t, DIGITS).multiply(t, DIGITS);
    }
    return sum;
  }

  /** By the series of {@code e^{x/2^k}}. */
  private static BigDecimal exponential(BigDecimal x) {
    int halvings = 20;
    BigDecimal small = x.divide(BigDecimal.valueOf(1L << halvings), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; term.abs().compareTo(TOO_SMALL) > 0; k++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }
}
