package org.blup.internal.plots.chart;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Marker;
import org.blup.internal.plots.pen.Paint;
import org.blup.internal.plots.pen.Pen;

/** Draws the marks of a layer in a panel. */
final class LayerDrawing {

  static final double BAND_OPACITY = 0.18;

  /** Of more points cells are shaded instead. */
  static final int MOST_POINTS = 4000;

  private static final int CROWDED = 500;
  private static final double CROWDED_RADIUS = 2;
  private static final double CROWDED_STEP = 4;
  private static final double CROWDED_OPACITY = 0.5;
  private static final double HEAD = 5;
  private static final double WIDEST_DODGE = 16;

  private final Chart chart;
  private final PanelRows data;
  private final Pen pen;
  private final int everyLevel;

  /**
   * A drawing of layers.
   *
   * @param everyLevel of how many levels one is drawn
   */
  LayerDrawing(Chart chart, PanelRows data, Pen pen, int everyLevel) {
    this.chart = chart;
    this.data = data;
    this.pen = pen;
    this.everyLevel = everyLevel;
  }

  void draw(int number, Panel panel) {
    Layer layer = chart.layers().get(number);
    int[] rows = data.rows(panel.number(), number);
    if (layer.series().isEmpty() || layer.mark() == Mark.RULE) {
      draw(layer, rows, -1, 0, panel);
      return;
    }
    List<String> series = chart.distinct(layer.series().get());
    Map<String, Integer> positions = new HashMap<>();
    series.forEach(name -> positions.put(name, positions.size()));
    for (int s = 0; s < series.size(); s++) {
      int wanted = s;
      int[] own =
          Arrays.stream(rows)
              .filter(
                  row ->
                      positions.getOrDefault(chart.data().text(layer.series().get(), row), -1)
                          == wanted)
              .toArray();
      draw(layer, own, s, dodge(s, series.size(), panel), panel);
    }
  }

  /** Marks of several series at one level stand side by side. */
  private double dodge(int series, int count, Panel panel) {
    Axis levels = chart.x().hasLevels() ? chart.x() : chart.y();
    if (!levels.hasLevels() || count < 2) {
      return 0;
    }
    Scale scale = chart.x().hasLevels() ? panel.x() : panel.y();
    double step = Math.min(WIDEST_DODGE, scale.length() / levels.levels().size() * 0.7 / count);
    return (series - (count - 1) / 2.0) * step;
  }

  private void draw(Layer layer, int[] rows, int series, double dodge, Panel panel) {
    String kind = layer.mark().name().toLowerCase(Locale.ROOT);
    double dx = layer.shift() + (chart.x().hasLevels() ? dodge : 0);
    double dy = chart.x().hasLevels() ? 0 : dodge;
    switch (layer.mark()) {
      case POINT -> {
        if (rows.length > MOST_POINTS && !chart.x().hasLevels() && !chart.y().hasLevels()) {
          new PointDensity(data, layer, panel).draw(rows, pen);
          return;
        }
        pen.begin(kind, pointPaint(layer, series, rows.length));
        points(layer, rows, series, dx, dy, panel);
      }
      case LINE -> {
        pen.begin(kind, linePaint(layer, series));
        line(layer, rows, dx, dy, panel);
      }
      case BAND -> {
        pen.begin(kind, Paint.fill(colour(layer, series)).opacity(BAND_OPACITY));
        band(layer, rows, panel);
      }
      case INTERVAL, ARROW -> {
        pen.begin(kind, crowded(linePaint(layer, series), panel));
        intervals(layer, rows, dx, dy, panel);
      }
      case RULE -> {
        pen.begin(kind, linePaint(layer, series));
        rules(layer, rows, panel);
      }
    }
    pen.end();
  }

  private static Colour colour(Layer layer, int series) {
    return series < 0 ? layer.colour() : Colour.ofSeries(series);
  }

  static Marker marker(Layer layer, int series) {
    return series < 0 ? Marker.CIRCLE : Marker.ofSeries(series);
  }

  static Paint linePaint(Layer layer, int series) {
    Paint.Dash dash =
        series < 0 || layer.mark() != Mark.LINE ? layer.dash() : Paint.Dash.ofSeries(series);
    return Paint.line(colour(layer, series), layer.width()).dashed(dash);
  }

  /** Lines that would make one surface are drawn thin and light. */
  private Paint crowded(Paint paint, Panel panel) {
    Axis levels = chart.x().hasLevels() ? chart.x() : chart.y();
    Scale scale = chart.x().hasLevels() ? panel.x() : panel.y();
    double step = scale.length() * everyLevel / Math.max(1, levels.levels().size());
    return levels.hasLevels() && step < CROWDED_STEP
        ? Paint.line(paint.stroke().orElseThrow(), step / 2).opacity(CROWDED_OPACITY)
        : paint;
  }

