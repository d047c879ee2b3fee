package org.blup.formula;

/**
 * Every kind of problem the compiler can find in a model, with the number it is documented under.
 * 1nn: the formula as text; 2nn: variables and their types; 3nn: the model as a whole; 4nn: the
 * annotations; 5nn: the record and what is generated for it; 9nn: warnings.
 */
public enum ProblemCode {
  SYNTAX(100),
  UNKNOWN_VARIABLE(201);

  private final int number;

  ProblemCode(int number) {
    this.number = number;
  }

  /** {@code BLUP201}. */
  public String id() {
    return "BLUP" + number;
  }

  public int number() {
    return number;
  }
}
