package org.blup.formula;

import java.util.List;
import java.util.Optional;

/** Entry to the formula language. */
public final class Formulas {

  private Formulas() {}

  /**
   * Reads a formula such as {@code reaction ~ days + (days | subject)}. Never throws for what the
   * text says: everything wrong with it is in the result.
   */
  public static ParseResult parse(String text) {
    return new ParseResult(Optional.empty(), List.of());
  }
}