  private static Paint pointPaint(Layer layer, int series, int count) {
    Paint paint = Paint.fill(colour(layer, series));
    return count > CROWDED ? paint.opacity(0.5) : paint.opacity(0.85);
  }

  private void points(Layer layer, int[] rows, int series, double dx, double dy, Panel panel) {
    double radius = rows.length > CROWDED ? Math.min(CROWDED_RADIUS, layer.width()) : layer.width();
    for (int row : rows) {
      double x = data.x(layer.x(), row);
      double y = data.y(layer.y(), row);
      if (isDrawn(x, y) && panel.x().has(x) && panel.y().has(y)) {
        pen.marker(marker(layer, series), panel.x().pixel(x) + dx, panel.y().pixel(y) + dy, radius);
      }
    }
  }

  /** Whether marks at a position are among those drawn, if not all levels are. */
  private boolean isDrawn(double x, double y) {
    double level = chart.x().hasLevels() ? x : chart.y().hasLevels() ? y : 0;
    return level % everyLevel == 0;
  }

  private void line(Layer layer, int[] rows, double dx, double dy, Panel panel) {
    double[] xs = new double[rows.length];
    double[] ys = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double x = data.x(layer.x(), rows[i]);
      double y = data.y(layer.y(), rows[i]);
      boolean isKnown = Double.isFinite(x) && Double.isFinite(y);
      xs[i] = isKnown ? panel.x().pixel(x) + dx : Double.NaN;
      ys[i] = isKnown ? panel.y().pixel(y) + dy : Double.NaN;
    }
    pen.polyline(xs, ys);
  }

  private void band(Layer layer, int[] rows, Panel panel) {
    int[] known =
        Arrays.stream(rows)
            .filter(
                row ->
                    Double.isFinite(data.x(layer.x(), row))
                        && !Double.isNaN(data.y(layer.y(), row))
                        && !Double.isNaN(data.y(layer.y2(), row)))
            .toArray();
    int n = known.length;
    double[] xs = new double[2 * n];
    double[] ys = new double[2 * n];
    for (int i = 0; i < n; i++) {
      xs[i] = panel.x().pixel(data.x(layer.x(), known[i]));
      xs[2 * n - 1 - i] = xs[i];
      ys[i] = panel.y().pixel(data.y(layer.y(), known[i]));
      ys[2 * n - 1 - i] = panel.y().pixel(data.y(layer.y2(), known[i]));
    }
    pen.polygon(xs, ys);
  }

  private void intervals(Layer layer, int[] rows, double dx, double dy, Panel panel) {
    for (int row : rows) {
      double x = data.x(layer.x(), row);
      double y = data.y(layer.y(), row);
      double x2 = layer.x2().isEmpty() ? x : data.x(layer.x2(), row);
      double y2 = layer.y2().isEmpty() ? y : data.y(layer.y2(), row);
      boolean isKnown =
          !Double.isNaN(x) && !Double.isNaN(x2) && !Double.isNaN(y) && !Double.isNaN(y2);
      if (!isKnown || !isDrawn(x, y)) {
        continue;
      }
      double fromX = panel.x().pixel(x) + dx;
      double fromY = panel.y().pixel(y) + dy;
      double toX = panel.x().pixel(x2) + dx;
      double toY = panel.y().pixel(y2) + dy;
      pen.line(fromX, fromY, toX, toY);
      if (layer.mark() == Mark.ARROW) {
        head(fromX, fromY, toX, toY);
      }
    }
  }

  private void head(double fromX, double fromY, double toX, double toY) {
    double length = Math.hypot(toX - fromX, toY - fromY);
    if (length < 2) {
      return;
    }
    double size = Math.min(HEAD, length / 2) / length;
    double backX = (fromX - toX) * size;
    double backY = (fromY - toY) * size;
    pen.polyline(
        new double[] {toX + backX - backY / 2, toX, toX + backX + backY / 2},
        new double[] {toY + backY + backX / 2, toY, toY + backY - backX / 2});
  }

  private void rules(Layer layer, int[] rows, Panel panel) {
    boolean isVertical = !layer.x().isEmpty();
    if (layer.at().isPresent()) {
      rule(isVertical, layer.at().getAsDouble(), panel);
      return;
    }
    for (int row : rows) {
      rule(isVertical, isVertical ? data.x(layer.x(), row) : data.y(layer.y(), row), panel);
    }
  }

  private void rule(boolean isVertical, double at, Panel panel) {
    if (isVertical && panel.x().has(at)) {
      double x = panel.x().pixel(at);
      pen.line(x, panel.top(), x, panel.bottom());
    } else if (!isVertical && panel.y().has(at)) {
      double y = panel.y().pixel(at);
      pen.line(panel.left(), y, panel.right(), y);
    }
  }
}
