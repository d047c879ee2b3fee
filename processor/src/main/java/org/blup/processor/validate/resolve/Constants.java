package org.blup.processor.validate.resolve;

import java.util.List;
import java.util.OptionalDouble;
import org.blup.formula.Expression;

/** Computes those parts of arithmetic that no component enters. */
public final class Constants {

  private Constants() {}

  /** The value of an expression of constants; empty if a component enters or it is not a number. */
  public static OptionalDouble value(Expression expression) {
    if (expression instanceof Expression.Num number) {
      return OptionalDouble.of(number.value());
    } else if (expression instanceof Expression.Parenthesised parenthesised) {
      return value(parenthesised.inner());
    } else if (expression instanceof Expression.Unary unary) {
      OptionalDouble operand = value(unary.operand());
      return operand.isEmpty() || !unary.operator().equals("-")
          ? operand
          : OptionalDouble.of(-operand.getAsDouble());
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary.operator(), List.of(binary.left(), binary.right()));
    } else if (expression instanceof Expression.Call call) {
      return call(call);
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble call(Expression.Call call) {
    if (call.function().equals("pow")) {
      return binary("^", call.arguments());
    }
    if (call.arguments().size() != 1) {
      return OptionalDouble.empty();
    }
    OptionalDouble argument = value(call.arguments().get(0));
    return argument.isPresent() ? function(call.function(), argument.getAsDouble()) : argument;
  }

  private static OptionalDouble binary(String operator, List<Expression> operands) {
    if (operands.size() != 2) {
      return OptionalDouble.empty();
    }
    OptionalDouble left = value(operands.get(0));
    OptionalDouble right = value(operands.get(1));
    if (left.isEmpty() || right.isEmpty()) {
      return OptionalDouble.empty();
    }
    double a = left.getAsDouble();
    double b = right.getAsDouble();
    return switch (operator) {
      case "+" -> OptionalDouble.of(a + b);
      case "-" -> OptionalDouble.of(a - b);
      case "*" -> OptionalDouble.of(a * b);
      case "/" -> OptionalDouble.of(a / b);
      case "^" -> OptionalDouble.of(Math.pow(a, b));
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble function(String name, double x) {
    return switch (name) {
      case "I" -> OptionalDouble.of(x);
      case "log" -> OptionalDouble.of(Math.log(x));
      case "log2" -> OptionalDouble.of(Math.log(x) / Math.log(2));
      case "log10" -> OptionalDouble.of(Math.log10(x));
      case "log1p" -> OptionalDouble.of(Math.log1p(x));
      case "exp" -> OptionalDouble.of(Math.exp(x));
      case "expm1" -> OptionalDouble.of(Math.expm1(x));
      case "sqrt" -> OptionalDouble.of(Math.sqrt(x));
      case "abs" -> OptionalDouble.of(Math.abs(x));
      case "sin" -> OptionalDouble.of(Math.sin(x));
      case "cos" -> OptionalDouble.of(Math.cos(x));
      case "tan" -> OptionalDouble.of(Math.tan(x));
      default -> OptionalDouble.empty();
    };
  }
}
