package org.blup.internal.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * The central difference of fourth order, {@code f' ≈ (f₋₂ − 8 f₋₁ + 8 f₁ − f₂) / 12h}, with an
 * error of {@code h⁴/30} times the fifth derivative (Abramowitz &amp; Stegun 1964, 25.3.6).
 */
public final class FivePoints {

  /** How many values it takes: that of the middle point has no weight. */
  public static final int VALUES = 4;

  /** Where the function is evaluated, in steps. */
  private static final int[] MULTIPLES = {-2, -1, 1, 2};

  /**
   * The weights of the values in the first derivative (Abramowitz &amp; Stegun 1964, table 25.2).
   */
  private static final int[] NUMERATORS = {1, -8, 8, -1};

  /** What sums of values with {@link #numerator} are divided by, for a step of 1. */
  public static final int DENOMINATOR = 12;

  private FivePoints() {}

  /** Where a value is taken: so many steps from the middle. */
  public static int multiple(int value) {
    return MULTIPLES[value];
  }

  /** The weight of a value, times {@link #DENOMINATOR}. */
  public static double numerator(int value) {
    return NUMERATORS[value];
  }

  /** The weight of a value, for a step of 1. */
  public static double weight(int value) {
    return numerator(value) / DENOMINATOR;
  }

  /** The derivative of a function, whose values are asked for from the left to the right. */
  public static double derivative(DoubleUnaryOperator f, double at, double step) {
    double[] values = new double[VALUES];
    for (int v = 0; v < VALUES; v++) {
      values[v] = f.applyAsDouble(at + multiple(v) * step);
    }
    return (8 * (values[2] - values[1]) - (values[3] - values[0])) / (DENOMINATOR * step);
  }
}
