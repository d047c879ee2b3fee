package org.blup.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one text, and quotes from it. */
final class Problems {

  private static final int LONGEST_QUOTE = 40;

  private final String text;
  private final List<Problem> reported = new ArrayList<>();

  Problems(String text) {
    this.text = text;
  }

  void report(ProblemCode code, Span span, String message, String... help) {
    reported.add(new Problem(code, span, message, List.of(help)));
  }

  boolean hasErrors() {
    return reported.stream().anyMatch(problem -> !problem.code().isWarning());
  }

  /** All problems in the order of the text. */
  List<Problem> inOrder() {
    return reported.stream().sorted(Comparator.comparingInt(p -> p.span().start())).toList();
  }

  /** The characters of a span on one line, shortened if they are many. */
  String source(Span span) {
    int end = Math.min(span.end(), span.start() + LONGEST_QUOTE);
    String quote = text.substring(span.start(), end).strip().replaceAll("\\s+", " ");
    return end < span.end() ? quote + "…" : quote;
  }

  /** The characters of a span on one line, in quotes. */
  String quote(Span span) {
    return "'" + source(span) + "'";
  }

  /** Where the name of a called function stands, its backticks included. */
  Span nameOf(Expression.Call call) {
    int start = call.span().start();
    int end = parenthesesOf(call).start();
    while (Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }

  /** Where the arguments of a call stand, the parentheses included. */
  Span parenthesesOf(Expression.Call call) {
    int endOfName = call.span().start() + call.function().length();
    return new Span(text.indexOf('(', endOfName), call.span().end());
  }

  /** Reports that a call is no call: its parentheses were to be added to what is before them. */
  void reportMissingOperator(Expression.Call call) {
    Span parentheses = parenthesesOf(call);
    report(
        ProblemCode.MISSING_OPERATOR,
        parentheses,
        "There is no operator between '" + call.function() + "' and " + quote(parentheses),
        "Add effects with '+'");
  }

  /** Where the operator of two operands stands. */
  Span operatorSpan(Expression.Binary binary) {
    int start = binary.left().span().end();
    int end = binary.right().span().start();
    String between = text.substring(start, Math.max(start, end));
    String operator = between.strip();
    if (operator.isEmpty()) {
      return binary.span();
    }
    int first = start + between.indexOf(operator);
    return new Span(first, first + operator.length());
  }
}
