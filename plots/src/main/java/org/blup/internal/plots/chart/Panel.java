package org.blup.internal.plots.chart;

/**
 * A rectangle of marks with its axes.
 *
 * @param number among all panels
 * @param name above it; empty where there is one panel
 * @param x from its left to its right
 * @param y from its bottom to its top, or of levels from its top to its bottom
 * @param xTicks along its bottom
 * @param yTicks along its left
 * @param isBottom whether the labels of xTicks are written
 * @param isLeft whether the labels of yTicks are written
 */
record Panel(
    int number,
    String name,
    Scale x,
    Scale y,
    Ticks xTicks,
    Ticks yTicks,
    boolean isBottom,
    boolean isLeft) {

  double left() {
    return x.from();
  }

  double right() {
    return x.to();
  }

  double top() {
    return Math.min(y.from(), y.to());
  }

  double bottom() {
    return Math.max(y.from(), y.to());
  }
}
