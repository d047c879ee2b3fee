package org.blup.formula;

/** Entry to the formula language. */
public final class Formulas {

  private Formulas() {}

  /**
   * Reads a formula such as {@code reaction ~ days + (days | subject)}. Never throws for what the
   * text says: everything wrong with it is in the result.
   */
  public static ParseResult parse(String text) {
    return new FormulaReader(text).read();
  }

  /** A component's name as a formula writes it: in backticks unless it stands by itself. */
  public static String name(String name) {
    return Names.print(name);
  }
}
