package org.blup.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compiler speaks of a record and its components; who has a table thinks of columns. The
 * formula, the caret and what stands in quotes stay as they are.
 */
final class TableWords {

  private static final Pattern QUOTED = Pattern.compile("(?<!\\p{L})'[^'\\n]*'(?!\\p{L})");

  /** What names of columns follow without quotes. */
  private static final Pattern LIST = Pattern.compile("(has|grouping factors|have levels): ");

  private static final String RECORD = "Table";

  private TableWords() {}

  /** A message in words for tables. */
  static String of(String message) {
    StringBuilder text = new StringBuilder();
    String[] lines = message.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      boolean isFormula = i + 1 < lines.length && isCaret(lines[i + 1]);
      text.append(i == 0 ? "" : "\n");
      text.append(isFormula || isCaret(lines[i]) ? lines[i] : line(lines[i]));
    }
    return text.toString();
  }

  private static boolean isCaret(String line) {
    return line.contains("^") && line.strip().chars().allMatch(c -> c == '^');
  }

  private static String line(String line) {
    Matcher list = LIST.matcher(line);
    if (list.find()) {
      return sentence(line.substring(0, list.end())) + line.substring(list.end());
    }
    return sentence(line);
  }

  private static String sentence(String line) {
    StringBuilder text = new StringBuilder();
    Matcher quoted = QUOTED.matcher(line);
    int from = 0;
    while (quoted.find()) {
      text.append(words(line.substring(from, quoted.start()))).append(quoted.group());
      from = quoted.end();
    }
    return text.append(words(line.substring(from))).toString();
  }

  private static String words(String text) {
    return text.replaceAll("\\bcomponent(s?)\\b", "column$1")
        .replaceAll("^(\\s*)" + RECORD + " has\\b", "$1The table has")
        .replaceAll("\\bof " + RECORD + "\\b", "of the table")
        .replaceAll("\\bis a String\\b", "holds texts")
        .replaceAll("\\bis a Long\\b", "holds whole numbers")
        .replaceAll("\\bis a double\\b", "holds numbers")
        .replaceAll("\\bis a Boolean\\b", "holds true and false")
        .replaceAll("\\bis a LocalDate\\b", "holds dates");
  }
}
