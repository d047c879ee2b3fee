package org.blup.formula;

import static org.blup.formula.ProblemCode.EMPTY_PARENTHESES;
import static org.blup.formula.ProblemCode.MISSING_OPERATOR;
import static org.blup.formula.ProblemCode.MISSING_TILDE;
import static org.blup.formula.ProblemCode.NEEDLESS_SIGN;
import static org.blup.formula.ProblemCode.NESTED_TOO_DEEPLY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Missing;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Num;
import org.blup.formula.Expression.Parenthesised;
import org.blup.formula.Expression.Text;
import org.blup.formula.Expression.Unary;
import org.blup.formula.Token.Kind;

/**
 * Reads words into a tree by precedence climbing, with R's precedences. Where something is missing
 * it reports that once, leaves a {@link Missing} node and goes on. Calls, parentheses, signs and
 * exponents nest to a limit; chains of operators are as long as they like.
 */
final class Parser {

  private static final int DEEPEST = 100;
  private static final int NOWHERE = -1;

  private final Problems problems;
  private final TokenRepair repaired;
  private final List<Token> tokens;
  private final MissingOperands missing;
  private int position;
  private int depth;
  private int openParentheses;
  private int impliedTilde = NOWHERE;

  private Parser(TokenRepair repaired, Problems problems) {
    this.problems = problems;
    this.repaired = repaired;
    this.tokens = repaired.tokens();
    this.missing = new MissingOperands(repaired, problems);
  }

  /**
   * The tree of a text that is not blank.
   *
   * @return the response and the terms around {@code ~}, with {@link Missing} for either that is
   *     not there
   */
  static Binary parse(String text, Problems problems) {
    return new Parser(TokenRepair.of(Lexer.tokens(text, problems), problems), problems).formula();
  }

  private Binary formula() {
    Expression left = expression(Operator.LOOSEST);
    if (current().isOperator("~")) {
      position++;
      Expression right = expression(Operator.LOOSEST);
      return new Binary("~", left, right, left.span().to(right.span()));
    }
    if (impliedTilde != NOWHERE) {
      Span place = current().span();
      reportMissingTilde(place, "There is no '~' " + between(left));
      Expression right = expression(Operator.LOOSEST);
      return new Binary("~", left, right, left.span().to(right.span()));
    }
    if (!repaired.hasTilde()) {
      reportMissingTilde(left.span(), "The formula has no '~'");
    }
    Span start = new Span(left.span().start(), left.span().start());
    return new Binary("~", new Missing(start), left, left.span());
  }

  private void reportMissingTilde(Span span, String message) {
    problems.report(MISSING_TILDE, span, message, "Write: response ~ terms");
  }

  private Expression expression(int loosest) {
    Expression left = operand();
    while (true) {
      skipErrors();
      Optional<Operator> next = operatorHere();
      if (next.isEmpty() || next.get().precedence() < loosest) {
        return left;
      }
      Operator operator = next.get();
      if (operator == Operator.LEFT_OUT) {
        reportMissingOperator(left);
      } else {
        position++;
      }
      left = binary(operator, left);
    }
  }

  private Expression binary(Operator operator, Expression left) {
    Expression right;
    if (operator.isRightAssociative()) {
      right = nested(() -> expression(operator.precedence()));
    } else {
      right = expression(operator.precedence() + 1);
    }
    return new Binary(operator.text(), left, right, left.span().to(right.span()));
  }

  /** The operator that goes on with what stands to its left, if the expression goes on. */
  private Optional<Operator> operatorHere() {
    Token token = current();
    if (token.is(Kind.OPERATOR)) {
      return Operator.of(token.text());
    }
    if (!token.startsOperand()) {
      return Optional.empty();
    }
    boolean canImplyTilde = impliedTilde == NOWHERE || impliedTilde == position;
    if (canImplyTilde && openParentheses == 0 && !repaired.hasTilde()) {
      impliedTilde = position;
      return Optional.empty();
    }
    return Optional.of(Operator.LEFT_OUT);
  }

  private void skipErrors() {
    while (current().is(Kind.ERROR)) {
      position++;
    }
  }

