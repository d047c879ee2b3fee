package org.blup.formula;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Random effects by the levels of a grouping factor: {@code (effects | group)}.
 *
 * @param effects the effects each level has
 * @param group the grouping factor, or the factors whose combinations are the levels
 * @param correlated whether the effects of a level covary ({@code |}) or not ({@code ||})
 * @param span where the term was written, parentheses included
 */
public record RandomTerm(Terms effects, List<Variable> group, boolean correlated, Span span) {

  public RandomTerm {
    group = List.copyOf(group);
  }

  /** The grouping factor as lme4 prints it: {@code batch:cask}. */
  public String groupLabel() {
    return group.stream().map(Variable::label).collect(Collectors.joining(":"));
  }

  /** The canonical text: {@code (1 + days | subject)}. */
  public String label() {
    return "(" + effects.label() + (correlated ? " | " : " || ") + groupLabel() + ")";
  }
}
