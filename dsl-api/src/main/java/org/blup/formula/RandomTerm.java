package org.blup.formula;

import java.util.List;
import java.util.stream.Collectors;
import org.blup.Structure;

/**
 * Random effects by the levels of a grouping factor: {@code (effects | group)}.
 *
 * @param effects the effects each level has
 * @param group the grouping factor, or the factors whose combinations are the levels
 * @param structure the form of the covariance of a level's effects; {@code ||} is {@link
 *     Structure#DIAG}
 * @param span where the term was written, parentheses included
 */
public record RandomTerm(Terms effects, List<Variable> group, Structure structure, Span span) {

  public RandomTerm {
    group = List.copyOf(group);
  }

  /** The grouping factor as lme4 prints it: {@code batch:cask}. */
  public String groupLabel() {
    return group.stream().map(Variable::label).collect(Collectors.joining(":"));
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
