package org.blup.internal.plots.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.plots.pen.TextWidths;

/** Where panels, axes and their labels stand. */
final class Layout {

  static final double TICK_TEXT = 12;
  static final double LEVEL_TEXT = 11;
  static final double TICK = 4;
  static final double AXIS_LABEL = 24;

  private static final double STRIP = 20;
  private static final double GAP = 10;
  private static final double LEVEL_MARGIN = 0.01;
  private static final double RIGHT = 18;
  private static final double LINE = 17;
  private static final double TURNED = 100;
  private static final double ASPECT = 1.2;
  private static final double PIXELS_PER_Y_TICK = 34;
  private static final double PIXELS_PER_X_TICK = 24;

  private final Chart chart;
  private final PanelRows data;
  private final double width;
  private final double top;
  private final double height;
  private final int count;
  private final int columns;
  private final int lines;
  private final List<Panel> panels = new ArrayList<>();

  /** The widest label of a vertical axis, with its tick. */
  private double leftLabels;

  private boolean turned;
  private double bottomLabels = LINE;

  Layout(Chart chart, PanelRows data, double width, double height, double top) {
    this.chart = chart;
    this.data = data;
    this.width = width;
    this.height = height;
    this.top = top;
    count = data.names().size();
    columns = columns();
    lines = (count + columns - 1) / columns;
    if (chart.x().hasLevels()) {
      turn();
    }
    place();
  }

  /** As many panels side by side as give them the best shape. */
  private int columns() {
    if (chart.y().hasLevels()) {
      return Math.min(count, 4);
    }
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 1; c <= count; c++) {
      int rows = (count + c - 1) / c;
      double aspect = ((width - 90) / c) / Math.max(1, (height - top - 60) / rows - STRIP - GAP);
      double cost = Math.abs(Math.log(aspect / ASPECT)) + 0.5 * (c * rows - count) / count;
      if (cost < least) {
        least = cost;
        best = c;
      }
    }
    return best;
  }

  /** Levels' names that do not fit side by side are turned. */
  private void turn() {
    double step = (width - 90) / columns / chart.x().levels().size();
    double widest = widest(chart.x().levels());
    turned = widest + 8 > step;
    bottomLabels = turned ? Math.ceil(Math.min(widest, TURNED) * 0.72 + LINE) : LINE;
  }

  private static double widest(List<String> labels) {
    return labels.stream()
        .limit(2000)
        .mapToDouble(label -> TextWidths.of(label, TICK_TEXT, false))
        .max()
        .orElse(0);
  }

  private void place() {
    boolean named = chart.panels().isPresent();
    double strip = named ? STRIP : 4;
    double between = GAP + (chart.x().shared() ? 0 : bottomLabels);
    double bottom = AXIS_LABEL + bottomLabels + TICK;
    double panelHeight =
        wholePixels((height - top - bottom - lines * strip - (lines - 1) * between) / lines);
    List<Ticks> yTicks = yTicks(panelHeight);
    leftLabels = yTicks.stream().mapToDouble(ticks -> widest(ticks.labels())).max().orElse(0);
    leftLabels = Math.ceil(leftLabels + TICK + 4);
    double aside = GAP + (chart.y().shared() ? 2 : leftLabels);
    double left = AXIS_LABEL + leftLabels;
    double panelWidth = wholePixels((width - left - RIGHT - (columns - 1) * aside) / columns);
    Scale.Range all = whole(true);
    Scale.Range allY = whole(false);
    for (int p = 0; p < count; p++) {
      double x = left + p % columns * (panelWidth + aside);
      double y = Math.ceil(top) + strip + p / columns * (panelHeight + between + strip);
      Scale xScale = scale(chart.x(), true, p, all, x, x + panelWidth);
      panels.add(
          new Panel(
              p,
              data.names().get(p),
              xScale,
              vertical(p, allY, y, y + panelHeight),
              xTicks(xScale),
              yTicks.get(p),
              !chart.x().shared() || p + columns >= count,
              !chart.y().shared() || p % columns == 0));
    }
  }

  /** Panels begin and end on whole pixels, and are never too small to be seen. */
  private static double wholePixels(double length) {
    return Math.max(20, Math.floor(length));
  }

  private Scale.Range whole(boolean horizontal) {
    Scale.Range all = new Scale.Range();
    IntStream.range(0, count).forEach(p -> all.add(data.range(p, horizontal)));
    return all;
  }

  private Scale scale(
      Axis axis, boolean horizontal, int panel, Scale.Range all, double from, double to) {
    if (axis.hasLevels()) {
      double margin = 0.5 + LEVEL_MARGIN * axis.levels().size();
      return new Scale(-margin, axis.levels().size() - 1 + margin, from, to);
    }
    Scale.Range range = axis.shared() ? all : data.range(panel, horizontal);
    return range.scale(from, to, axis.zero());
  }

  /** Numbers grow upwards, levels are read downwards. */
  private Scale vertical(int panel, Scale.Range all, double top, double bottom) {
    boolean down = chart.y().hasLevels();
    return scale(chart.y(), false, panel, all, down ? top : bottom, down ? bottom : top);
  }

  private List<Ticks> yTicks(double panelHeight) {
    List<Ticks> ticks = new ArrayList<>();
    Scale.Range all = whole(false);
    int most = (int) Math.max(2, Math.min(8, panelHeight / PIXELS_PER_Y_TICK));
    for (int p = 0; p < count; p++) {
      Scale scale = scale(chart.y(), false, p, all, panelHeight, 0);
      ticks.add(
          chart.y().hasLevels()
              ? levelTicks(chart.y().levels(), panelHeight, LEVEL_TEXT + 1, width * 0.3)
              : Ticks.within(scale.low(), scale.high(), most));
    }
    return ticks;
  }

  private Ticks xTicks(Scale scale) {
    if (chart.x().hasLevels()) {
      double longest = turned ? TURNED : width;
      return levelTicks(chart.x().levels(), scale.length(), LEVEL_TEXT + 2, longest);
    }
    int most = (int) Math.max(2, Math.min(10, scale.length() / PIXELS_PER_X_TICK));
    Ticks ticks = Ticks.within(scale.low(), scale.high(), most);
    while (most > 1 && overlap(ticks, scale)) {
      ticks = Ticks.within(scale.low(), scale.high(), --most);
    }
    return ticks;
  }

  private static boolean overlap(Ticks ticks, Scale scale) {
    int last = ticks.values().size() - 1;
    if (last < 1) {
      return false;
    }
    double step =
        (scale.pixel(ticks.values().get(last)) - scale.pixel(ticks.values().get(0))) / last;
    return widest(ticks.labels()) + 8 > step;
  }

  /** All levels, or none where there is no room to write them. */
  private static Ticks levelTicks(List<String> levels, double length, double line, double longest) {
    if (levels.size() * line > length) {
      return new Ticks(List.of(), List.of());
    }
    List<Double> values = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      values.add((double) i);
      labels.add(TextWidths.shortened(levels.get(i), TICK_TEXT, longest));
    }
    return new Ticks(values, labels);
  }

  List<Panel> panels() {
    return panels;
  }

  /** Whether the labels of the horizontal axis are turned. */
  boolean isTurned() {
    return turned;
  }

  /** The left end of the panels. */
  double left() {
    return AXIS_LABEL + leftLabels;
  }

  double right() {
    return panels.stream().mapToDouble(Panel::right).max().orElse(width - RIGHT);
  }

  double bottom() {
    return panels.get(count - 1).bottom() + TICK + bottomLabels + AXIS_LABEL;
  }
}
