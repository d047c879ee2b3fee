package org.blup.internal.plots.pen;

import java.util.Optional;

/**
 * How marks are painted.
 *
 * @param fill the colour inside
 * @param stroke the colour of lines
 * @param width of lines
 * @param dash the lengths of strokes and gaps; none for a solid line
 * @param opacity of both, up to 1
 */
public record Paint(
    Optional<Colour> fill, Optional<Colour> stroke, double width, Dash dash, double opacity) {

  /** How a line is broken. */
  public enum Dash {
    SOLID(),
    DASHED(7, 4),
    DOTTED(2, 3),
    MIXED(9, 3, 2, 3);

    private final float[] lengths;

    Dash(float... lengths) {
      this.lengths = lengths;
    }

    /** The lengths of strokes and gaps in turn. */
    public float[] lengths() {
      return lengths.clone();
    }

    /** The dash of a series. */
    public static Dash ofSeries(int series) {
      return values()[series % values().length];
    }
  }

  public static Paint fill(Colour colour) {
    return new Paint(Optional.of(colour), Optional.empty(), 0, Dash.SOLID, 1);
  }

  public static Paint line(Colour colour, double width) {
    return new Paint(Optional.empty(), Optional.of(colour), width, Dash.SOLID, 1);
  }

  public Paint dashed(Dash other) {
    return new Paint(fill, stroke, width, other, opacity);
  }

  public Paint opacity(double other) {
    return new Paint(fill, stroke, width, dash, other);
  }
}
