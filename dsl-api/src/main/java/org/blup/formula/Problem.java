package org.blup.formula;

import java.util.List;

/**
 * One thing wrong with a formula.
 *
 * @param code what kind of problem it is
 * @param span the characters at fault
 * @param message what is wrong, as one sentence without a full stop
 * @param help what there is or what to do, a line each; may be empty
 */
public record Problem(ProblemCode code, Span span, String message, List<String> help) {

  public Problem {
    help = List.copyOf(help);
  }
}
