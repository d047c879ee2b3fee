package org.blup.formula;

import static org.blup.formula.ProblemCode.DUPLICATE_RANDOM_TERM;
import static org.blup.formula.ProblemCode.INVALID_GROUP;
import static org.blup.formula.ProblemCode.NESTED_BAR;
import static org.blup.formula.ProblemCode.NO_RANDOM_EFFECTS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Missing;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Parenthesised;

/** Reads {@code (effects | group)}, one term for each group that a nesting stands for. */
final class RandomTermReader {

  private final Problems problems;
  private final VariableReader variables;
  private final List<RandomTerm> terms = new ArrayList<>();
  private final Map<Object, Boolean> isNestedByKey = new HashMap<>();

  RandomTermReader(Problems problems, VariableReader variables) {
    this.problems = problems;
    this.variables = variables;
  }

  /** Reads one more term. */
  void read(Parenthesised written) {
    Binary bar = (Binary) written.inner();
    Expander expander = new Expander(problems, variables);
    TermSet effects = expander.inRandomTerm(bar.left());
    if (effects.isEmpty() && !expander.hasIntercept()) {
      problems.report(
          NO_RANDOM_EFFECTS,
          bar.left().span(),
          "This random term has no effects left",
          "Write 1 for an intercept: (1 | group)");
      return;
    }
    Terms canonical = expander.variables().terms(expander.hasIntercept(), effects);
    List<List<Variable>> groups = groups(bar);
    for (List<Variable> group : groups) {
      boolean isCorrelated = Operator.of(bar) == Operator.BAR;
      RandomTerm term = new RandomTerm(canonical, group, isCorrelated, written.span());
      boolean isNested = groups.size() > 1;
      Boolean isFirstNested = isNestedByKey.putIfAbsent(key(term), isNested);
      if (isFirstNested == null) {
        terms.add(term);
      } else {
        reportDuplicate(term, isNested || isFirstNested);
      }
    }
  }

  /** The terms read, in the order written. */
  List<RandomTerm> terms() {
    return terms;
  }

  /** What makes two terms the same: the effects and the group, in whatever order. */
  private static Object key(RandomTerm term) {
    Set<Set<Variable>> effects =
        term.effects().terms().stream()
            .map(effect -> Set.copyOf(effect.variables()))
            .collect(Collectors.toSet());
    return List.of(term.effects().intercept(), effects, Set.copyOf(term.group()));
  }

  private void reportDuplicate(RandomTerm term, boolean isNested) {
    problems.report(
        DUPLICATE_RANDOM_TERM,
        term.span(),
        "The random term '" + term.label() + "' is there already",
        isNested ? "(e | a/b) means (e | a) + (e | a:b)" : "Remove one of the two");
  }

  private List<List<Variable>> groups(Binary bar) {
    List<List<Variable>> groups = new ArrayList<>();
    if (isGroup(bar.right(), bar)) {
      Expander expander = new Expander(problems, variables);
      expander
          .inRandomTerm(bar.right())
          .forEach((interaction, span) -> groups.add(expander.variables().of(interaction)));
    }
    return groups;
  }

  /** Whether there is nothing but components, nested or interacting; reports the first other. */
  private boolean isGroup(Expression expression, Binary bar) {
    Expression leaf = expression;
    while (leaf instanceof Binary binary && isGroupOperator(binary)) {
      if (!isGroup(binary.right(), bar)) {
        return false;
      }
      leaf = binary.left();
    }
    if (leaf instanceof Parenthesised parenthesised && !isBar(parenthesised.inner())) {
      return isGroup(parenthesised.inner(), bar);
    }
    boolean isSilent = leaf instanceof Missing || Arithmetic.isBroken(leaf);
    if (!(leaf instanceof Name) && !isSilent) {
      reportNoGroup(leaf, bar);
    }
    return leaf instanceof Name;
  }

  private static boolean isGroupOperator(Binary binary) {
    Operator operator = Operator.of(binary);
    return operator == Operator.BY || operator == Operator.OVER;
  }

  private static boolean isBar(Expression expression) {
    return expression instanceof Binary binary && Operator.of(binary).isBar();
  }

  private void reportNoGroup(Expression expression, Binary bar) {
    if (expression instanceof Parenthesised) {
      problems.report(
          NESTED_BAR,
          expression.span(),
          "A random term cannot stand inside another",
          "Add one to the other: (1 | a) + (1 | b)");
      return;
    }
    problems.report(
        INVALID_GROUP,
        expression.span(),
        problems.quote(expression.span()) + " is no grouping factor",
        "A grouping factor is a component, or components joined by ':' or '/'",
        alternative(expression, bar));
  }

  private String alternative(Expression group, Binary bar) {
    if (group instanceof Binary both
        && both.left() instanceof Name left
        && both.right() instanceof Name right) {
      String a = Names.print(left.name());
      String b = Names.print(right.name());
      switch (Operator.of(both)) {
        case PLUS:
          return "Write a term for each: " + term(bar, a) + " + " + term(bar, b);
        case TIMES:
          return "Write a term for each: "
              + term(bar, a)
              + " + "
              + term(bar, b)
              + " + "
              + term(bar, a + ":" + b);
        default:
          break;
      }
    }
    if (group instanceof Call call
        && call.function().equals(Function.FACTOR.text())
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Name name) {
      return "Write the component itself: " + term(bar, Names.print(name.name()));
    }
    return "Compute it in a component of its own";
  }

  private String term(Binary bar, String group) {
    return "(" + problems.source(bar.left().span()) + " " + bar.operator() + " " + group + ")";
  }
}
