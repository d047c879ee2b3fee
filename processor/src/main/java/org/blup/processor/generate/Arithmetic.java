package org.blup.processor.generate;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.function.Function;
import org.blup.formula.Expression;

/**
 * Compiles the arithmetic of a formula to Java on {@code double} variables: {@code I(days^2)} to
 * {@code Math.pow(days, 2.0)}, with the precedence of R and no more parentheses than Java needs.
 */
final class Arithmetic {

  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int SIGN = 3;
  private static final int ATOM = 4;

  private final Function<String, CodeBlock> variables;

  /**
   * @param variables the Java expression, an atom of type double, for the name of a component
   */
  Arithmetic(Function<String, CodeBlock> variables) {
    this.variables = variables;
  }

  /** The Java expression for {@code expression}. */
  CodeBlock compile(Expression expression) {
    return operand(expression).code();
  }

  /** Whether the expression is a component and nothing else. */
  static boolean isName(Expression expression) {
    return unwrapped(expression) instanceof Expression.Name;
  }

  /** Without the parentheses and the {@code I()} around it. */
  private static Expression unwrapped(Expression expression) {
    if (expression instanceof Expression.Parenthesised parenthesised) {
      return unwrapped(parenthesised.inner());
    }
    if (expression instanceof Expression.Call call
        && call.function().equals("I")
        && call.arguments().size() == 1) {
      return unwrapped(call.arguments().get(0));
    }
    return expression;
  }

  private record Operand(CodeBlock code, int precedence) {

    CodeBlock atLeast(int needed) {
      return precedence >= needed ? code : CodeBlock.of("($L)", code);
    }
  }

  private Operand operand(Expression written) {
    Expression expression = unwrapped(written);
    if (expression instanceof Expression.Name name) {
      return new Operand(variables.apply(name.name()), ATOM);
    } else if (expression instanceof Expression.Num number) {
      return new Operand(CodeBlock.of("$L", literal(number.text())), ATOM);
    } else if (expression instanceof Expression.Unary unary) {
      CodeBlock inner = operand(unary.operand()).atLeast(ATOM);
      return new Operand(CodeBlock.of("$L$L", unary.operator(), inner), SIGN);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    } else if (expression instanceof Expression.Call call) {
      return call(call);
    }
    throw new IllegalArgumentException("not arithmetic: " + expression);
  }

  private Operand binary(Expression.Binary binary) {
    Operand left = operand(binary.left());
    Operand right = operand(binary.right());
    return switch (binary.operator()) {
      case "+", "-" -> infix(left, binary.operator(), right, SUM);
      case "*", "/" -> infix(left, binary.operator(), right, PRODUCT);
      case "^" -> power(left, right);
      default -> throw new IllegalArgumentException("not arithmetic: " + binary.operator());
    };
  }

  /** The right operand is bracketed at equal precedence: {@code a - (b - c)}. */
  private static Operand infix(Operand left, String operator, Operand right, int precedence) {
    CodeBlock code =
        CodeBlock.of("$L $L $L", left.atLeast(precedence), operator, right.atLeast(precedence + 1));
    return new Operand(code, precedence);
  }

  private static Operand power(Operand base, Operand exponent) {
    return new Operand(
        CodeBlock.of("$T.pow($L, $L)", Math.class, base.code(), exponent.code()), ATOM);
  }

  private Operand call(Expression.Call call) {
    List<Operand> arguments = call.arguments().stream().map(this::operand).toList();
    if (call.function().equals("pow") && arguments.size() == 2) {
      return power(arguments.get(0), arguments.get(1));
    }
    if (arguments.size() != 1) {
      throw new IllegalArgumentException("not a function of one number: " + call.function());
    }
    CodeBlock argument = arguments.get(0).code();
    return switch (call.function()) {
      case "log", "log10", "log1p", "exp", "expm1", "sqrt", "abs", "sin", "cos", "tan" ->
          new Operand(CodeBlock.of("$T.$L($L)", Math.class, call.function(), argument), ATOM);
      case "log2" ->
          new Operand(CodeBlock.of("$1T.log($2L) / $1T.log(2.0)", Math.class, argument), PRODUCT);
      default -> throw new IllegalArgumentException("unknown function: " + call.function());
    };
  }

  /**
   * The number as it was written, made a double: {@code 2} is {@code 2.0}. It is never printed from
   * its value, which not every JDK prints alike.
   */
  private static String literal(String text) {
    return text.chars().allMatch(Character::isDigit) ? text + ".0" : text;
  }
}
