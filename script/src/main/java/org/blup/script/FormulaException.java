package org.blup.script;

import java.util.List;
import org.blup.exception.BlupException;

/**
 * A formula that is no model of the table. The messages are those of the compiler: each with its
 * code, the formula, a caret under what is wrong with it, and what to do.
 */
public final class FormulaException extends BlupException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  FormulaException(List<String> problems) {
    super(String.join("\n\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** The messages one by one. */
  public List<String> problems() {
    return problems;
  }
}
