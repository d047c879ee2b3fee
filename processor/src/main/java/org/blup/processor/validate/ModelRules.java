package org.blup.processor.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.formula.ModelFormula;
import org.blup.formula.ProblemCode;
import org.blup.formula.RandomTerm;
import org.blup.formula.Span;
import org.blup.formula.Term;
import org.blup.formula.Variable;

/** The rules for a formula as a whole that hold whatever the types of its variables are. */
final class ModelRules {

  private static final String INTERCEPT = "The intercept";

  private final ModelFormula formula;
  private final Problems problems;

  private ModelRules(ModelFormula formula, Problems problems) {
    this.formula = formula;
    this.problems = problems;
  }

  static void check(ModelFormula formula, Problems problems) {
    ModelRules rules = new ModelRules(formula, problems);
    rules.responseExplainsNothing();
    rules.someTermIsRandom();
    rules.noEffectIsRepeated();
    rules.noEffectIsItsGroup();
  }

  private void responseExplainsNothing() {
    formula.fixed().terms().forEach(this::checkNoResponse);
    formula.offsets().forEach(offset -> checkNoResponse(offset, offset.expression().span()));
    for (RandomTerm term : formula.random()) {
      term.effects().terms().forEach(this::checkNoResponse);
      term.group().forEach(variable -> checkNoResponse(variable, variable.expression().span()));
    }
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
              : "'%s' says the same as the response '%s' and cannot explain it"
                  .formatted(variable.label(), formula.response().label()),
          "Take it out of the right-hand side");
    }
  }

  /**
   * A transformed response counts too, unless several components make it: {@code incidence / size}
   * may well depend on {@code size}.
   */
  private boolean isResponse(Variable variable) {
    Set<String> response = Names.in(formula.response().expression());
    return variable.equals(formula.response())
        || (response.size() == 1 && Names.in(variable.expression()).containsAll(response));
  }

  private void someTermIsRandom() {
    if (formula.random().isEmpty()) {
      Span right =
          formula.fixed().terms().stream()
              .map(Term::span)
              .reduce(Span::to)
              .orElse(formula.response().expression().span());
      problems.add(
          ProblemCode.NO_RANDOM_TERM,
          right,
          "The model has no random term, so it is no mixed model",
          "Add what groups the rows: (1 | group) gives each level of 'group' its own intercept");
    }
  }

  private void noEffectIsRepeated() {
    List<RandomTerm> terms = formula.random();
    for (int later = 1; later < terms.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        checkNotRepeated(terms.get(earlier), terms.get(later));
      }
    }
  }

  private void checkNotRepeated(RandomTerm earlier, RandomTerm later) {
    if (!Set.copyOf(earlier.group()).equals(Set.copyOf(later.group()))) {
      return;
    }
    List<String> common = new ArrayList<>();
    if (earlier.effects().intercept() && later.effects().intercept()) {
      common.add(INTERCEPT);
    }
    Set<Set<Variable>> known =
        earlier.effects().terms().stream().map(ModelRules::variables).collect(Collectors.toSet());
    later.effects().terms().stream()
        .filter(term -> known.contains(variables(term)))
        .forEach(term -> common.add("'" + term.label() + "'"));
    if (!common.isEmpty()) {
      problems.add(
          ProblemCode.REPEATED_EFFECT,
          later.span(),
          "%s differs by '%s' in two terms"
              .formatted(String.join(" and ", common), later.groupLabel()),
          "The two variances cannot be told apart",
          wayOut(earlier, later, common));
    }
  }

  private static String wayOut(RandomTerm earlier, RandomTerm later, List<String> common) {
    if (common.equals(List.of(INTERCEPT)) && !later.effects().terms().isEmpty()) {
      String slopes = later.label().replaceFirst("\\(1 \\+ ", "(0 + ");
      return "Leave out %s, or write %s for slopes that do not covary with the intercept"
          .formatted(earlier.label(), slopes);
    }
    return "Leave it out of one of them";
  }

  private void noEffectIsItsGroup() {
    for (RandomTerm random : formula.random()) {
      Set<String> group = new HashSet<>();
      random.group().forEach(variable -> group.addAll(Names.in(variable.expression())));
      for (Term term : random.effects().terms()) {
        checkNotItsGroup(term, random, group);
      }
    }
  }

  private void checkNotItsGroup(Term term, RandomTerm random, Set<String> group) {
    for (Variable variable : term.variables()) {
      Set<String> names = Names.in(variable.expression());
      if (!names.isEmpty() && group.containsAll(names)) {
        problems.add(
            ProblemCode.GROUP_AMONG_ITS_EFFECTS,
            term.span(),
            "'%s' cannot differ by '%s'".formatted(variable.label(), random.groupLabel()),
            "Within a level of '%s' it never changes, so the level has no effect of it"
                .formatted(random.groupLabel()));
      }
    }
  }

  private static Set<Variable> variables(Term term) {
    return Set.copyOf(term.variables());
  }
}
