package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_ARGUMENT;
import static org.blup.formula.ProblemCode.MISPLACED_OFFSET;
import static org.blup.formula.ProblemCode.MISPLACED_RESIDUAL;
import static org.blup.formula.ProblemCode.MISSING_RESPONSE;
import static org.blup.formula.ProblemCode.NOT_ARITHMETIC;
import static org.blup.formula.ProblemCode.NOT_A_TERM;
import static org.blup.formula.ProblemCode.UNKNOWN_FUNCTION;
import static org.blup.formula.ProblemCode.WRONG_ARITY;

import java.util.List;
import java.util.Optional;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Missing;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Parenthesised;

/** Reads the leaves of a model: components, functions and arithmetic of components. */
final class VariableReader {

  private final Problems problems;
  private final Arithmetic arithmetic;
  private final StructuredTerms structured;
  private final ArgumentChecks checks;

  VariableReader(Problems problems) {
    this.problems = problems;
    this.arithmetic = new Arithmetic(this, problems);
    this.structured = new StructuredTerms(problems);
    this.checks = new ArgumentChecks(problems);
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
        return checks.isInvalid(
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
      case C -> checks.isContrast(arguments.get(1));
      case POLY ->
          checks.isDegree(arguments.get(1))
              & (arguments.size() < 3 || checks.isRaw(arguments.get(2)));
      case NS, BS ->
          arguments.size() == 2
              ? checks.isDegreesOfFreedom(function, arguments.get(1))
              : checks.isListOfNumbers(arguments.get(1), Function.KNOTS)
                      & checks.isListOfNumbers(arguments.get(2), Function.BOUNDARY)
                  && checks.areIncreasing(arguments.get(1), arguments.get(2));
      default -> true;
    };
  }

  private boolean isFactor(Expression argument) {
    if (argument instanceof Call call && call.function().equals(Function.FACTOR.text())) {
      return isFunction(call);
    }
    return argument instanceof Name
        || checks.isInvalid(argument, "'C' takes a factor", "C(f, sum)");
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
                + ". Compute anything else in a component of its own"));
  }
}
