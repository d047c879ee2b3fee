package org.blup.formula;

import static org.blup.formula.ProblemCode.DOT_NOT_SUPPORTED;
import static org.blup.formula.ProblemCode.INVALID_NUMBER;
import static org.blup.formula.ProblemCode.STRAY_CHARACTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.formula.Token.Kind;

/**
 * Cuts a formula into words. Whatever is no word is reported and becomes the word it was probably
 * meant to be, or an {@link Kind#ERROR}.
 */
final class Lexer {

  private static final List<String> OPERATORS =
      List.of("%in%", "||", "**", "^", ":", "*", "/", "+", "-", "|", "~");

  private final String text;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int depth;
  private boolean hasTilde;

  private Lexer(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** The words of the text, an {@link Kind#END} last. */
  static List<Token> tokens(String text, Problems problems) {
    Lexer lexer = new Lexer(text, problems);
    while (lexer.skipSpace()) {
      lexer.next();
    }
    lexer.add(Kind.END, "", text.length());
    return lexer.tokens;
  }

  private boolean skipSpace() {
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position < text.length();
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private void next() {
    int character = text.codePointAt(position);
    switch (character) {
      case '(' -> open(position + 1);
      case ')' -> close(position + 1);
      case ',' -> add(Kind.COMMA, ",", position + 1);
      case '`' -> quoted(Kind.NAME);
      case '"', '\'' -> quoted(Kind.TEXT);
      default -> {
        if (Names.isDigit(character) || character == '.' && isDigitAt(position + 1)) {
          number();
        } else if (Names.isStart(character)) {
          name();
        } else if (isNameOfArgument()) {
          add(Kind.OPERATOR, Operator.NAMED.text(), position + 1);
        } else if (!operator()) {
          stray();
        }
      }
    }
  }

  private void open(int end) {
    depth++;
    add(Kind.OPEN, "(", end);
  }

  private void close(int end) {
    depth--;
    add(Kind.CLOSE, ")", end);
  }

  private void add(Kind kind, String meaning, int end) {
    tokens.add(new Token(kind, meaning, new Span(position, end)));
    position = end;
  }

  private void name() {
    int end = position;
    while (end < text.length() && Names.isPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    String name = text.substring(position, end);
    if (name.equals(".")) {
      problems.report(
          DOT_NOT_SUPPORTED,
          new Span(position, end),
          "'.' for all other components is not part of this language",
          "Name the effects: a + b + c");
      add(Kind.ERROR, name, end);
    } else {
      add(Kind.NAME, name, end);
    }
  }

  private void number() {
    int end = digits(position);
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(end + 1);
    }
    end = exponent(end);
    String number = text.substring(position, end);
    if (end < text.length() && text.charAt(end) == 'L') {
      end++;
    }
    if (Double.isInfinite(Double.parseDouble(number))) {
      problems.report(
          INVALID_NUMBER,
          new Span(position, end),
          problems.quote(new Span(position, end)) + " is larger than any double");
      add(Kind.ERROR, number, end);
    } else {
      add(Kind.NUMBER, number, end);
    }
  }

  private int digits(int start) {
    int end = start;
    while (isDigitAt(end)) {
      end++;
    }
    return end;
  }

  private int exponent(int start) {
    if (start < text.length() && (text.charAt(start) == 'e' || text.charAt(start) == 'E')) {
      int sign = start + 1;
      boolean signed =
          sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
      int first = signed ? sign + 1 : sign;
      return isDigitAt(first) ? digits(first) : start;
    }
    return start;
  }

  private boolean isDigitAt(int index) {
    return index < text.length() && Names.isDigit(text.charAt(index));
  }

  private boolean operator() {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, position)) {
        hasTilde |= operator.equals("~");
        add(Kind.OPERATOR, operator.equals("**") ? "^" : operator, position + operator.length());
        return true;
      }
    }
    return false;
  }

  /** Whether an equal sign is next, behind a name that arguments may have. */
  private boolean isNameOfArgument() {
    return nameOfArgument().filter(ResidualReader.ARGUMENTS::contains).isPresent();
  }

  /** The last word, if it is a name at the start of a call's argument and an equal sign is next. */
  private Optional<String> nameOfArgument() {
    int last = tokens.size() - 1;
    boolean isStart =
        text.startsWith("=", position)
            && !text.startsWith("==", position)
            && last > 0
            && tokens.get(last).is(Kind.NAME)
            && (tokens.get(last - 1).is(Kind.COMMA)
                || tokens.get(last - 1).is(Kind.OPEN)
                    && last > 1
                    && tokens.get(last - 2).is(Kind.NAME));
    return isStart ? Optional.of(tokens.get(last).text()) : Optional.empty();
  }

  private void quoted(Kind kind) {
    QuotedText quoted = QuotedText.read(text, position, problems);
    add(quoted.isUsable() ? kind : Kind.ERROR, quoted.content(), quoted.end());
  }

  /** Reports characters that are no word, and puts in their place what was probably meant. */
  private void stray() {
    StrayCharacters stray = StrayCharacters.at(text, position, depth > 0, hasTilde);
    Optional<String> misspelt =
        nameOfArgument().flatMap(name -> Spelling.suggest(name, ResidualReader.ARGUMENTS));
    problems.report(
        STRAY_CHARACTER,
        new Span(position, stray.end()),
        stray.message(),
        misspelt
            .map(known -> List.of("Did you mean '" + known + " ='?"))
            .orElse(stray.help())
            .toArray(String[]::new));
    String meant = stray.meant();
    switch (meant) {
      case "(" -> open(stray.end());
      case ")" -> close(stray.end());
      case "", "," -> add(meant.isEmpty() ? Kind.ERROR : Kind.COMMA, meant, stray.end());
      case "~" -> {
        boolean isTheTilde = depth == 0 && !hasTilde;
        hasTilde |= isTheTilde;
        add(isTheTilde ? Kind.OPERATOR : Kind.ERROR, meant, stray.end());
      }
      default -> add(Kind.OPERATOR, meant, stray.end());
    }
  }
}
