package org.blup.formula;

/**
 * A word of a formula.
 *
 * @param kind what sort of word it is
 * @param text its meaning: a name without its backticks, an operator in its one spelling
 * @param span where it stands
 */
record Token(Kind kind, String text, Span span) {

  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    OPERATOR,
    OPEN,
    CLOSE,
    COMMA,
    /** Something that is already reported; the parser steps over it in silence. */
    ERROR,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  /** Whether an operand begins here, signs apart. */
  boolean startsOperand() {
    return switch (kind) {
      case NAME, NUMBER, TEXT, OPEN -> true;
      default -> false;
    };
  }

  /** The same place in the text, with nothing more to say about it. */
  Token asError() {
    return new Token(Kind.ERROR, text, span);
  }
}
