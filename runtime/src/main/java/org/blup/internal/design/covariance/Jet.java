package org.blup.internal.design.covariance;

/**
 * A number with its first and, if asked for, second derivatives for several variables, carried
 * through sums and products (forward mode: Griewank &amp; Walther 2008, Evaluating derivatives,
 * section 13). Immutable.
 */
final class Jet {

  private final int variables;
  private final double value;

  /** One for each variable. */
  private final double[] first;

  /** The lower triangle row by row; empty if not asked for. */
  private final double[] second;

  private Jet(double value, double[] first, double[] second) {
    this.value = value;
    this.first = first;
    this.second = second;
    variables = first.length;
  }

  /**
   * A number without derivatives.
   *
   * @param seconds whether second derivatives are asked for
   */
  static Jet constant(int variables, double value, boolean seconds) {
    int length = seconds ? variables * (variables + 1) / 2 : 0;
    return new Jet(value, new double[variables], new double[length]);
  }

  static Jet variable(int variables, int index, double value, boolean seconds) {
    Jet jet = constant(variables, value, seconds);
    jet.first[index] = 1;
    return jet;
  }

  /** A constant of as many variables as this number has. */
  Jet number(double constant) {
    return new Jet(constant, new double[variables], new double[second.length]);
  }

  double value() {
    return value;
  }

  double first(int i) {
    return first[i];
  }

  double second(int i, int j) {
    return second[place(Math.max(i, j), Math.min(i, j))];
  }

  private boolean hasSeconds() {
    return second.length > 0;
  }

  private static int place(int row, int column) {
    return row * (row + 1) / 2 + column;
  }

  Jet plus(Jet other) {
    Jet sum = number(value + other.value);
    for (int i = 0; i < first.length; i++) {
      sum.first[i] = first[i] + other.first[i];
    }
    for (int i = 0; i < second.length; i++) {
      sum.second[i] = second[i] + other.second[i];
    }
    return sum;
  }

  Jet minus(Jet other) {
    return plus(other.times(-1));
  }

  Jet times(double factor) {
    Jet product = number(factor * value);
    for (int i = 0; i < first.length; i++) {
      product.first[i] = factor * first[i];
    }
    for (int i = 0; i < second.length; i++) {
      product.second[i] = factor * second[i];
    }
    return product;
  }

  Jet times(Jet other) {
    Jet product = number(value * other.value);
    for (int i = 0; i < variables; i++) {
      product.first[i] = first[i] * other.value + value * other.first[i];
      for (int j = 0; hasSeconds() && j <= i; j++) {
        int at = place(i, j);
        product.second[at] =
            second[at] * other.value
                + first[i] * other.first[j]
                + first[j] * other.first[i]
                + value * other.second[at];
      }
    }
    return product;
  }

  Jet sine() {
    return applied(Math.sin(value), Math.cos(value), -Math.sin(value));
  }

  Jet cosine() {
    return applied(Math.cos(value), -Math.sin(value), -Math.cos(value));
  }

  /** Of a positive number. */
  Jet root() {
    double root = Math.sqrt(value);
    return applied(root, 0.5 / root, -0.25 / (root * value));
  }

  Jet exponential() {
    double exponential = Math.exp(value);
    return applied(exponential, exponential, exponential);
  }

  Jet reciprocal() {
    double reciprocal = 1 / value;
    return applied(reciprocal, -reciprocal * reciprocal, 2 * reciprocal * reciprocal * reciprocal);
  }

  /** A function of this number, given with its derivatives there. */
  private Jet applied(double function, double derivative, double secondDerivative) {
    Jet result = number(function);
    for (int i = 0; i < variables; i++) {
      result.first[i] = derivative * first[i];
      for (int j = 0; hasSeconds() && j <= i; j++) {
        int at = place(i, j);
        result.second[at] = derivative * second[at] + secondDerivative * first[i] * first[j];
      }
    }
    return result;
  }
}
