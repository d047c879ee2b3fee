package org.blup.formula;

import java.util.List;
import java.util.Optional;

/**
 * What a text says, as far as it says it.
 *
 * @param formula the model; present if and only if no problem is an error
 * @param problems everything wrong with the text, errors and warnings, in the order of the text
 */
public record ParseResult(Optional<ModelFormula> formula, List<Problem> problems) {

  public ParseResult {
    problems = List.copyOf(problems);
  }
}
