package org.blup.processor.validate.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.blup.formula.Problem;
import org.blup.formula.ProblemCode;
import org.blup.formula.Span;

/** The problems of one formula, in the order found; the same mistake is reported once. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  public void add(ProblemCode code, Span span, String message, String... help) {
    if (told.add(code.id() + message)) {
      found.add(new Problem(code, span, message, List.of(help)));
    }
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(problem -> !problem.code().isWarning());
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }
}
