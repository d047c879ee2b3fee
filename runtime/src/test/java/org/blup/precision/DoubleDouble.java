package org.blup.precision;

/**
 * A number of about 32 digits: the unevaluated sum of two doubles (Dekker 1971, A floating-point
 * technique for extending the available precision, Numer. Math. 18:224–242).
 */
record DoubleDouble(double high, double low) {

  static final DoubleDouble ZERO = new DoubleDouble(0, 0);
  static final DoubleDouble ONE = new DoubleDouble(1, 0);

  /** 2π, and the logarithm of 2. */
  static final DoubleDouble TWO_PI = new DoubleDouble(2 * Math.PI, 2.4492935982947064e-16);

  private static final DoubleDouble LOG_2 =
      new DoubleDouble(0.6931471805599453, 2.3190468138462996e-17);

  static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  /** The exact product of two doubles. */
  static DoubleDouble product(double a, double b) {
    double high = a * b;
    return new DoubleDouble(high, Math.fma(a, b, -high));
  }

  private static DoubleDouble sum(double a, double b) {
    double high = a + b;
    double part = high - a;
    return new DoubleDouble(high, (a - (high - part)) + (b - part));
  }

  private static DoubleDouble normal(double a, double b) {
    double high = a + b;
    return new DoubleDouble(high, b - (high - a));
  }

  DoubleDouble plus(DoubleDouble other) {
    DoubleDouble highs = sum(high, other.high);
    DoubleDouble lows = sum(low, other.low);
    DoubleDouble first = normal(highs.high, highs.low + lows.high);
    return normal(first.high, first.low + lows.low);
  }

  DoubleDouble minus(DoubleDouble other) {
    return plus(new DoubleDouble(-other.high, -other.low));
  }

  DoubleDouble times(DoubleDouble other) {
    double first = high * other.high;
    double error = Math.fma(high, other.high, -first);
    return normal(first, error + (high * other.low + low * other.high));
  }

  DoubleDouble times(double other) {
    return times(of(other));
  }

  DoubleDouble over(DoubleDouble other) {
    double first = high / other.high;
    DoubleDouble rest = minus(other.times(first));
    double second = rest.high / other.high;
    rest = rest.minus(other.times(second));
    double third = rest.high / other.high;
    return normal(first, second).plus(of(third));
  }

  DoubleDouble squareRoot() {
    double root = Math.sqrt(high);
    DoubleDouble first = of(root);
    return first.plus(minus(first.times(first)).over(of(2 * root)));
  }

  /** By {@code log m = 2 artanh((m − 1) / (m + 1))} for a mantissa m near 1. */
  DoubleDouble log() {
    int exponent = Math.getExponent(high * Math.sqrt(2) / 2) + 1;
    double unit = Math.scalb(1.0, -exponent);
    DoubleDouble mantissa = new DoubleDouble(high * unit, low * unit);
    DoubleDouble s = mantissa.minus(ONE).over(mantissa.plus(ONE));
    DoubleDouble square = s.times(s);
    DoubleDouble power = s;
    DoubleDouble sum = ZERO;
    for (int k = 1; k < 60; k += 2) {
      sum = sum.plus(power.over(of(k)));
      power = power.times(square);
    }
    return sum.times(2).plus(LOG_2.times(exponent));
  }
}
