package org.blup.formula;

import java.util.List;

/** The tree of a formula as written. Every node knows the characters it was read from. */
public sealed interface Expression {

  Span span();

  /** A component by its name, with or without backticks. */
  record Name(String name, Span span) implements Expression {}

  /** A number, with the text it was written as. */
  record Num(double value, String text, Span span) implements Expression {}

  /** A quoted string, as in {@code treatment("B")}. */
  record Text(String value, Span span) implements Expression {}

  /** A function of arguments: {@code log(x)}. */
  record Call(String function, List<Expression> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A sign in front: {@code -1}. */
  record Unary(String operator, Expression operand, Span span) implements Expression {}

  /** Two operands around an operator: one of {@code ^ : %in% * / + - | || ~}. */
  record Binary(String operator, Expression left, Expression right, Span span)
      implements Expression {}

  /** An expression in parentheses. */
  record Parenthesised(Expression inner, Span span) implements Expression {}

  /**
   * A gap that is already reported. A {@link ModelFormula} has none; they are left while a text
   * with mistakes is searched for more.
   */
  record Missing(Span span) implements Expression {}
}
