package org.blup.formula;

/** Which names stand as they are, and how the others are quoted. */
final class Names {

  private Names() {}

  /** Whether a bare name can begin with the character: R's rule and Java's together. */
  static boolean isStart(int character) {
    return character == '.' || Character.isJavaIdentifierStart(character);
  }

  /** Whether a bare name can go on with the character. */
  static boolean isPart(int character) {
    return character == '.'
        || Character.isJavaIdentifierPart(character) && !Character.isIdentifierIgnorable(character);
  }

  /** The name as a formula writes it: in backticks unless it stands by itself. */
  static String print(String name) {
    return isBare(name) ? name : quote(name, '`');
  }

  /** The text between quotes, with quotes, backslashes and line ends escaped. */
  static String quote(String text, char quote) {
    StringBuilder quoted = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\\' -> quoted.append("\\\\");
        default -> {
          if (character == quote) {
            quoted.append('\\');
          }
          quoted.append(character);
        }
      }
    }
    return quoted.append(quote).toString();
  }

  private static boolean isBare(String name) {
    if (name.isEmpty() || name.equals(".") || !isStart(name.codePointAt(0))) {
      return false;
    }
    boolean looksLikeNumber = name.charAt(0) == '.' && name.length() > 1 && isDigit(name.charAt(1));
    return !looksLikeNumber && name.codePoints().allMatch(Names::isPart);
  }

  /** Whether the character is one of the ten digits that numbers are written with. */
  static boolean isDigit(int character) {
    return '0' <= character && character <= '9';
  }
}
