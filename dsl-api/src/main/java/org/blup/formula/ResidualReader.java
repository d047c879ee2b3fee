package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_RESIDUAL;
import static org.blup.formula.ProblemCode.SEVERAL_RESIDUALS;

import java.util.List;
import java.util.Optional;
import org.blup.Structure;
import org.blup.VarianceFunction;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Parenthesised;

/** Reads {@code residual(us(visit | subject), variance = power(dose), by = arm)}. */
final class ResidualReader {

  /** The name of the argument that has the strata. */
  private static final String STRATA = "by";

  /** The name of the argument that has the variance function. */
  private static final String VARIANCE = "variance";

  /** The arguments that have a name. */
  static final List<String> ARGUMENTS = List.of(STRATA, VARIANCE);

  private static final String EXAMPLE = "As in " + Function.RESIDUAL.example();

  private final Problems problems;
  private final ResidualFormReader forms;
  private final VarianceReader variances;

  ResidualReader(Problems problems, VariableReader variables) {
    this.problems = problems;
    this.forms = new ResidualFormReader(problems, variables);
    this.variances = new VarianceReader(problems, variables);
  }

  /** The one residual covariance of a formula, if it has a sound one; reports the others. */
  Optional<ResidualTerm> read(Summands summands) {
    Optional<ResidualTerm> only = Optional.empty();
    for (Call call : summands.residuals()) {
      if (call != summands.residuals().get(0)) {
        problems.report(
            SEVERAL_RESIDUALS,
            call.span(),
            "The residuals already have a covariance",
            "A model has only one: keep one of them");
        return Optional.empty();
      }
      only = read(call);
    }
    return only;
  }

  private Optional<ResidualTerm> read(Call call) {
    if (call.arguments().stream().anyMatch(Arithmetic::isBroken)) {
      return Optional.empty();
    }
    List<Expression> written =
        call.arguments().stream().filter(argument -> !Operator.isNamedArgument(argument)).toList();
    List<Binary> functions = named(call, VARIANCE);
    List<Binary> strata = named(call, STRATA);
    if (call.arguments().isEmpty()) {
      return invalid(
          call.span(),
          "There is nothing in 'residual()'",
          EXAMPLE + ", or residual(by = sex) for variances alone");
    }
    if (written.size() > 1) {
      return invalid(
          written.get(1).span(),
          "'residual' takes one covariance structure",
          withItsName(inner(written.get(1))));
    }
    if (strata.size() > 1) {
      return invalid(
          strata.get(1).span(),
          "'residual' takes one factor of strata",
          value(strata.get(0)).equals(value(strata.get(1)))
              ? "Say it once"
              : "Compute their combinations in a component of its own");
    }
    boolean isFunctionAlone =
        !written.isEmpty() && VarianceReader.isFunctionCall(inner(written.get(0)));
    if (functions.size() > 1 || isFunctionAlone && !functions.isEmpty()) {
      return invalid(
          functions.get(functions.size() - 1).span(),
          "'residual' takes one variance function",
          "Keep one of them");
    }
    Optional<Expression> form = written.stream().findFirst().map(ResidualReader::inner);
    Optional<Expression> function =
        isFunctionAlone ? form : functions.stream().findFirst().map(a -> inner(a.right()));
    return term(
        isFunctionAlone ? Optional.empty() : form,
        function,
        strata.stream().findFirst().map(argument -> inner(argument.right())),
        call.span());
  }

  private static List<Binary> named(Call call, String name) {
    return call.arguments().stream()
        .filter(Operator::isNamedArgument)
        .map(Binary.class::cast)
        .filter(argument -> argument.left() instanceof Name left && left.name().equals(name))
        .toList();
  }

  private static Variable value(Binary argument) {
    return Variable.of(inner(argument.right()));
  }

  /** What to write for an argument that lacks its name. */
  private String withItsName(Expression argument) {
    return isFactor(argument)
        ? "Strata have a name: by = " + problems.source(argument.span())
        : VarianceReader.isFunctionCall(argument)
            ? "A variance function has a name here: variance = " + problems.source(argument.span())
            : EXAMPLE;
  }

  private Optional<ResidualTerm> term(
      Optional<Expression> form,
      Optional<Expression> function,
      Optional<Expression> factor,
      Span span) {
    Optional<VarianceTerm> variance = function.flatMap(variances::read);
    Optional<Variable> strata = factor.flatMap(this::strata);
    if (variance.isPresent() != function.isPresent() || strata.isPresent() != factor.isPresent()) {
      return Optional.empty();
    }
    boolean isKnown =
        variance.filter(term -> term.function() == VarianceFunction.KNOWN).isPresent();
    if (isKnown && (form.isPresent() || factor.isPresent())) {
      return invalid(
          form.isPresent() ? function.get().span() : factor.get().span(),
          "Known variances cannot be combined with other parts",
          "They are the whole covariance of the residuals: write residual("
              + variance.get().label()
              + ")");
    }
    if (form.isEmpty()) {
      return Optional.of(
          new ResidualTerm(Structure.ID, Optional.empty(), List.of(), variance, strata, span));
    }
    return forms
        .read(form.get())
        .map(
            read ->
                new ResidualTerm(
                    read.structure(),
                    Optional.of(read.position()),
                    read.subject(),
                    variance,
                    strata,
                    span));
  }

  private Optional<Variable> strata(Expression factor) {
    return isFactor(factor)
        ? Optional.of(Variable.of(factor))
        : invalid(
            factor.span(),
            problems.quote(factor.span()) + " is not a factor of strata",
            "Write a component, as in by = arm, and compute others in a component of its own");
  }

  /** Whether it is a component, or {@code factor()} of one. */
  static boolean isFactor(Expression expression) {
    return expression instanceof Name
        || expression instanceof Call call
            && call.function().equals(Function.FACTOR.text())
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Name;
  }

  static Expression inner(Expression expression) {
    Expression inner = expression;
    while (inner instanceof Parenthesised parenthesised) {
      inner = parenthesised.inner();
    }
    return inner;
  }

  private <T> Optional<T> invalid(Span span, String message, String help) {
    problems.report(INVALID_RESIDUAL, span, message, help);
    return Optional.empty();
  }
}
