package org.blup.internal.plots.pen;

/** The shape of a point. */
public enum Marker {
  CIRCLE,
  SQUARE(-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9),
  TRIANGLE(0, -1.2, 1.1, 0.8, -1.1, 0.8),
  DIAMOND(0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0);

  private final double[] corners;

  Marker(double... corners) {
    this.corners = corners;
  }

  /** The corners around the centre, x and y in turn, for a radius of 1; none of a circle. */
  double[] corners() {
    return corners;
  }

  /** The shape of a series. */
  public static Marker ofSeries(int series) {
    return values()[series % values().length];
  }
}
