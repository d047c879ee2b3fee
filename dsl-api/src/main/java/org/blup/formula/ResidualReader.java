package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_GROUP;
import static org.blup.formula.ProblemCode.INVALID_RESIDUAL;
import static org.blup.formula.ProblemCode.SEVERAL_RESIDUALS;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.blup.Structure;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Num;
import org.blup.formula.Expression.Parenthesised;
import org.blup.formula.Expression.Unary;

/** Reads {@code residual(us(visit | subject), by = arm)}. */
final class ResidualReader {

  /** The name of the argument that has the strata. */
  static final String STRATA = "by";

  private static final String EXAMPLE = "As in " + Function.RESIDUAL.example();

  private final Problems problems;
  private final StructuredTerms structures;

  ResidualReader(Problems problems) {
    this.problems = problems;
    this.structures = new StructuredTerms(problems);
  }

  /** The one residual covariance of a formula, if it has a sound one; reports the others. */
  Optional<ResidualTerm> read(Summands summands) {
    Optional<ResidualTerm> only = Optional.empty();
    for (Call call : summands.residuals()) {
      if (call != summands.residuals().get(0)) {
        problems.report(
            SEVERAL_RESIDUALS,
            call.span(),
            "The residuals have a covariance already",
            "A model has one: keep one of them");
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
    List<Expression> forms =
        call.arguments().stream().filter(argument -> !Operator.isNamedArgument(argument)).toList();
    List<Binary> named =
        call.arguments().stream()
            .filter(Operator::isNamedArgument)
            .map(Binary.class::cast)
            .toList();
    if (call.arguments().isEmpty()) {
      return invalid(
          call.span(),
          "There is nothing in 'residual()'",
          EXAMPLE + ", or residual(by = sex) for variances alone");
    }
    if (forms.size() > 1) {
      return invalid(
          forms.get(1).span(),
          "'residual' takes one covariance structure",
          isFactor(forms.get(1))
              ? "Strata have a name: by = " + problems.source(forms.get(1).span())
              : EXAMPLE);
    }
    if (named.size() > 1) {
      return invalid(
          named.get(1).span(),
          "'residual' takes one factor of strata",
          "Compute their combinations in a component of its own");
    }
    Optional<Variable> strata = named.stream().findFirst().flatMap(this::strata);
    if (strata.isEmpty() && !named.isEmpty()) {
      return Optional.empty();
    }
    return forms.isEmpty()
        ? Optional.of(
            new ResidualTerm(Structure.ID, Optional.empty(), List.of(), strata, call.span()))
        : form(forms.get(0), strata, call.span());
  }

  private Optional<Variable> strata(Binary named) {
    Expression factor = inner(named.right());
    return isFactor(factor)
        ? Optional.of(Variable.of(factor))
        : invalid(
            factor.span(),
            problems.quote(factor.span()) + " is no factor of strata",
            "Write a component, as in by = arm, and compute others in a component of its own");
  }

  private Optional<ResidualTerm> form(Expression written, Optional<Variable> strata, Span span) {
    Expression form = inner(written);
    if (form instanceof Call call && !isFactor(call)) {
      Optional<Structure> structure = StructuredTerms.structure(call);
      if (structure.isEmpty()) {
        structures.reportUnknownOfResiduals(call);
        return Optional.empty();
      }
      return within(call)
          .map(
              bar ->
                  new ResidualTerm(
                      structure.get(), position(bar, call), subject(bar.right()), strata, span))
          .filter(term -> term.position().isPresent() && !term.subject().isEmpty());
    }
    String meant = problems.source(form.span());
    boolean isBar =
        form instanceof Binary bar
            && Operator.of(bar) == Operator.BAR
            && isFactor(inner(bar.left()));
    return invalid(
        form.span(),
        "'residual' takes a covariance structure",
        isBar
            ? "For an unstructured one write residual(us(" + meant + "))"
            : isFactor(form) ? "For variances alone write residual(by = " + meant + ")" : EXAMPLE);
  }

  /** The bar inside a structure. */
  private Optional<Binary> within(Call call) {
    if (call.arguments().stream().anyMatch(Arithmetic::isBroken)) {
      return Optional.empty();
    }
    Optional<Binary> bar = StructuredTerms.bar(call);
    if (bar.isEmpty()) {
      return invalid(
          call.span(),
          problems.quote(call.span()) + " has no positions by subject",
          "As in " + call.function() + "(visit | subject)");
    }
    if (Operator.of(bar.get()) == Operator.DOUBLE_BAR) {
      return invalid(
          problems.operatorSpan(bar.get()),
          "'||' belongs to random terms",
          "Variances without covariances are residual(diag(visit | subject))");
    }
    return bar;
  }

  private Optional<Variable> position(Binary bar, Call call) {
    Expression position = inner(bar.left());
    if (isFactor(position)) {
      return Optional.of(Variable.of(position));
    }
    List<Expression> summands = new ArrayList<>();
    addSummands(position, summands);
    boolean isOne = summands.size() == 1 && isFactor(summands.get(0));
    return invalid(
        position.span(),
        problems.quote(position.span()) + " is no factor of positions",
        isOne
            ? "Residuals have no intercept to keep or leave out: write "
                + call.function()
                + "("
                + problems.source(summands.get(0).span())
                + " | "
                + problems.source(bar.right().span())
                + ")"
            : "Write the one factor that tells the rows of a subject apart: "
                + call.function()
                + "(visit | subject)");
  }

  /** What stands in a sum beside 0 and 1. */
  private static void addSummands(Expression expression, List<Expression> summands) {
    Expression part = inner(expression);
    while (part instanceof Binary sum && Operator.of(sum).isSum()) {
      addSummands(sum.right(), summands);
      part = inner(sum.left());
    }
    boolean isNumber =
        part instanceof Num || part instanceof Unary sign && sign.operand() instanceof Num;
    if (!isNumber) {
      summands.add(part);
    }
  }

  /** The factors of a subject; none where something else is reported. */
  private List<Variable> subject(Expression written) {
    Deque<Variable> factors = new ArrayDeque<>();
    return addFactors(written, factors) ? factors.stream().distinct().toList() : List.of();
  }

  /** Adds the factors of an interaction in front. Returns whether it is nothing else. */
  private boolean addFactors(Expression written, Deque<Variable> factors) {
    Expression rest = inner(written);
    while (rest instanceof Binary both && Operator.of(both) == Operator.BY) {
      if (!addFactors(both.right(), factors)) {
        return false;
      }
      rest = inner(both.left());
    }
    if (!(rest instanceof Name)) {
      reportNoSubject(rest);
      return false;
    }
    factors.push(Variable.of(rest));
    return true;
  }

  private void reportNoSubject(Expression expression) {
    String alternative = EXAMPLE;
    if (expression instanceof Binary both
        && Operator.of(both) == Operator.OVER
        && both.left() instanceof Name outer
        && both.right() instanceof Name inner) {
      alternative = "Write " + Names.print(outer.name()) + ":" + Names.print(inner.name());
    } else if (isFactor(expression) && expression instanceof Call factor) {
      alternative =
          "Write the component itself: " + problems.source(factor.arguments().get(0).span());
    }
    problems.report(
        INVALID_GROUP,
        expression.span(),
        problems.quote(expression.span()) + " is no subject",
        "A subject is a component, or components joined by ':'",
        alternative);
  }

  /** Whether it is a component, or {@code factor()} of one. */
  private static boolean isFactor(Expression expression) {
    return expression instanceof Name
        || expression instanceof Call call
            && call.function().equals(Function.FACTOR.text())
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Name;
  }

  private static Expression inner(Expression expression) {
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
