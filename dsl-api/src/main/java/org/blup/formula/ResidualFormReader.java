package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_GROUP;
import static org.blup.formula.ProblemCode.INVALID_RESIDUAL;
import static org.blup.formula.ResidualReader.inner;
import static org.blup.formula.ResidualReader.isFactor;

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
import org.blup.formula.Expression.Unary;

/** Reads {@code us(visit | subject)} inside {@code residual}. */
final class ResidualFormReader {

  private static final String EXAMPLE = "As in " + Function.RESIDUAL.example();

  private final Problems problems;
  private final VariableReader variables;
  private final StructuredTerms structures;

  ResidualFormReader(Problems problems, VariableReader variables) {
    this.problems = problems;
    this.variables = variables;
    this.structures = new StructuredTerms(problems);
  }

  /** How the residuals of a subject covary. */
  record Form(Structure structure, Variable position, List<Variable> subject) {}

  /** The form that is written, if it is a sound one. */
  Optional<Form> read(Expression form) {
    if (form instanceof Call call && !isFactor(call)) {
      Optional<Structure> structure = StructuredTerms.structure(call);
      if (structure.isEmpty()) {
        structures.reportUnknownOfResiduals(call);
        return Optional.empty();
      }
      return bar(call).flatMap(bar -> form(structure.get(), bar, call));
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

  private Optional<Form> form(Structure structure, Binary bar, Call call) {
    Optional<Variable> position =
        structure.isOverNumber() ? number(bar, call) : position(bar, call);
    List<Variable> subject = subject(bar.right());
    return position
        .filter(sound -> !subject.isEmpty())
        .map(sound -> new Form(structure, sound, subject));
  }

  /** The bar inside a structure. */
  private Optional<Binary> bar(Call call) {
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
    List<Expression> summands = summands(position);
    boolean isOne = summands.size() == 1 && isFactor(summands.get(0));
    return invalid(
        position.span(),
        problems.quote(position.span()) + " is not a factor of positions",
        isOne
            ? "Residuals have no intercept to keep or leave out: write "
                + over(summands.get(0), bar, call)
            : "Write the factor that distinguishes the rows of a subject: "
                + call.function()
                + "(visit | subject)");
  }

  private Optional<Variable> number(Binary bar, Call call) {
    Expression position = inner(bar.left());
    List<Expression> summands = summands(position);
    boolean isShifted = position instanceof Binary sum && Operator.of(sum).isSum();
    if (isShifted && summands.size() == 1) {
      return invalid(
          position.span(),
          "'%s' takes one number and nothing else".formatted(call.function()),
          "Residuals have no intercept, and distances no zero: write "
              + over(summands.get(0), bar, call));
    }
    return variables.number(position);
  }

  private String over(Expression position, Binary bar, Call call) {
    return "%s(%s | %s)"
        .formatted(
            call.function(), problems.source(position.span()), problems.source(bar.right().span()));
  }

  private static List<Expression> summands(Expression expression) {
    List<Expression> summands = new ArrayList<>();
    addSummands(expression, summands);
    return summands;
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
        problems.quote(expression.span()) + " is not a subject",
        "A subject is a component, or components joined by ':'",
        alternative);
  }

  private <T> Optional<T> invalid(Span span, String message, String help) {
    problems.report(INVALID_RESIDUAL, span, message, help);
    return Optional.empty();
  }
}
