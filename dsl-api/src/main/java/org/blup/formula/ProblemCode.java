package org.blup.formula;

/**
 * Every kind of problem the compiler can find in a model, with the number it is documented under.
 * 1nn: the formula as text; 2nn: variables and their types; 3nn: the model as a whole; 4nn: the
 * annotations; 5nn: the record and what is generated for it; 9nn: warnings.
 */
public enum ProblemCode {
  /** Nothing is written. */
  EMPTY_FORMULA(101),
  /** No {@code ~} between response and terms. */
  MISSING_TILDE(102),
  /** A second {@code ~}, or one inside parentheses. */
  MISPLACED_TILDE(103),
  /** Nothing, or no component, before {@code ~}. */
  MISSING_RESPONSE(104),
  /** Nothing after {@code ~}. */
  EMPTY_RIGHT_HAND_SIDE(105),
  /** A {@code (} without its {@code )}. */
  UNCLOSED_PARENTHESIS(106),
  /** A {@code )} without its {@code (}. */
  UNMATCHED_PARENTHESIS(107),
  /** {@code ()}. */
  EMPTY_PARENTHESES(108),
  /** An operator or a comma with nothing on one side. */
  MISSING_OPERAND(109),
  /** Two names, numbers or parentheses side by side. */
  MISSING_OPERATOR(110),
  /** A character that formulas do not have. */
  STRAY_CHARACTER(111),
  /** A quote or backtick that is not closed on its line, or has nothing in it. */
  UNCLOSED_QUOTE(112),
  /** A number too large for {@code double}. */
  INVALID_NUMBER(113),
  /** More parentheses, calls or operations inside each other than anyone reads. */
  NESTED_TOO_DEEPLY(114),
  /** An operator that multiplies out to more terms than anyone fits. */
  TOO_MANY_TERMS(115),

  /** A {@code |} that is not in parentheses of its own. */
  BAR_OUTSIDE_PARENTHESES(120),
  /** A {@code |} inside a random term. */
  NESTED_BAR(121),
  /** Nothing after {@code |}. */
  MISSING_GROUP(122),
  /** A grouping factor that is neither a component nor an interaction or nesting of components. */
  INVALID_GROUP(123),
  /** A random term that is multiplied or removed. */
  MISPLACED_RANDOM_TERM(124),
  /** A random term that stands there twice. */
  DUPLICATE_RANDOM_TERM(125),
  /** A random term whose intercept is taken out and that has nothing else. */
  NO_RANDOM_EFFECTS(126),

  /** A power of terms that is no whole number of at least 1. */
  INVALID_EXPONENT(130),
  /** A number, string or constant where a term belongs. */
  NOT_A_TERM(131),
  /** {@code .} for all other components. */
  DOT_NOT_SUPPORTED(132),
  /** Something inside arithmetic that is no number, or an operator of terms. */
  NOT_ARITHMETIC(133),

  /** A function that formulas do not have. */
  UNKNOWN_FUNCTION(140),
  /** Too few or too many arguments. */
  WRONG_ARITY(141),
  /** An argument of the wrong kind. */
  INVALID_ARGUMENT(142),
  /** An offset that is multiplied, removed, or inside something else. */
  MISPLACED_OFFSET(143),

  /** A name that is no component. */
  UNKNOWN_VARIABLE(201),

  /** The removal of a term that is not there. */
  REMOVES_NOTHING(901),
  /** A power of a single term, which is that term again. */
  POWER_OF_ONE_TERM(902);

  private static final int FIRST_WARNING = 900;

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

  /** Whether the model is legal, but probably not meant. */
  public boolean isWarning() {
    return number >= FIRST_WARNING;
  }
}
