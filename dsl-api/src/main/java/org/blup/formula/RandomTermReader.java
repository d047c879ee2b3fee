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
import org.blup.LevelStructure;
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
  private final Map<Object, First> firstByKey = new HashMap<>();

  /** A term, and whether it was written with others as a nesting. */
  private record First(RandomTerm term, boolean isNested) {}

  RandomTermReader(Problems problems, VariableReader variables) {
    this.problems = problems;
    this.variables = variables;
  }

  /** Reads one more term. */
  void read(WrittenRandomTerm written) {
    Binary bar = written.bar();
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
    Expression right = ResidualReader.inner(bar.right());
    LevelStructure levels = CovaryingGroup.of(right);
    List<List<Variable>> groups =
        CovaryingGroup.is(right) ? covarying((Call) right) : groups(written);
    for (List<Variable> group : groups) {
      RandomTerm term =
          new RandomTerm(canonical, group, levels, written.structure(), written.span());
      First first = new First(term, groups.size() > 1);
      First known = firstByKey.putIfAbsent(key(term), first);
      if (known == null) {
        terms.add(term);
      } else {
        reportDuplicate(term, known.term(), first.isNested() || known.isNested());
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
    return List.of(term.effects().intercept(), effects, term.grouping());
  }

  private void reportDuplicate(RandomTerm term, RandomTerm first, boolean isNested) {
    problems.report(
        DUPLICATE_RANDOM_TERM,
        term.span(),
        term.structure() == first.structure()
            ? "The random term '" + term.label() + "' is already in the formula"
            : "'%s' and '%s' are the same effects by the same group"
                .formatted(first.label(), term.label()),
        isNested ? "(e | a/b) means (e | a) + (e | a:b)" : "Remove one of the two");
  }

  private List<List<Variable>> covarying(Call call) {
    return new CovaryingGroup(problems)
        .read(call).stream().map(name -> List.of(Variable.of(name))).toList();
  }

  private List<List<Variable>> groups(WrittenRandomTerm written) {
    Binary bar = written.bar();
    List<List<Variable>> groups = new ArrayList<>();
    if (isGroup(bar.right(), written)) {
      Expander expander = new Expander(problems, variables);
      expander
          .inRandomTerm(bar.right())
          .forEach((interaction, span) -> groups.add(expander.variables().of(interaction)));
    }
    return groups;
  }

  /**
   * Whether there is nothing but components, or {@code factor(…)} of them, nested or interacting;
   * reports the first other.
   */
  private boolean isGroup(Expression expression, WrittenRandomTerm written) {
    Expression leaf = expression;
    while (leaf instanceof Binary binary && isGroupOperator(binary)) {
      if (!isGroup(binary.right(), written)) {
        return false;
      }
      leaf = binary.left();
    }
    if (leaf instanceof Parenthesised parenthesised && !isBar(parenthesised.inner())) {
      return isGroup(parenthesised.inner(), written);
    }
    if (CovaryingGroup.is(leaf)) {
      new CovaryingGroup(problems).reportCombined(leaf);
      return false;
    }
    if (leaf instanceof Name || isFactor(leaf)) {
      return true;
    }
    boolean isSilent = leaf instanceof Missing || Arithmetic.isBroken(leaf);
    if (!isSilent) {
      reportNoGroup(leaf, written);
    }
    return false;
  }

  private static boolean isFactor(Expression leaf) {
    return leaf instanceof Call call
        && call.function().equals(Function.FACTOR.text())
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Name;
  }

  private static boolean isGroupOperator(Binary binary) {
    Operator operator = Operator.of(binary);
    return operator == Operator.BY || operator == Operator.OVER;
  }

  private static boolean isBar(Expression expression) {
    return expression instanceof Binary binary && Operator.of(binary).isBar();
  }

  private void reportNoGroup(Expression expression, WrittenRandomTerm written) {
    boolean isRandomTerm = expression instanceof Call call && StructuredTerms.bar(call).isPresent();
    if (expression instanceof Parenthesised || isRandomTerm) {
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
        problems.quote(expression.span()) + " is not a grouping factor",
        "A grouping factor is a component, or components joined by ':' or '/'",
        alternative(expression, written));
  }

  private String alternative(Expression group, WrittenRandomTerm written) {
    if (group instanceof Binary both
        && both.left() instanceof Name left
        && both.right() instanceof Name right) {
      String a = Names.print(left.name());
      String b = Names.print(right.name());
      switch (Operator.of(both)) {
        case PLUS:
          return "Write a term for each: "
              + written.by(a, problems)
              + " + "
              + written.by(b, problems);
        case TIMES:
          return "Write a term for each: "
              + written.by(a, problems)
              + " + "
              + written.by(b, problems)
              + " + "
              + written.by(a + ":" + b, problems);
        default:
          break;
      }
    }
    if (group instanceof Call call && CovaryingGroup.isDecay(call)) {
      return "Correlations of levels that decay with their distance are not available: "
          + written.by(CovaryingGroup.example(LevelStructure.AR1), problems)
          + " is an autoregression over steps, and residual(%s(time | subject)) is of residuals"
              .formatted(call.function());
    }
    if (group instanceof Call call && CovaryingGroup.meant(call).isPresent()) {
      LevelStructure meant = CovaryingGroup.meant(call).get();
      String function =
          switch (meant) {
            case RW1, RW2 -> "Random walks are rw1(…) and rw2(…): ";
            case AR1 -> "An autoregression over levels is ar1(…): ";
            case RELATED, INDEPENDENT -> "Levels of a pedigree or a matrix are related(…): ";
          };
      return function + written.by(CovaryingGroup.example(meant), problems);
    }
    return "Compute it in a component of its own";
  }
}
