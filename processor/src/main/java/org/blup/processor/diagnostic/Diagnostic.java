package org.blup.processor.diagnostic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blup.formula.ProblemCode;
import org.blup.formula.Span;

/**
 * One message to the user.
 *
 * @param code what kind of problem it is
 * @param place where it points
 * @param message what is wrong, as one sentence without a full stop
 * @param excerpt the part of the formula at fault, if a formula is
 * @param help why, what there is or what to do, a line each
 */
public record Diagnostic(
    ProblemCode code, Place place, String message, Optional<Excerpt> excerpt, List<String> help) {

  public Diagnostic {
    help = List.copyOf(help);
  }

  /** A problem outside formulas. */
  public static Diagnostic of(ProblemCode code, Place place, String message, String... help) {
    return new Diagnostic(code, place, message, Optional.empty(), List.of(help));
  }

  /** The same with one more line of help. */
  Diagnostic withHelp(String line) {
    List<String> lines = Stream.concat(help.stream(), Stream.of(line)).toList();
    return new Diagnostic(code, place, message, excerpt, lines);
  }

  /** Characters of a formula. */
  public record Excerpt(String formula, Span span) {}
}
