package org.blup.processor.validate.rules;

import java.util.Set;
import org.blup.formula.ModelFormula;
import org.blup.formula.ProblemCode;
import org.blup.formula.RandomTerm;
import org.blup.formula.Span;
import org.blup.formula.Term;
import org.blup.formula.Variable;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.validate.resolve.Problems;

/** The rules for a formula as a whole that hold whatever the types of its variables are. */
public final class ModelRules {

  private final ModelFormula formula;
  private final Problems problems;

  private ModelRules(ModelFormula formula, Problems problems) {
    this.formula = formula;
    this.problems = problems;
  }

  public static void check(ModelFormula formula, Problems problems) {
    ModelRules rules = new ModelRules(formula, problems);
    rules.responseExplainsNothing();
    rules.someTermIsRandom();
  }

  private void responseExplainsNothing() {
    formula.fixed().terms().forEach(this::checkNoResponse);
    formula.offsets().forEach(offset -> checkNoResponse(offset, offset.expression().span()));
    for (RandomTerm term : formula.random()) {
      term.effects().terms().forEach(this::checkNoResponse);
      term.group().forEach(variable -> checkNoResponse(variable, variable.expression().span()));
    }
    formula.residual().stream()
        .flatMap(term -> term.variables().stream())
        .forEach(variable -> checkNoResponse(variable, variable.expression().span()));
  }

  private void checkNoResponse(Term term) {
    term.variables().forEach(variable -> checkNoResponse(variable, term.span()));
  }

  private void checkNoResponse(Variable variable, Span span) {
    if (isResponse(variable)) {
      problems.add(
          ProblemCode.RESPONSE_ON_THE_RIGHT,
          span,
          variable.equals(formula.response())
              ? "'%s' is the response and cannot explain itself".formatted(variable.label())
              : "'%s' depends on the response '%s' and cannot explain it"
                  .formatted(variable.label(), formula.response().label()),
          "Remove it from the right-hand side");
    }
  }

  /**
   * A transformed response counts too, unless several components make it: {@code incidence / size}
   * may well depend on {@code size}.
   */
  private boolean isResponse(Variable variable) {
    Set<String> response = ComponentNames.in(formula.response().expression());
    return variable.equals(formula.response())
        || (response.size() == 1 && ComponentNames.in(variable.expression()).containsAll(response));
  }

  private void someTermIsRandom() {
    if (formula.random().isEmpty() && formula.residual().isEmpty()) {
      Span right =
          formula.fixed().terms().stream()
              .map(Term::span)
              .reduce(Span::to)
              .orElse(formula.response().expression().span());
      problems.add(
          ProblemCode.NO_RANDOM_TERM,
          right,
          "The model has no random term, so it is not a mixed model",
          "Add a random term: (1 | group) gives each level of 'group' its own intercept,",
          "or a covariance of the residuals: residual(us(visit | subject))");
    }
  }
}
