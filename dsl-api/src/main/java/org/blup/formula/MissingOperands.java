package org.blup.formula;

import static org.blup.formula.ProblemCode.EMPTY_RIGHT_HAND_SIDE;
import static org.blup.formula.ProblemCode.MISSING_GROUP;
import static org.blup.formula.ProblemCode.MISSING_OPERAND;
import static org.blup.formula.ProblemCode.MISSING_RESPONSE;

import java.util.List;
import org.blup.formula.Expression.Missing;
import org.blup.formula.Token.Kind;

/** Says what is missing where an operand should stand, by what stands around the gap. */
final class MissingOperands {

  private final TokenRepair repaired;
  private final List<Token> tokens;
  private final Problems problems;
  private boolean isSilent;

  MissingOperands(TokenRepair repaired, Problems problems) {
    this.repaired = repaired;
    this.tokens = repaired.tokens();
    this.problems = problems;
  }

  /** Reports nothing any more: the rest of the text is not read. */
  void giveUp() {
    isSilent = true;
  }

  /** Reports the gap before the word at an index. */
  Missing before(int index) {
    Token next = tokens.get(index);
    Span gap = new Span(next.span().start(), next.span().start());
    boolean followsUnclosed = index > 0 && repaired.isUnclosed(index - 1);
    boolean isAtAnEnd = !next.is(Kind.OPERATOR) || next.isOperator("~");
    if (!isSilent && !(followsUnclosed && isAtAnEnd)) {
      if (index == 0) {
        reportAtStart(next);
      } else {
        reportBetween(tokens.get(index - 1), next);
      }
    }
    return new Missing(gap);
  }

  private void reportAtStart(Token next) {
    if (next.isOperator("~")) {
      problems.report(
          MISSING_RESPONSE,
          next.span(),
          "There is no response before '~'",
          "Write the component that the model explains: response ~ terms");
    } else {
      reportNothingBefore(next);
    }
  }

  private void reportBetween(Token previous, Token next) {
    boolean startsAfresh =
        previous.is(Kind.OPEN) || previous.is(Kind.COMMA) || previous.isOperator("~");
    boolean isOperator = next.is(Kind.OPERATOR) && !next.isOperator("~");
    if (isOperator && startsAfresh) {
      reportNothingBefore(next);
    } else if (isOperator) {
      problems.report(
          MISSING_OPERAND,
          previous.span().to(next.span()),
          "There is nothing between '" + previous.text() + "' and '" + next.text() + "'");
    } else if (previous.isOperator("~")) {
      problems.report(
          EMPTY_RIGHT_HAND_SIDE,
          previous.span(),
          "There is nothing after '~'",
          "Write at least the random term: response ~ 1 + (1 | group)");
    } else if (previous.isOperator("|") || previous.isOperator("||")) {
      problems.report(
          MISSING_GROUP,
          previous.span(),
          "There is no grouping factor after '" + previous.text() + "'",
          "Write the component whose levels differ: (1 | group)");
    } else if (previous.is(Kind.OPEN)) {
      reportNothingBefore(next);
    } else {
      problems.report(
          MISSING_OPERAND, previous.span(), "There is nothing after '" + previous.text() + "'");
    }
  }

  private void reportNothingBefore(Token next) {
    if (next.isOperator("|") || next.isOperator("||")) {
      problems.report(
          MISSING_OPERAND,
          next.span(),
          "There are no effects before '" + next.text() + "'",
          "Write 1 for an intercept: (1 | group)");
    } else {
      problems.report(
          MISSING_OPERAND, next.span(), "There is nothing before '" + next.text() + "'");
    }
  }
}
