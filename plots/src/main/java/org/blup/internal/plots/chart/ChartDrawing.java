package org.blup.internal.plots.chart;

import org.blup.internal.plots.pen.BitmapPen;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint;
import org.blup.internal.plots.pen.Pen;
import org.blup.internal.plots.pen.Pen.Anchor;
import org.blup.internal.plots.pen.Pen.TextStyle;
import org.blup.internal.plots.pen.SvgPen;
import org.blup.internal.plots.pen.TextWidths;

/** Draws a chart with a pen. */
public final class ChartDrawing {

  /** Of more levels than fit on so many lines some are left out. */
  private static final double PIXELS_PER_LEVEL = 1.5;

  private final Chart chart;
  private final double width;
  private final double height;
  private final PanelRows data;
  private final int everyLevel;

  private ChartDrawing(Chart chart, double width, double height) {
    this.chart = chart;
    this.width = width;
    this.height = height;
    data = new PanelRows(chart);
    int levels = Math.max(chart.x().levels().size(), chart.y().levels().size());
    double length = chart.x().hasLevels() ? width : height;
    everyLevel = (int) Math.max(1, Math.ceil(levels * PIXELS_PER_LEVEL / length));
  }

  public static String svg(Chart chart, double width, double height) {
    SvgPen pen = new SvgPen(width, height, chart.title(), description(chart));
    new ChartDrawing(chart, width, height).draw(pen);
    return pen.finish();
  }

  /**
   * The chart as a PNG file.
   *
   * @param scale bitmap pixels a pixel
   */
  public static byte[] png(Chart chart, double width, double height, double scale) {
    BitmapPen pen = new BitmapPen(width, height, scale);
    new ChartDrawing(chart, width, height).draw(pen);
    return pen.png();
  }

  /** What the picture shows, in words. */
  public static String description(Chart chart) {
    String axes = chart.y().label() + " against " + chart.x().label() + ". ";
    return (axes + chart.notes()).strip();
  }

  private void draw(Pen pen) {
    Head head = new Head(chart, notes(), width);
    head.draw(pen);
    Layout layout = new Layout(chart, data, width, height, head.height());
    for (Panel panel : layout.panels()) {
      frame(panel, layout, pen);
      LayerDrawing layers = new LayerDrawing(chart, data, pen, everyLevel);
      for (int layer = 0; layer < chart.layers().size(); layer++) {
        layers.draw(layer, panel);
      }
      if (chart.data().rows() == 0) {
        label("no data", (panel.left() + panel.right()) / 2, panel.top() + 40, 0, pen);
      }
    }
    double middle = (layout.left() + layout.right()) / 2;
    label(chart.x().label(), middle, layout.bottom() - 7, 0, pen);
    double firstTop = layout.panels().get(0).top();
    double lastBottom = layout.panels().get(layout.panels().size() - 1).bottom();
    label(chart.y().label(), Head.TEXT + 4, (firstTop + lastBottom) / 2, -90, pen);
  }

  /** What the chart says, and what is not drawn. */
  private String notes() {
    String notes = chart.notes();
    if (data.mostPoints() > LayerDrawing.MOST_POINTS
        && !chart.x().hasLevels()
        && !chart.y().hasLevels()) {
      notes += " Points are counted in cells: the darker, the more.";
    }
    if (everyLevel > 1) {
      notes += " One level in " + everyLevel + " is drawn.";
    }
    return notes.strip();
  }

  private void label(String text, double x, double y, double turn, Pen pen) {
    double room = turn == 0 ? width - 2 * Head.MARGIN : height - 2 * Head.MARGIN;
    pen.begin("axis-label", Paint.fill(Colour.INK));
    pen.text(
        TextWidths.shortened(text, Head.TEXT, room),
        x,
        y,
        TextStyle.of(Head.TEXT, Anchor.MIDDLE).turned(turn));
    pen.end();
  }

  private void frame(Panel panel, Layout layout, Pen pen) {
    pen.begin("grid", Paint.line(Colour.GRID, 1));
    if (!chart.x().hasLevels()) {
      for (double value : panel.xTicks().values()) {
        double x = panel.x().pixel(value);
        pen.line(x, panel.top(), x, panel.bottom());
      }
    }
    for (double value : panel.yTicks().values()) {
      double y = panel.y().pixel(value);
      pen.line(panel.left(), y, panel.right(), y);
    }
    pen.end();
    pen.begin("frame", Paint.line(Colour.RULE, 1));
    pen.rectangle(
        panel.left(), panel.top(), panel.right() - panel.left(), panel.bottom() - panel.top());
    pen.end();
    if (chart.panels().isPresent()) {
      pen.begin("panel-name", Paint.fill(Colour.INK));
      String name =
          TextWidths.shortened(panel.name(), Layout.TICK_TEXT * 1.07, panel.right() - panel.left());
      pen.text(
          name,
          panel.left() + 1,
          panel.top() - 5,
          TextStyle.of(Layout.TICK_TEXT, Anchor.START).inBold());
      pen.end();
    }
    ticks(panel, layout, pen);
  }

  private static void ticks(Panel panel, Layout layout, Pen pen) {
    if (panel.isBottom()) {
      pen.begin("ticks", Paint.line(Colour.RULE, 1));
      panel.xTicks().values().stream()
          .mapToDouble(panel.x()::pixel)
          .forEach(x -> pen.line(x, panel.bottom(), x, panel.bottom() + Layout.TICK));
      pen.end();
      xLabels(panel, layout.isTurned(), pen);
    }
    if (panel.isLeft()) {
      pen.begin("ticks", Paint.line(Colour.RULE, 1));
      panel.yTicks().values().stream()
          .mapToDouble(panel.y()::pixel)
          .forEach(y -> pen.line(panel.left() - Layout.TICK, y, panel.left(), y));
      pen.end();
      pen.begin("y-labels", Paint.fill(Colour.MUTED));
      for (int i = 0; i < panel.yTicks().values().size(); i++) {
        double y = panel.y().pixel(panel.yTicks().values().get(i));
        String text = panel.yTicks().labels().get(i);
        double x = panel.left() - Layout.TICK - 3;
        pen.text(text, x, y + 4, TextStyle.of(Layout.TICK_TEXT, Anchor.END));
      }
      pen.end();
    }
  }

  private static void xLabels(Panel panel, boolean isTurned, Pen pen) {
    pen.begin("x-labels", Paint.fill(Colour.MUTED));
    for (int i = 0; i < panel.xTicks().values().size(); i++) {
      double x = panel.x().pixel(panel.xTicks().values().get(i));
      double y = panel.bottom() + Layout.TICK + 12;
      TextStyle style =
          isTurned
              ? TextStyle.of(Layout.TICK_TEXT, Anchor.END).turned(-45)
              : TextStyle.of(Layout.TICK_TEXT, Anchor.MIDDLE);
      pen.text(panel.xTicks().labels().get(i), isTurned ? x + 4 : x, y, style);
    }
    pen.end();
  }
}
