package org.blup.formula;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A main effect (one variable) or an interaction (several), with its variables in the order in
 * which they first appear in the formula, as R orders them.
 *
 * @param variables at least one, no two the same
 * @param span where the term was written
 */
public record Term(List<Variable> variables, Span span) {

  public Term {
    variables = List.copyOf(variables);
  }

  /** The degree of the interaction: 1 for a main effect. */
  public int degree() {
    return variables.size();
  }

  /** The term as R prints it: {@code variety:nitro}. */
  public String label() {
    return variables.stream().map(Variable::label).collect(Collectors.joining(":"));
  }
}
