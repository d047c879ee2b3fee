package org.blup.formula;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that formulas do not have.
 *
 * @param end index after the last of them
 * @param meant the word they probably stand for, or nothing
 * @param message what is wrong
 * @param help what to do
 */
record StrayCharacters(int end, String meant, String message, List<String> help) {

  private static final String ASSIGNMENT = "<-";

  private static final String COMPARISONS = "<>!";

  /** An operator as R lets packages define them, of a length that a word has. */
  private static final Pattern PERCENT_OPERATOR = Pattern.compile("%[^%\\s]{0,10}%");

  /** What word processors, web pages and other formula languages have in an operator's place. */
  private static final Map<Integer, String> LOOK_ALIKES =
      Map.ofEntries(
          Map.entry((int) '\u2212', "-"),
          Map.entry((int) '\u2010', "-"),
          Map.entry((int) '\u2011', "-"),
          Map.entry((int) '\u2013', "-"),
          Map.entry((int) '\u2014', "-"),
          Map.entry((int) '\u223C', "~"),
          Map.entry((int) '\u02DC', "~"),
          Map.entry((int) '\uFF5E', "~"),
          Map.entry((int) '\u00D7', "*"),
          Map.entry((int) '\u2217', "*"),
          Map.entry((int) '\u22C5', "*"),
          Map.entry((int) '\u00B7', "*"),
          Map.entry((int) '\u00F7', "/"),
          Map.entry((int) '\u2215', "/"),
          Map.entry((int) '\u2044', "/"),
          Map.entry((int) '\\', "|"),
          Map.entry((int) '\u00A6', "|"),
          Map.entry((int) '\u2223', "|"),
          Map.entry((int) '\uFF5C', "|"),
          Map.entry((int) '\u2016', "||"),
          Map.entry((int) '\u2225', "||"),
          Map.entry((int) '\uFF08', "("),
          Map.entry((int) '\uFF09', ")"),
          Map.entry((int) '\uFF0B', "+"),
          Map.entry((int) '\uFF1A', ":"),
          Map.entry((int) '\uFF0C', ","),
          Map.entry((int) '&', ":"));

  /**
   * What stands at an index where no word begins.
   *
   * @param isInParentheses whether there is a parenthesis open, as of a function
   * @param isAfterTilde whether there is a tilde before it
   */
  static StrayCharacters at(String text, int start, boolean isInParentheses, boolean isAfterTilde) {
    int character = text.codePointAt(start);
    if (COMPARISONS.indexOf(character) >= 0 && (isInParentheses || isAfterTilde)
        || text.startsWith("==", start)) {
      return comparison(text, start);
    }
    if (character == '=' || text.startsWith(ASSIGNMENT, start)) {
      return equalSign(text, start, isInParentheses, isAfterTilde);
    }
    if (character == '%') {
      return percentOperator(text, start);
    }
    String meant = LOOK_ALIKES.getOrDefault(character, "");
    int end = meant.isEmpty() ? endOfRun(text, start) : start + Character.charCount(character);
    String message = describe(text.substring(start, end)) + " is not part of a formula";
    return new StrayCharacters(
        end,
        meant,
        message,
        meant.isEmpty() ? List.of() : List.of("Did you mean '" + meant + "'?"));
  }

  private static StrayCharacters comparison(String text, int start) {
    int end = start + 1;
    while (end < text.length() && "=<>".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return new StrayCharacters(
        end,
        "",
        "'" + text.substring(start, end) + "' is not part of a formula",
        List.of("Write the result of a comparison as a boolean component"));
  }

  private static StrayCharacters equalSign(
      String text, int start, boolean isInParentheses, boolean isAfterTilde) {
    int end = text.charAt(start) == '=' ? endOfRun(text, start) : start + ASSIGNMENT.length();
    return new StrayCharacters(
        end,
        "~",
        "'" + text.substring(start, end) + "' is not part of a formula",
        List.of(
            isInParentheses
                ? "The arguments of a function go by position; only residual(…) has names: by,"
                    + " variance"
                : isAfterTilde
                    ? "A formula consists of response ~ terms"
                    : "Write '~' between the response and its terms"));
  }

  private static StrayCharacters percentOperator(String text, int start) {
    Matcher operator = PERCENT_OPERATOR.matcher(text).region(start, text.length());
    int end = operator.lookingAt() ? operator.end() : start + 1;
    return new StrayCharacters(
        end,
        "",
        "'" + text.substring(start, end) + "' is not an operator of formulas",
        List.of("The operators are ^ : %in% * / + - | || ~"));
  }

  private static int endOfRun(String text, int start) {
    int character = text.codePointAt(start);
    int end = start;
    while (end < text.length() && text.codePointAt(end) == character) {
      end += Character.charCount(character);
    }
    return end;
  }

  private static String describe(String characters) {
    int first = characters.codePointAt(0);
    if (0x20 < first && first < 0x7F) {
      return "'" + characters + "'";
    }
    String number = String.format(Locale.ROOT, "U+%04X", first);
    boolean isVisible = Character.isDefined(first) && !Character.isISOControl(first);
    return isVisible ? "'" + characters + "' (" + number + ")" : "The character " + number;
  }
}
