package org.blup.formula;

import static org.blup.formula.ProblemCode.MISPLACED_TILDE;
import static org.blup.formula.ProblemCode.STRAY_CHARACTER;
import static org.blup.formula.ProblemCode.UNCLOSED_PARENTHESIS;
import static org.blup.formula.ProblemCode.UNMATCHED_PARENTHESIS;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.blup.formula.Token.Kind;

/**
 * Sees to what a parser going from left to right cannot see: which parentheses have no partner,
 * which commas no function, which {@code ~} is the one. What remains has at most one {@code ~},
 * outside all closed parentheses; every {@code )} has its {@code (}; every comma is inside a call.
 */
final class TokenRepair {

  private final List<Token> tokens;
  private final Problems problems;
  private final BitSet unclosed = new BitSet();
  private boolean hasTilde;

  private TokenRepair(List<Token> tokens, Problems problems) {
    this.tokens = new ArrayList<>(tokens);
    this.problems = problems;
  }

  static TokenRepair of(List<Token> tokens, Problems problems) {
    TokenRepair repair = new TokenRepair(tokens, problems);
    repair.matchParentheses();
    repair.findTilde();
    return repair;
  }

  List<Token> tokens() {
    return tokens;
  }

  /** Whether the parenthesis at an index is never closed. */
  boolean isUnclosed(int index) {
    return unclosed.get(index);
  }

  /** Whether there is a {@code ~} anywhere, or something that may stand in its place. */
  boolean hasTilde() {
    return hasTilde;
  }

  private void matchParentheses() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is(Kind.OPEN)) {
        open.push(i);
      } else if (token.is(Kind.CLOSE) && open.isEmpty()) {
        problems.report(
            UNMATCHED_PARENTHESIS,
            token.span(),
            "This ')' closes nothing",
            "Remove it, or write the '(' it belongs to");
        tokens.set(i, token.asError());
      } else if (token.is(Kind.CLOSE)) {
        open.pop();
      } else if (token.is(Kind.COMMA) && !isInCall(open)) {
        problems.report(
            STRAY_CHARACTER,
            token.span(),
            "',' belongs between the arguments of a function",
            "Effects are added with '+'");
        tokens.set(i, token.asError());
      }
    }
    open.descendingIterator().forEachRemaining(this::reportUnclosed);
  }

  private boolean isInCall(Deque<Integer> open) {
    return !open.isEmpty() && open.peek() > 0 && tokens.get(open.peek() - 1).is(Kind.NAME);
  }

  private void reportUnclosed(int index) {
    unclosed.set(index);
    problems.report(
        UNCLOSED_PARENTHESIS, tokens.get(index).span(), "This '(' is not closed", "Write its ')'");
  }

  private void findTilde() {
    int depth = 0;
    boolean isFound = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is(Kind.OPEN) && !unclosed.get(i)) {
        depth++;
      } else if (token.is(Kind.CLOSE)) {
        depth--;
      } else if (token.is(Kind.ERROR)) {
        hasTilde = true;
      } else if (token.isOperator("~") && depth == 0 && !isFound) {
        isFound = true;
      } else if (token.isOperator("~")) {
        reportMisplaced(i, depth);
        hasTilde = true;
      }
    }
    hasTilde |= isFound;
  }

  private void reportMisplaced(int index, int depth) {
    problems.report(
        MISPLACED_TILDE,
        tokens.get(index).span(),
        depth > 0 ? "'~' cannot stand inside parentheses" : "A formula has only one '~'",
        "Write: response ~ terms");
    tokens.set(index, tokens.get(index).asError());
  }
}
