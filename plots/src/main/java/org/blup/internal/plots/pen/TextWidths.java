package org.blup.internal.plots.pen;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is, by a table of widths and not by the fonts of this machine. The widths are those
 * of Helvetica (Adobe font metrics), with a margin for wider fonts in its place.
 */
public final class TextWidths {

  /** Thousandths of the size, for the characters from space to tilde. */
  private static final short[] HELVETICA = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  private static final double NARROWEST = 0.19;
  private static final double MARGIN = 1.16;
  private static final double BOLD = 1.07;
  private static final double OTHER = 0.6;
  private static final double WIDE = 1.0;
  private static final String ELLIPSIS = "…";

  private TextWidths() {}

  /** The width of a line of text in pixels. */
  public static double of(String text, double size, boolean bold) {
    double width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += ofCharacter(text.codePointAt(i));
    }
    return width * size * MARGIN * (bold ? BOLD : 1);
  }

  private static double ofCharacter(int c) {
    if (c >= ' ' && c <= '~') {
      return HELVETICA[c - ' '] / 1000.0;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.FORMAT
        || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? WIDE : OTHER;
  }

  /** East Asian scripts and pictographs. */
  private static boolean isWide(int c) {
    return c >= 0x1100 && c < 0x1200
        || c >= 0x2e80 && c < 0xa4d0
        || c >= 0xac00 && c < 0xd7a4
        || c >= 0xf900 && c < 0xfb00
        || c >= 0xff00 && c < 0xff61
        || c >= 0x1f000;
  }

  /** The text, shortened in its middle to a width: ends are what tells levels apart. */
  public static String shortened(String text, double size, double width) {
    if (of(text, size, false) <= width) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    int most = (int) Math.min(points.length - 1, width / (NARROWEST * size));
    for (int kept = most; kept > 1; kept--) {
      int head = (kept + 1) / 2;
      String candidate =
          new String(points, 0, head)
              + ELLIPSIS
              + new String(points, points.length - (kept - head), kept - head);
      if (of(candidate, size, false) <= width) {
        return candidate;
      }
    }
    return ELLIPSIS;
  }

  /** The text in lines of a width, broken between words. */
  public static List<String> wrapped(String text, double size, boolean bold, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && of(longer, size, bold) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(shortened(line, size, width));
    return lines;
  }
}
