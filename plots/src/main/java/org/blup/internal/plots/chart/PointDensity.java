package org.blup.internal.plots.chart;

import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint;
import org.blup.internal.plots.pen.Pen;

/** Very many points as cells, darker where there are more. */
final class PointDensity {

  private static final double CELL = 5;
  private static final int SHADES = 5;
  private static final double LIGHTEST = 0.25;

  private final PanelRows data;
  private final Layer layer;
  private final Panel panel;

  PointDensity(PanelRows data, Layer layer, Panel panel) {
    this.data = data;
    this.layer = layer;
    this.panel = panel;
  }

  void draw(int[] rows, Pen pen) {
    int columns = Math.max(1, (int) Math.ceil((panel.right() - panel.left()) / CELL));
    int lines = Math.max(1, (int) Math.ceil((panel.bottom() - panel.top()) / CELL));
    int[] counts = new int[columns * lines];
    int most = 1;
    for (int row : rows) {
      double x = data.x(layer.x(), row);
      double y = data.y(layer.y(), row);
      if (panel.x().has(x) && panel.y().has(y)) {
        int column = (int) ((panel.x().pixel(x) - panel.left()) / CELL);
        int line = (int) ((panel.y().pixel(y) - panel.top()) / CELL);
        int cell = Math.min(line, lines - 1) * columns + Math.min(column, columns - 1);
        most = Math.max(most, ++counts[cell]);
      }
    }
    for (int shade = 0; shade < SHADES; shade++) {
      double opacity = LIGHTEST + (1 - LIGHTEST) * shade / (SHADES - 1);
      pen.begin("density", Paint.fill(Colour.BLUE).opacity(opacity));
      for (int cell = 0; cell < counts.length; cell++) {
        if (counts[cell] > 0 && shade(counts[cell], most) == shade) {
          double x = panel.left() + cell % columns * CELL;
          double y = panel.top() + (double) (cell / columns) * CELL;
          pen.rectangle(
              x, y, Math.min(CELL, panel.right() - x), Math.min(CELL, panel.bottom() - y));
        }
      }
      pen.end();
    }
  }

  /** By the logarithm of the count, which is never 0. */
  private static int shade(int count, int most) {
    return most == 1
        ? 0
        : Math.min(SHADES - 1, (int) (SHADES * Math.log(count) / Math.log(most + 1.0)));
  }
}
