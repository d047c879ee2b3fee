package org.blup.processor.validate.rules;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.blup.formula.Expression;
import org.blup.processor.validate.resolve.Constants;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic as a sum of products, so that the compiler sees when one expression is a linear
 * combination of others. What is no polynomial, such as a logarithm, is an unknown of its own.
 *
 * @param coefficients the factor before each product of powers; a product is a sorted map from
 *     unknown to exponent, the constant the empty map
 */
record Polynomial(Map<Product, Double> coefficients) {

  private static final int MOST_PRODUCTS = 64;
  private static final double MOST_EXPONENT = 8;

  /** A product of powers of unknowns, and the text that orders products. */
  record Product(SortedMap<String, Integer> exponents, String text) implements Comparable<Product> {

    static final Product NONE = of(new TreeMap<>());

    static Product of(SortedMap<String, Integer> exponents) {
      return new Product(exponents, exponents.toString());
    }

    Product times(Product other) {
      SortedMap<String, Integer> product = new TreeMap<>(exponents);
      other.exponents.forEach((unknown, power) -> product.merge(unknown, power, Integer::sum));
      return of(product);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Product product && text.equals(product.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public int compareTo(Product other) {
      return text.compareTo(other.text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Polynomial constant(double value) {
    return new Polynomial(value == 0 ? Map.of() : Map.of(Product.NONE, value));
  }

  static Polynomial of(Expression expression) {
    if (expression instanceof Expression.Name name) {
      return unknown(name.name());
    } else if (expression instanceof Expression.Num number) {
      return constant(number.value());
    } else if (expression instanceof Expression.Parenthesised parenthesised) {
      return of(parenthesised.inner());
    } else if (expression instanceof Expression.Unary unary) {
      return of(unary.operand()).times(unary.operator().equals("-") ? -1 : 1);
    } else if (expression instanceof Expression.Binary binary) {
      return of(binary.operator(), of(binary.left()), of(binary.right()));
    } else if (expression instanceof Expression.Call call) {
      return of(call);
    }
    return unknown(expression.toString());
  }

  private static Polynomial of(Expression.Call call) {
    OptionalDouble constant = Constants.value(call);
    if (constant.isPresent()) {
      return constant(constant.getAsDouble());
    }
    if (call.arguments().size() == 2 && call.function().equals("pow")) {
      return of("^", of(call.arguments().get(0)), of(call.arguments().get(1)));
    }
    Polynomial argument = of(call.arguments().get(0));
    return switch (call.function()) {
      case "I" -> argument;
      case "log2" -> unknown("log(" + argument.text() + ")").times(1 / Math.log(2));
      case "log10" -> unknown("log(" + argument.text() + ")").times(1 / Math.log(10));
      default -> unknown(call.function() + "(" + argument.text() + ")");
    };
  }

  private static Polynomial of(String operator, Polynomial left, Polynomial right) {
    boolean constant = right.isConstant();
    return switch (operator) {
      case "+" -> left.plus(right);
      case "-" -> left.plus(right.times(-1));
      case "*" -> left.times(right);
      case "/" ->
          constant
              ? left.times(1 / right.constant())
              : left.times(unknown("1/(" + right.text() + ")"));
      case "^" ->
          constant && isSmallWhole(right.constant())
              ? left.power((int) right.constant())
              : unknown("(" + left.text() + ")^(" + right.text() + ")");
      default -> unknown(left.text() + operator + right.text());
    };
  }

  private static boolean isSmallWhole(double exponent) {
    return exponent >= 0 && exponent <= MOST_EXPONENT && exponent == Math.rint(exponent);
  }

  static Polynomial unknown(String name) {
    return new Polynomial(Map.of(Product.of(new TreeMap<>(Map.of(name, 1))), 1.0));
  }

  private String text() {
    return coefficients.toString();
  }

  private boolean isConstant() {
    return coefficients.isEmpty() || coefficients.keySet().equals(Set.of(Product.NONE));
  }

  private double constant() {
    return coefficients.getOrDefault(Product.NONE, 0.0);
  }

  Polynomial plus(Polynomial other) {
    Map<Product, Double> sum = new TreeMap<>(coefficients);
    other.coefficients.forEach((product, factor) -> sum.merge(product, factor, Double::sum));
    sum.values().removeIf(factor -> factor == 0);
    return new Polynomial(sum);
  }

  Polynomial times(double factor) {
    Map<Product, Double> multiple = new TreeMap<>();
    coefficients.forEach((product, old) -> multiple.put(product, old * factor));
    return new Polynomial(multiple);
  }

  /** The product, or an unknown of its own where writing it out would take too long. */
  Polynomial times(Polynomial other) {
    if (coefficients.size() * other.coefficients.size() > MOST_PRODUCTS) {
      return unknown("(" + text() + ")*(" + other.text() + ")");
    }
    Polynomial product = constant(0);
    for (var left : coefficients.entrySet()) {
      Map<Product, Double> multiple = new TreeMap<>();
      other.coefficients.forEach(
          (right, factor) -> multiple.put(left.getKey().times(right), left.getValue() * factor));
      product = product.plus(new Polynomial(multiple));
    }
    return product;
  }

  private Polynomial power(int exponent) {
    Polynomial power = constant(1);
    for (int i = 0; i < exponent; i++) {
      power = power.times(this);
    }
    return power;
  }
}
