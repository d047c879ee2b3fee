package org.blup.formula;

import static org.blup.formula.ProblemCode.UNCLOSED_QUOTE;

/**
 * A name in backticks or a string in quotes. A backslash escapes the next character. What is not
 * closed on its line is read up to where the rest of the formula seems to go on.
 *
 * @param content what stands between the quotes
 * @param end index after the closing quote
 * @param isUsable whether it can stand for what was meant
 */
record QuotedText(String content, int end, boolean isUsable) {

  /** Keeps the search for closing quotes short, however many of them there are. */
  private static final int LONGEST = 1000;

  private static final String ENDS_UNCLOSED = "+*/:^~|(),\n\r";

  /** Reads from an opening quote on, and reports if there is no closing one or nothing between. */
  static QuotedText read(String text, int start, Problems problems) {
    char quote = text.charAt(start);
    StringBuilder content = new StringBuilder();
    int i = start + 1;
    int limit = Math.min(text.length(), start + LONGEST);
    while (i < limit && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      char character = text.charAt(i);
      if (character == quote) {
        return closed(content.toString(), quote, new Span(start, i + 1), problems);
      }
      boolean escapes = character == '\\' && i + 1 < text.length();
      content.append(escapes ? unescape(text.charAt(i + 1)) : character);
      i += escapes ? 2 : 1;
    }
    return unclosed(text, start, problems);
  }

  private static char unescape(char character) {
    return switch (character) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> character;
    };
  }

  private static QuotedText closed(String content, char quote, Span span, Problems problems) {
    boolean isUsable = quote != '`' || !content.isEmpty();
    if (!isUsable) {
      problems.report(UNCLOSED_QUOTE, span, "There is no name between the backticks");
    }
    return new QuotedText(content, span.end(), isUsable);
  }

  private static QuotedText unclosed(String text, int start, Problems problems) {
    int end = start + 1;
    while (end < text.length() && ENDS_UNCLOSED.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    end = start + text.substring(start, end).stripTrailing().length();
    String content = text.substring(start + 1, end).strip();
    String quote = text.substring(start, start + 1);
    problems.report(
        UNCLOSED_QUOTE,
        new Span(start, end),
        (quote.equals("`") ? "The backtick" : "The quote") + " is not closed on its line",
        content.isEmpty() ? "Remove it" : "Write " + quote + content + quote);
    return new QuotedText(content, end, !content.isEmpty());
  }
}
