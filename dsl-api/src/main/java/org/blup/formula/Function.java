package org.blup.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions of the language. */
enum Function {
  LOG("log", Kind.NUMERIC, "log(x)"),
  LOG2("log2", Kind.NUMERIC, "log2(x)"),
  LOG10("log10", Kind.NUMERIC, "log10(x)"),
  LOG1P("log1p", Kind.NUMERIC, "log1p(x)"),
  EXP("exp", Kind.NUMERIC, "exp(x)"),
  EXPM1("expm1", Kind.NUMERIC, "expm1(x)"),
  SQRT("sqrt", Kind.NUMERIC, "sqrt(x)"),
  ABS("abs", Kind.NUMERIC, "abs(x)"),
  SIN("sin", Kind.NUMERIC, "sin(x)"),
  COS("cos", Kind.NUMERIC, "cos(x)"),
  TAN("tan", Kind.NUMERIC, "tan(x)"),
  POW("pow", Kind.NUMERIC, "pow(x, 2)"),
  I("I", Kind.NUMERIC, "I(x^2)"),
  FACTOR("factor", Kind.FACTOR, "factor(f)"),
  C("C", Kind.FACTOR, "C(f, sum)"),
  SCALE("scale", Kind.STANDARDISED, "scale(x)"),
  CENTER("center", Kind.STANDARDISED, "center(x)"),
  POLY("poly", Kind.BASIS, "poly(x, 2)"),
  NS("ns", Kind.BASIS, "ns(x, 4) or ns(x, knots(2, 4), boundary(0, 6))"),
  BS("bs", Kind.BASIS, "bs(x, 5) or bs(x, knots(2, 4), boundary(0, 6))"),
  OFFSET("offset", Kind.OFFSET, "offset(x)"),
  RESIDUAL("residual", Kind.RESIDUAL, "residual(us(visit | subject))"),
  TREATMENT("treatment", Kind.ARGUMENT, "C(f, treatment(\"B\"))"),
  KNOTS("knots", Kind.ARGUMENT, "ns(x, knots(2, 4), boundary(0, 6))"),
  BOUNDARY("boundary", Kind.ARGUMENT, "ns(x, knots(2, 4), boundary(0, 6))");

  enum Kind {
    /** A number from the numbers of one row. */
    NUMERIC,
    /** A factor from a component. */
    FACTOR,
    /** A number that depends on all rows. */
    STANDARDISED,
    /** Several columns of numbers that depend on all rows. */
    BASIS,
    /** A summand with coefficient 1. */
    OFFSET,
    /** The covariance of the residuals. */
    RESIDUAL,
    /** Nothing by itself: it says more about the first argument of another function. */
    ARGUMENT
  }

  private static final Map<String, Function> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(function -> function.text, function -> function));

  private final String text;
  private final Kind kind;
  private final String example;

  Function(String text, Kind kind, String example) {
    this.text = text;
    this.kind = kind;
    this.example = example;
  }

  static Optional<Function> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The names of all functions that can be a term. */
  static List<String> names() {
    return Arrays.stream(values())
        .filter(function -> function.kind != Kind.ARGUMENT)
        .map(function -> function.text)
        .toList();
  }

  String text() {
    return text;
  }

  Kind kind() {
    return kind;
  }

  /** How it is written. */
  String example() {
    return example;
  }

  /** How many arguments it takes at least. */
  int arity() {
    return switch (this) {
      case POW, C, POLY, NS, BS -> 2;
      default -> 1;
    };
  }

  /** How many arguments it takes at most. */
  int mostArguments() {
    return kind == Kind.BASIS ? 3 : arity();
  }
}
