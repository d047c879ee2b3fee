package org.blup.formula;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The operators between two operands, the tightest last. Precedences are those of R's grammar,
 * where a sign in front binds tighter than {@code :} and looser than {@code ^}.
 */
enum Operator {
  /** Between the name of an argument and its value. */
  NAMED("=", 1),
  BAR("|", 1),
  DOUBLE_BAR("||", 1),
  PLUS("+", 2),
  MINUS("-", 2),
  TIMES("*", 3),
  OVER("/", 3),
  IN("%in%", 4),
  BY(":", 5),
  POWER("^", 7),
  /** Stands where an operator is missing, which is reported by then. */
  LEFT_OUT("", 8);

  static final int LOOSEST = 1;
  static final int SIGN_PRECEDENCE = 6;

  private static final Map<String, Operator> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(Operator::text, Function.identity()));

  private final String text;
  private final int precedence;

  Operator(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  /** The operator of that spelling; {@code ~} is none, for it joins no operands of one kind. */
  static Optional<Operator> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  static Operator of(Expression.Binary binary) {
    return BY_TEXT.get(binary.operator());
  }

  /** Whether an expression is an argument with its name: {@code by = arm}. */
  static boolean isNamedArgument(Expression expression) {
    return expression instanceof Expression.Binary binary && of(binary) == NAMED;
  }

  String text() {
    return text;
  }

  int precedence() {
    return precedence;
  }

  boolean isRightAssociative() {
    return this == POWER;
  }

  /** Whether it joins summands. */
  boolean isSum() {
    return this == PLUS || this == MINUS || this == LEFT_OUT;
  }

  boolean isBar() {
    return this == BAR || this == DOUBLE_BAR;
  }
}