  private void reportMissingOperator(Expression left) {
    if (previous().is(Kind.ERROR)) {
      return;
    }
    Expression last = lastOperand(left);
    boolean isFunction = last instanceof Name name && Function.named(name.name()).isPresent();
    problems.report(
        MISSING_OPERATOR,
        current().span(),
        "There is no operator " + between(last),
        isFunction
            ? "A function has its arguments in parentheses: " + problems.source(last.span()) + "(x)"
            : "Add effects with '+'; write a name with a space in backticks");
  }

  private static Expression lastOperand(Expression expression) {
    Expression last = expression;
    while (last instanceof Binary binary) {
      last = binary.right();
    }
    return last;
  }

  private String between(Expression left) {
    return "between " + problems.quote(left.span()) + " and " + problems.quote(current().span());
  }

  private Expression operand() {
    Token token = current();
    switch (token.kind()) {
      case NAME:
        position++;
        return current().is(Kind.OPEN) ? call(token) : new Name(token.text(), token.span());
      case NUMBER:
        position++;
        return new Num(Double.parseDouble(token.text()), token.text(), token.span());
      case TEXT:
        position++;
        return new Text(token.text(), token.span());
      case OPEN:
        return nested(this::parenthesised);
      case ERROR:
        skipErrors();
        return current().startsOperand() ? operand() : new Missing(token.span());
      case OPERATOR:
        if (token.text().equals("+") || token.text().equals("-")) {
          return nested(this::signed);
        }
        return missing.before(position);
      default:
        return missing.before(position);
    }
  }

  private Expression signed() {
    reportIfNeedless();
    Token sign = tokens.get(position++);
    Expression operand = expression(Operator.SIGN_PRECEDENCE);
    return new Unary(sign.text(), operand, sign.span().to(operand.span()));
  }

  /** A plus behind another operator is legal, and more likely a gap where an effect should be. */
  private void reportIfNeedless() {
    Token sign = current();
    if (position > 0 && sign.isOperator("+") && isOperatorBetween(previous())) {
      problems.report(
          NEEDLESS_SIGN,
          previous().span().to(sign.span()),
          "'+' after '%s' has no effect".formatted(previous().text()),
          "Remove it, or write what is missing between them");
    }
  }

  private static boolean isOperatorBetween(Token token) {
    return token.is(Kind.OPERATOR) && !token.isOperator("~");
  }

  private Expression parenthesised() {
    int open = position++;
    if (current().is(Kind.CLOSE)) {
      Span span = spanFrom(open);
      problems.report(EMPTY_PARENTHESES, span, "There is nothing in these parentheses");
      return new Missing(span);
    }
    openParentheses++;
    Expression inner = expression(Operator.LOOSEST);
    openParentheses--;
    if (!current().is(Kind.CLOSE)) {
      return new Missing(tokens.get(open).span().to(inner.span()));
    }
    return new Parenthesised(inner, spanFrom(open));
  }

  private Expression call(Token name) {
    return nested(
        () -> {
          openParentheses++;
          position++;
          Expression call = arguments(name);
          openParentheses--;
          return call;
        });
  }

  private Expression arguments(Token name) {
    List<Expression> arguments = new ArrayList<>();
    int first = position;
    while (!(current().is(Kind.CLOSE) && position == first)) {
      Expression argument = expression(Operator.LOOSEST);
      arguments.add(argument);
      if (current().is(Kind.CLOSE)) {
        break;
      }
      if (!current().is(Kind.COMMA)) {
        return new Missing(name.span().to(argument.span()));
      }
      position++;
    }
    Span span = name.span().to(current().span());
    position++;
    return new Call(name.text(), arguments, span);
  }

  /** The span from a parenthesis to the closing one that is next, which is taken. */
  private Span spanFrom(int open) {
    Span span = tokens.get(open).span().to(current().span());
    position++;
    return span;
  }

  /** Reads one level deeper, or gives up on the rest of the text where nobody could read it. */
  private Expression nested(Supplier<Expression> reader) {
    if (depth == DEEPEST) {
      Span place = current().span();
      problems.report(
          NESTED_TOO_DEEPLY,
          place,
          "More than " + DEEPEST + " parentheses, signs or exponents are nested here");
      position = tokens.size() - 1;
      missing.giveUp();
      return new Missing(place);
    }
    depth++;
    Expression expression = reader.get();
    depth--;
    return expression;
  }

  private Token current() {
    return tokens.get(position);
  }

  private Token previous() {
    return tokens.get(position - 1);
  }
}
