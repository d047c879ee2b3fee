package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_ARGUMENT;
import static org.blup.formula.ProblemCode.MISPLACED_OFFSET;
import static org.blup.formula.ProblemCode.MISPLACED_RESIDUAL;
import static org.blup.formula.ProblemCode.MISSING_RESPONSE;
import static org.blup.formula.ProblemCode.NOT_ARITHMETIC;
import static org.blup.formula.ProblemCode.NOT_A_TERM;
import static org.blup.formula.ProblemCode.UNKNOWN_FUNCTION;
import static org.blup.formula.ProblemCode.WRONG_ARITY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Missing;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Num;
import org.blup.formula.Expression.Parenthesised;
import org.blup.formula.Expression.Text;

/** Reads the leaves of a model: components, functions and arithmetic of components. */
final class VariableReader {

  /** Beyond it the powers of a number lose more digits than are left to estimate anything. */
  private static final int HIGHEST_DEGREE = 10;

  /** Of a cubic spline without knots. */
  private static final int LEAST_CUBIC_COLUMNS = 3;

  /** So many coefficients of one number nobody reads; each has a method of its own. */
  private static final int MOST_SPLINE_COLUMNS = 100;

  private final Problems problems;
  private final Arithmetic arithmetic;
  private final StructuredTerms structured;

  VariableReader(Problems problems) {
    this.problems = problems;
    this.arithmetic = new Arithmetic(this, problems);
    this.structured = new StructuredTerms(problems);
  }

  /** The left-hand side: arithmetic of components, or a standardised one. */
  Optional<Variable> response(Expression written) {
    Expression response = written;
    while (response instanceof Parenthesised parenthesised) {
      response = parenthesised.inner();
    }
    if (arithmetic.isTooDeep(response)) {
      return Optional.empty();
    }
    boolean isSound =
        response instanceof Call call && isStandardised(call)
            ? isFunction(call)
            : arithmetic.isSound(response);
    if (isSound && !arithmetic.namesComponent(response)) {
      problems.report(
          MISSING_RESPONSE,
          response.span(),
          "The response " + problems.quote(response.span()) + " names no component",
          "Write the component that the model explains: response ~ terms");
      return Optional.empty();
    }
    return isSound ? Optional.of(Variable.of(response)) : Optional.empty();
  }

  /** A function as a term. */
  Optional<Variable> term(Call call) {
    return isSoundTerm(call) ? Optional.of(Variable.of(call)) : Optional.empty();
  }

  /** What an offset adds. */
  Optional<Variable> offset(Call call) {
    return isSoundTerm(call) ? Optional.of(Variable.of(call.arguments().get(0))) : Optional.empty();
  }

  /** A number of each row: arithmetic of components. */
  Optional<Variable> number(Expression written) {
    boolean isSound =
        !arithmetic.isTooDeep(written) && arithmetic.isSound(written) && isOfRows(written);
    return isSound ? Optional.of(Variable.of(written)) : Optional.empty();
  }

  private boolean isSoundTerm(Call call) {
    return !arithmetic.isTooDeep(call) && isFunction(call) && isOfRows(call);
  }

  /** Whether some component's value enters; reports if none does. */
  private boolean isOfRows(Expression expression) {
    if (arithmetic.namesComponent(expression)) {
      return true;
    }
    problems.report(
        NOT_A_TERM,
        expression.span(),
        problems.quote(expression.span()) + " is the same for every row: it names no component");
    return false;
  }

  /** Whether a call is to a known function with arguments it can take; reports if not. */
  boolean isFunction(Call call) {
    Optional<Function> function = Function.named(call.function());
    if (function.isEmpty()) {
      reportUnknown(call);
      return false;
    }
    return hasFittingArguments(function.get(), call);
  }

