package org.blup.internal.plots.pen;

/**
 * What pictures are drawn with. Coordinates are pixels from the upper left corner; marks are drawn
 * between {@link #begin} and {@link #end} with the paint of that group.
 */
public interface Pen {

  /** Where text stands to its position. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * How text is written.
   *
   * @param size the height of its font in pixels
   * @param turn clockwise in degrees about its position
   */
  record TextStyle(double size, boolean bold, Anchor anchor, double turn) {

    public static TextStyle of(double size, Anchor anchor) {
      return new TextStyle(size, false, anchor, 0);
    }

    public TextStyle inBold() {
      return new TextStyle(size, true, anchor, turn);
    }

    public TextStyle turned(double degrees) {
      return new TextStyle(size, bold, anchor, degrees);
    }
  }

  /**
   * Opens a group of marks.
   *
   * @param kind what they are, as a word: {@code points}
   */
  void begin(String kind, Paint paint);

  /** Closes the group opened last. */
  void end();

  void line(double x1, double y1, double x2, double y2);

  /** A line through points, broken where one is {@code NaN}. */
  void polyline(double[] x, double[] y);

  /** The area inside of a closed line. */
  void polygon(double[] x, double[] y);

  void rectangle(double x, double y, double width, double height);

  /** A point's mark about its centre. */
  void marker(Marker shape, double x, double y, double radius);

  /** One line of text on its base line. */
  void text(String text, double x, double y, TextStyle style);
}
