package org.blup.cli;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Messages name the methods that a program would call; here they name the options instead. */
final class Wording {

  private static final Pattern MISSING_WORDS = Pattern.compile("csv\\(\\)\\.missing\\(([^)]*)\\)");
  private static final Pattern CHARSET =
      Pattern.compile("csv\\(\\)\\.charset\\(Charset\\.forName\\(\"([^\"]*)\"\\)\\)");
  private static final Pattern SEPARATOR = Pattern.compile("csv\\(\\)\\.separator\\(…\\)");

  private Wording() {}

  static String ofOptions(String message) {
    String text = MISSING_WORDS.matcher(message).replaceAll(Wording::words);
    text = CHARSET.matcher(text).replaceAll("--encoding $1");
    text = SEPARATOR.matcher(text).replaceAll("--separator");
    return text.replace("csv().decimalComma()", "--decimal-comma")
        .replace("missing(OMIT)", "--missing omit")
        .replace("prediction().unknownLevels(UnknownLevels.POPULATION_MEAN)", "--new-levels");
  }

  private static String words(MatchResult found) {
    return "--na " + found.group(1).replace("\"", "").replace(", ", ",").replace("$", "\\$");
  }
}