  private boolean hasFittingArguments(Function function, Call call) {
    if (function.kind() == Function.Kind.ARGUMENT) {
      problems.report(
          INVALID_ARGUMENT,
          call.span(),
          "'" + function.text() + "' belongs inside another function",
          "As in " + function.example());
      return false;
    }
    if (call.arguments().stream().anyMatch(Missing.class::isInstance)) {
      return false;
    }
    for (Expression argument : call.arguments()) {
      if (argument instanceof Binary named && Operator.isNamedArgument(argument)) {
        return isInvalid(
            argument,
            "'%s' has no argument '%s'"
                .formatted(function.text(), problems.source(named.left().span())),
            function.example());
      }
    }
    int arity = call.arguments().size();
    if (arity < function.arity() || arity > function.mostArguments()) {
      problems.report(
          WRONG_ARITY,
          call.span(),
          "'%s' takes %s, not %s".formatted(function.text(), arguments(function), arity),
          "As in " + function.example());
      return false;
    }
    Expression first = call.arguments().get(0);
    boolean isSound = function == Function.C ? isFactor(first) : arithmetic.isSound(first);
    return areFurtherArgumentsSound(function, call) && isSound;
  }

  private static String arguments(Function function) {
    int count = function.arity();
    return function.mostArguments() > count
        ? "two or three arguments"
        : count == 1 ? "one argument" : "two arguments";
  }

  private boolean areFurtherArgumentsSound(Function function, Call call) {
    List<Expression> arguments = call.arguments();
    return switch (function) {
      case POW -> arithmetic.isSound(arguments.get(1));
      case C -> isContrast(arguments.get(1));
      case POLY -> isDegree(arguments.get(1)) & (arguments.size() < 3 || isRaw(arguments.get(2)));
      case NS, BS ->
          arguments.size() == 2
              ? isDegreesOfFreedom(function, arguments.get(1))
              : isListOfNumbers(arguments.get(1), Function.KNOTS)
                      & isListOfNumbers(arguments.get(2), Function.BOUNDARY)
                  && areIncreasing(arguments.get(1), arguments.get(2));
      default -> true;
    };
  }

  private boolean isFactor(Expression argument) {
    if (argument instanceof Call call && call.function().equals(Function.FACTOR.text())) {
      return isFunction(call);
    }
    return argument instanceof Name || isInvalid(argument, "'C' takes a factor", "C(f, sum)");
  }

  private boolean isContrast(Expression argument) {
    boolean isNamed =
        argument instanceof Name name
            && List.of("treatment", "sum", "helmert", "poly").contains(name.name());
    boolean isTreatment =
        argument instanceof Call call
            && call.function().equals(Function.TREATMENT.text())
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Text;
    return isNamed
        || isTreatment
        || isInvalid(
            argument,
            problems.quote(argument.span()) + " is no contrast",
            "C(f, sum), C(f, helmert), C(f, poly), C(f, treatment(\"B\"))");
  }

  private boolean isDegree(Expression argument) {
    return argument instanceof Num number
            && number.value() >= 1
            && number.value() <= HIGHEST_DEGREE
            && isWhole(number.value())
        || isInvalid(
            argument,
            "The degree of 'poly' is a whole number from 1 to " + HIGHEST_DEGREE,
            "poly(x, 2)");
  }

  /** Whether a spline has as many columns as its family can have, with knots at quantiles. */
  private boolean isDegreesOfFreedom(Function function, Expression argument) {
    if (isListOf(argument, Function.KNOTS)) {
      return isInvalid(
          argument,
          "The knots of '" + function.text() + "' need their boundary as a third argument",
          function.example());
    }
    int least = function == Function.BS ? LEAST_CUBIC_COLUMNS : 1;
    return argument instanceof Num number
            && number.value() >= least
            && number.value() <= MOST_SPLINE_COLUMNS
            && isWhole(number.value())
        || isInvalid(
            argument,
            "The second of two arguments of '%s' is its degrees of freedom, a whole number from %d to %d"
                .formatted(function.text(), least, MOST_SPLINE_COLUMNS),
            function.example());
  }

