package org.blup.internal.plots.chart;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Marker;
import org.blup.internal.plots.pen.Paint;
import org.blup.internal.plots.pen.Pen;
import org.blup.internal.plots.pen.Pen.Anchor;
import org.blup.internal.plots.pen.Pen.TextStyle;
import org.blup.internal.plots.pen.TextWidths;

/** Title, notes and legend, above the panels. */
final class Head {

  static final double MARGIN = 14;
  static final double TEXT = 13;

  private static final double TITLE = 18;
  private static final double LINE = 1.35;
  private static final double GLYPH = 26;
  private static final double ENTRY_GAP = 20;

  /** What a legend has: a layer, or a series of it. */
  private record Entry(String label, Layer layer, int series) {}

  private final double width;
  private final List<String> title;
  private final List<String> notes;
  private final List<List<Entry>> legend = new ArrayList<>();

  Head(Chart chart, String notes, double width) {
    this.width = width;
    double inner = width - 2 * MARGIN;
    title = TextWidths.wrapped(chart.title(), TITLE, true, inner);
    this.notes = notes.isBlank() ? List.of() : TextWidths.wrapped(notes, TEXT, false, inner);
    double used = inner + 1;
    for (Entry entry : entries(chart)) {
      double needed = entryWidth(entry);
      if (used + needed > inner) {
        legend.add(new ArrayList<>());
        used = 0;
      }
      legend.get(legend.size() - 1).add(entry);
      used += needed;
    }
  }

  private static List<Entry> entries(Chart chart) {
    List<Entry> entries = new ArrayList<>();
    for (Layer layer : chart.layers()) {
      if (layer.legend().isEmpty()) {
        continue;
      }
      if (layer.series().isEmpty()) {
        entries.add(new Entry(layer.legend(), layer, -1));
        continue;
      }
      List<String> values = chart.distinct(layer.series().get());
      for (int s = 0; s < values.size(); s++) {
        entries.add(new Entry(values.get(s), layer, s));
      }
    }
    return entries;
  }

  private double entryWidth(Entry entry) {
    return GLYPH + TextWidths.of(label(entry), TEXT, false) + ENTRY_GAP;
  }

  private String label(Entry entry) {
    return TextWidths.shortened(entry.label(), TEXT, width / 3);
  }

  double height() {
    double lines = title.size() * TITLE + (notes.size() + legend.size() * 1.1) * TEXT;
    return MARGIN + lines * LINE + 4;
  }

  void draw(Pen pen) {
    double y = MARGIN + TITLE;
    pen.begin("title", Paint.fill(Colour.INK));
    for (String line : title) {
      pen.text(line, MARGIN, y, TextStyle.of(TITLE, Anchor.START).inBold());
      y += TITLE * LINE;
    }
    pen.end();
    y += TEXT - TITLE + 1;
    pen.begin("notes", Paint.fill(Colour.MUTED));
    for (String line : notes) {
      pen.text(line, MARGIN, y, TextStyle.of(TEXT, Anchor.START));
      y += TEXT * LINE;
    }
    pen.end();
    for (List<Entry> row : legend) {
      double x = MARGIN;
      for (Entry entry : row) {
        draw(entry, x, y + 1, pen);
        x += entryWidth(entry);
      }
      y += TEXT * LINE * 1.1;
    }
  }

  private void draw(Entry entry, double x, double y, Pen pen) {
    Layer layer = entry.layer();
    Colour colour = entry.series() < 0 ? layer.colour() : Colour.ofSeries(entry.series());
    double middle = y - TEXT * 0.35;
    double end = x + GLYPH - 6;
    switch (layer.mark()) {
      case POINT -> {
        pen.begin("key", Paint.fill(colour));
        Marker marker = LayerDrawing.marker(layer, entry.series());
        pen.marker(marker, (x + end) / 2, middle, layer.width() + 0.5);
      }
      case BAND -> {
        pen.begin("key", Paint.fill(colour).opacity(LayerDrawing.BAND_OPACITY));
        pen.rectangle(x, middle - 5, end - x, 10);
      }
      default -> {
        pen.begin("key", LayerDrawing.linePaint(layer, entry.series()));
        pen.line(x, middle, end, middle);
      }
    }
    pen.end();
    pen.begin("key-label", Paint.fill(Colour.INK));
    pen.text(label(entry), x + GLYPH, y, TextStyle.of(TEXT, Anchor.START));
    pen.end();
  }
}
