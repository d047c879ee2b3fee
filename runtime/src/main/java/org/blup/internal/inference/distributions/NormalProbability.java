package org.blup.internal.inference.distributions;

/**
 * The standard normal distribution function, to full precision and fast enough for the inner loop
 * of a numerical integral: rational approximations of W. J. Cody (1969), Rational Chebyshev
 * approximations for the error function, Math. Comp. 23:631–637.
 */
final class NormalProbability {

  private static final double ROOT_2PI = Math.sqrt(2 * Math.PI);
  private static final double ROOT_32 = Math.sqrt(32);

  /** Up to here the distribution function is written about one half. */
  private static final double CENTRE = 0.67448975;

  /** Beyond, the tail is below the smallest double. */
  private static final double FAR = 38.6;

  private static final double[] A = {
    2.2352520354606839287,
    161.02823106855587881,
    1067.6894854603709582,
    18154.981253343561249,
    0.065682337918207449113
  };
  private static final double[] B = {
    47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956
  };
  private static final double[] C = {
    0.39894151208813466764,
    8.8831497943883759412,
    93.506656132177855979,
    597.27027639480026226,
    2494.5375852903726711,
    6848.1904505362823326,
    11602.651437647350124,
    9842.7148383839780218,
    1.0765576773720192317e-8
  };
  private static final double[] D = {
    22.266688044328115691,
    235.38790178262499861,
    1519.377599407554805,
    6485.558298266760755,
    18615.571640885098091,
    34900.952721145977266,
    38912.003286093271411,
    19685.429676859990727
  };
  private static final double[] P = {
    0.21589853405795699,
    0.1274011611602473639,
    0.022235277870649807,
    0.001421619193227893466,
    2.9112874951168792e-5,
    0.02307344176494017303
  };
  private static final double[] Q = {
    1.28426009614491121,
    0.468238212480865118,
    0.0659881378689285515,
    0.00378239633202758244,
    7.29751555083966205e-5
  };

  private NormalProbability() {}

  /** φ(x). */
  static double density(double x) {
    return Math.exp(-x * x / 2) / ROOT_2PI;
  }

  /** Φ(x), to full relative precision in the lower tail; 0 and 1 at the infinities. */
  static double cumulative(double x) {
    double size = Math.abs(x);
    if (size <= CENTRE) {
      return 0.5 + central(x);
    }
    double tail = size >= FAR ? 0 : size <= ROOT_32 ? middle(size) : far(size);
    return x > 0 ? 1 - tail : tail;
  }

  /** P(lower &lt; Z &lt; upper), without cancellation in the upper tail; 0 if it is empty. */
  static double between(double lower, double upper) {
    if (lower >= upper) {
      return 0;
    }
    return lower > 0
        ? cumulative(-lower) - cumulative(-upper)
        : cumulative(upper) - cumulative(lower);
  }

  private static double central(double x) {
    double square = x * x;
    double numerator = A[4] * square;
    double denominator = square;
    for (int i = 0; i < 3; i++) {
      numerator = (numerator + A[i]) * square;
      denominator = (denominator + B[i]) * square;
    }
    return x * (numerator + A[3]) / (denominator + B[3]);
  }

  private static double middle(double size) {
    double numerator = C[8] * size;
    double denominator = size;
    for (int i = 0; i < 7; i++) {
      numerator = (numerator + C[i]) * size;
      denominator = (denominator + D[i]) * size;
    }
    return gaussian(size) * (numerator + C[7]) / (denominator + D[7]);
  }

  private static double far(double size) {
    double inverse = 1 / (size * size);
    double numerator = P[5] * inverse;
    double denominator = inverse;
    for (int i = 0; i < 4; i++) {
      numerator = (numerator + P[i]) * inverse;
      denominator = (denominator + Q[i]) * inverse;
    }
    double ratio = inverse * (numerator + P[4]) / (denominator + Q[4]);
    return gaussian(size) * (1 / ROOT_2PI - ratio) / size;
  }

  /** exp(−x²/2), the square split so that its rounding is not magnified. */
  private static double gaussian(double size) {
    double whole = Math.rint(size * 16) / 16;
    double rest = (size - whole) * (size + whole);
    return Math.exp(-whole * whole / 2) * Math.exp(-rest / 2);
  }
}
