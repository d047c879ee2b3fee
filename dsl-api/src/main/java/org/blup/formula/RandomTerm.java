package org.blup.formula;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.LevelStructure;
import org.blup.Structure;

/**
 * Random effects by the levels of a grouping factor: {@code (effects | group)}.
 *
 * @param effects the effects each level has
 * @param group the grouping factor, or the factors whose combinations are the levels
 * @param levels how the levels covary; where they do, there is one factor: {@code related(animal)}
 * @param structure the form of the covariance of a level's effects; {@code ||} is {@link
 *     Structure#DIAG}
 * @param span where the term was written, parentheses included
 */
public record RandomTerm(
    Terms effects, List<Variable> group, LevelStructure levels, Structure structure, Span span) {

  public RandomTerm {
    group = List.copyOf(group);
  }

  /** The grouping factor as lme4 prints it: {@code batch:cask}, {@code related(animal)}. */
  public String groupLabel() {
    String factors = group.stream().map(Variable::label).collect(Collectors.joining(":"));
    return levels == LevelStructure.INDEPENDENT ? factors : levels.keyword() + "(" + factors + ")";
  }

  /** Whether the levels covary by a relationship. */
  public boolean related() {
    return levels == LevelStructure.RELATED;
  }

  /** The same group with other effects. */
  public RandomTerm with(Terms others) {
    return new RandomTerm(others, group, levels, structure, span);
  }

  /** The same effects with covariances of another form. */
  public RandomTerm in(Structure form) {
    return new RandomTerm(effects, group, levels, form, span);
  }

  /** What makes two groups the same: {@code a:b} and {@code b:a} are one. */
  public Object grouping() {
    return List.of(Set.copyOf(group), levels);
  }

  /** The canonical text: {@code (1 + days | subject)}, {@code ar1(0 + visit | subject)}. */
  public String label() {
    return switch (structure) {
      case US -> "(" + effects.label() + " | " + groupLabel() + ")";
      case DIAG -> "(" + effects.label() + " || " + groupLabel() + ")";
      default -> structure.keyword() + "(" + effects.label() + " | " + groupLabel() + ")";
    };
  }
}
