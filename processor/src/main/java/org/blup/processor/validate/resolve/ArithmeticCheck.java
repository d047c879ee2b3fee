package org.blup.processor.validate.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.blup.formula.Expression;
import org.blup.formula.ProblemCode;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.Quantity;

/** Checks that an expression computes a number from numeric components. */
final class ArithmeticCheck {

  private final Vocabulary vocabulary;
  private final Names names;
  private final Problems problems;

  ArithmeticCheck(Vocabulary vocabulary, Names names, Problems problems) {
    this.vocabulary = vocabulary;
    this.names = names;
    this.problems = problems;
  }

  /**
   * A variable that is a number.
   *
   * @param code the problem of a factor in its place
   * @param rule what has to be a number
   * @param help what else could be written
   */
  Optional<Quantity.Numeric> number(
      Variable variable, ProblemCode code, String rule, String... help) {
    Expression expression = variable.expression();
    Optional<Component> component =
        expression instanceof Expression.Name name
            ? vocabulary.usable(name.name())
            : Optional.empty();
    if (component.isPresent() && component.get().type().isFactor()) {
      String type = Types.described(component.get().type());
      addNotNumeric(code, variable, "'" + variable.label() + "' is " + type, rule, help);
      return Optional.empty();
    }
    if (FactorCheck.isFactorCall(expression)) {
      addNotNumeric(code, variable, "'" + variable.label() + "' is a factor", rule, help);
      return Optional.empty();
    }
    return check(expression) ? Optional.of(new Quantity.Numeric(variable)) : Optional.empty();
  }

  private void addNotNumeric(
      ProblemCode code, Variable variable, String fact, String rule, String... help) {
    List<String> lines = new ArrayList<>();
    lines.add("Numbers here: " + vocabulary.listed(c -> c.type().isNumeric()));
    lines.addAll(List.of(help));
    problems.add(
        code, variable.expression().span(), fact + ", but " + rule, lines.toArray(String[]::new));
  }

  /** Whether the expression is a number that every row has; adds a problem if not. */
  boolean check(Expression expression) {
    OptionalDouble constant = Constants.value(expression);
    if (constant.isPresent()) {
      return checkFinite(expression, constant.getAsDouble());
    }
    if (expression instanceof Expression.Name name) {
      return checkName(name);
    } else if (expression instanceof Expression.Parenthesised parenthesised) {
      return check(parenthesised.inner());
    } else if (expression instanceof Expression.Unary unary) {
      return check(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      return checkAll(List.of(binary.left(), binary.right()));
    } else if (expression instanceof Expression.Call call) {
      return checkAll(call.arguments());
    }
    return false;
  }

  private boolean checkFinite(Expression expression, double value) {
    if (Double.isFinite(value)) {
      return true;
    }
    problems.add(
        ProblemCode.NOT_FINITE,
        expression.span(),
        "This is " + (Double.isNaN(value) ? "not a number" : "infinite") + " in every row",
        "A logarithm needs a positive number, a root one that is not negative,",
        "a division a divisor other than 0");
    return false;
  }

  private boolean checkName(Expression.Name name) {
    Optional<Component> component = names.resolve(name);
    if (component.isEmpty() || component.get().type().isNumeric()) {
      return component.isPresent();
    }
    problems.add(
        ProblemCode.FACTOR_IN_ARITHMETIC,
        name.span(),
        "'%s' is %s and cannot be computed with"
            .formatted(name.name(), Types.described(component.get().type())),
        "Numbers here: " + vocabulary.listed(c -> c.type().isNumeric()));
    return false;
  }

  /** Whether all are right; checks each, so that every problem is reported. */
  private boolean checkAll(List<Expression> expressions) {
    boolean valid = true;
    for (Expression expression : expressions) {
      valid &= check(expression);
    }
    return valid;
  }
}
