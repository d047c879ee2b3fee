package org.blup.internal.plots.chart;

/** What a row of data is drawn as. */
public enum Mark {
  /** A point at x and y. */
  POINT,
  /** A line through x and y, in the order of the rows. */
  LINE,
  /** The area between y and y2 along x. */
  BAND,
  /** A line from x to x2, or from y to y2. */
  INTERVAL,
  /** A line from x and y to x2 and y2 with a head. */
  ARROW,
  /** A line across the panel at x, or at y. */
  RULE
}
