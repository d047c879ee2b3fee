package org.blup.internal.plots.pen;

/** Text within XML and HTML. */
public final class Markup {

  private static final char REPLACEMENT = '\uFFFD';

  private Markup() {}

  /**
   * Text for elements and quoted attributes: characters with a meaning are escaped, those that XML
   * 1.0 does not allow (section 2.2) are replaced, and line breaks become spaces.
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(c, escaped));
    return escaped.toString();
  }

  private static void append(int c, StringBuilder escaped) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\t', '\n', '\r' -> escaped.append(' ');
      default -> {
        if (isAllowed(c)) {
          escaped.appendCodePoint(c);
        } else {
          escaped.append(REPLACEMENT);
        }
      }
    }
  }

  private static boolean isAllowed(int c) {
    boolean isControl = c < 0x20 || c >= 0x7f && c < 0xa0;
    boolean isSurrogate = c >= 0xd800 && c < 0xe000;
    return !isControl && !isSurrogate && (c & 0xfffe) != 0xfffe;
  }
}
