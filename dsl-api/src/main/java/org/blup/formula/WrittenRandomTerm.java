package org.blup.formula;

import java.util.Optional;
import org.blup.Structure;
import org.blup.formula.Expression.Binary;

/**
 * A random term as it stands in the text.
 *
 * @param bar the effects and the group around the bar
 * @param named the structure that is written before the parentheses
 * @param span where it stands, parentheses included
 */
record WrittenRandomTerm(Binary bar, Optional<Structure> named, Span span) {

  /** The structure that the name before the parentheses, or else the bar, says. */
  Structure structure() {
    return named.orElse(Operator.of(bar) == Operator.BAR ? Structure.US : Structure.DIAG);
  }

  /** The same effects by another group, as text. */
  String by(String group, Problems problems) {
    return named.map(Structure::keyword).orElse("")
        + "("
        + problems.source(bar.left().span())
        + " "
        + bar.operator()
        + " "
        + group
        + ")";
  }
}