  private boolean isRaw(Expression argument) {
    return argument instanceof Name name && name.name().equals("raw")
        || isInvalid(
            argument,
            "The third argument of 'poly' is 'raw', for powers that are not made orthogonal",
            "poly(x, 2, raw)");
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private static boolean isListOf(Expression argument, Function expected) {
    return argument instanceof Call call && call.function().equals(expected.text());
  }

  private boolean isListOfNumbers(Expression argument, Function expected) {
    boolean isList =
        isListOf(argument, expected)
            && argument instanceof Call call
            && call.arguments().stream().allMatch(VariableReader::isConstant)
            && (expected == Function.KNOTS || call.arguments().size() == 2);
    return isList
        || isInvalid(
            argument,
            "Here stands '" + expected.text() + "' with numbers in it",
            expected.example());
  }

  /** Whether knots increase within their boundary; reports the first number that does not. */
  private boolean areIncreasing(Expression knots, Expression boundary) {
    List<Expression> numbers = new ArrayList<>(((Call) boundary).arguments());
    numbers.addAll(1, ((Call) knots).arguments());
    for (int i = 1; i < numbers.size(); i++) {
      if (!(valueOf(numbers.get(i - 1)) < valueOf(numbers.get(i)))) {
        Expression knot = numbers.get(Math.min(i, numbers.size() - 2));
        return isInvalid(
            numbers.size() == 2 ? boundary : knot,
            "Knots increase, and lie between the two numbers of the boundary",
            Function.KNOTS.example());
      }
    }
    return true;
  }

  private static double valueOf(Expression constant) {
    if (constant instanceof Expression.Unary unary) {
      double value = ((Num) unary.operand()).value();
      return unary.operator().equals("-") ? -value : value;
    }
    return ((Num) constant).value();
  }

  private static boolean isConstant(Expression argument) {
    return argument instanceof Num
        || argument instanceof Expression.Unary unary && unary.operand() instanceof Num;
  }

  /** Reports an argument, unless it is a gap that is reported already; always false. */
  private boolean isInvalid(Expression argument, String message, String example) {
    if (!Arithmetic.isBroken(argument)) {
      problems.report(INVALID_ARGUMENT, argument.span(), message, "As in " + example);
    }
    return false;
  }

  private static boolean isStandardised(Call call) {
    return Function.named(call.function())
        .filter(function -> function.kind() == Function.Kind.STANDARDISED)
        .isPresent();
  }

  /** Reports a call whose value in a row is not numeric. */
  void reportNotArithmetic(Call call, Function function) {
    switch (function.kind()) {
      case OFFSET ->
          problems.report(
              MISPLACED_OFFSET,
              call.span(),
              "An offset cannot stand inside something else",
              "Add it to the terms: … + offset(x)");
      case RESIDUAL ->
          problems.report(
              MISPLACED_RESIDUAL,
              call.span(),
              "A residual covariance cannot stand inside something else",
              "Add it to the terms: … + " + problems.source(call.span()));
      case FACTOR ->
          problems.report(
              NOT_ARITHMETIC,
              call.span(),
              problems.quote(call.span()) + " is a factor, where a number is needed");
      default ->
          problems.report(
              NOT_ARITHMETIC,
              call.span(),
              problems.quote(call.span()) + " depends on all rows and is only a term by itself");
    }
  }

  private void reportUnknown(Call call) {
    if (StructuredTerms.isStructure(call)) {
      structured.reportMisplaced(call);
      return;
    }
    if (StructuredTerms.bar(call).isPresent()) {
      structured.reportUnknown(call);
      return;
    }
    String name = call.function();
    Optional<String> nearest =
        FamiliarFunctions.helpFor(name)
            .or(
                () ->
                    Spelling.suggest(name, Function.names())
                        .map(known -> "Did you mean '" + known + "'?"));
    boolean isApart = problems.nameOf(call).end() < problems.parenthesesOf(call).start();
    if (nearest.isEmpty() && isApart) {
      problems.reportMissingOperator(call);
      return;
    }
    problems.report(
        UNKNOWN_FUNCTION,
        problems.nameOf(call),
        "There is no function '" + name + "'",
        nearest.orElse(
            "The functions are: "
                + String.join(", ", Function.names())
                + ". Anything else is computed in a component of its own"));
  }
}
