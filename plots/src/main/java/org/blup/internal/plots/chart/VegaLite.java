package org.blup.internal.plots.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint.Dash;

/** Writes a chart as a specification of Vega-Lite 5, with its data inside. */
public final class VegaLite {

  private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";
  private static final int MOST_SORTED = 1000;
  private static final double PANEL = 170;

  private final Chart chart;

  private VegaLite(Chart chart) {
    this.chart = chart;
  }

  public static String of(Chart chart) {
    return Json.of(new VegaLite(chart).specification());
  }

  private Map<String, Object> specification() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("$schema", SCHEMA);
    Map<String, Object> title = new LinkedHashMap<>();
    title.put("text", chart.title());
    if (!chart.notes().isBlank()) {
      title.put("subtitle", chart.notes());
    }
    spec.put("title", title);
    spec.put("data", Map.of("values", chart.data()));
    List<Object> layers = new ArrayList<>();
    chart.layers().forEach(layer -> layers.add(layer(layer)));
    Optional<String> panels = chart.panels();
    if (panels.isEmpty()) {
      spec.put("width", Chart.WIDTH - 100);
      spec.put("height", chart.height() - 100);
      spec.put("layer", layers);
      return spec;
    }
    List<String> names = chart.distinct(panels.get());
    Map<String, Object> facet = field(panels.get(), "nominal");
    facet.put("sort", names);
    facet.put("title", "");
    spec.put("facet", facet);
    spec.put("columns", Math.max(1, (int) Math.ceil(Math.sqrt(names.size() * 1.3))));
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("width", names.size() > 3 ? PANEL : 2 * PANEL);
    inner.put("height", chart.y().hasLevels() ? chart.height() - 100 : PANEL);
    inner.put("layer", layers);
    spec.put("spec", inner);
    Map<String, Object> scales = new LinkedHashMap<>();
    scales.put("x", chart.x().shared() ? "shared" : "independent");
    scales.put("y", chart.y().shared() ? "shared" : "independent");
    spec.put("resolve", Map.of("scale", scales));
    return spec;
  }

  private Map<String, Object> layer(Layer layer) {
    Map<String, Object> spec = new LinkedHashMap<>();
    if (!layer.part().isEmpty()) {
      Map<String, Object> filter = new LinkedHashMap<>();
      filter.put("field", Chart.PART);
      filter.put("equal", layer.part());
      spec.put("transform", List.of(Map.of("filter", filter)));
    }
    spec.put("mark", mark(layer));
    Map<String, Object> encoding = new LinkedHashMap<>();
    position("x", layer.x(), layer, chart.x(), encoding);
    position("y", layer.y(), layer, chart.y(), encoding);
    second("x2", layer.x2(), encoding);
    second("y2", layer.y2(), encoding);
    layer.series().ifPresent(series -> series(series, layer, encoding));
    spec.put("encoding", encoding);
    return spec;
  }

  private Map<String, Object> mark(Layer layer) {
    Map<String, Object> mark = new LinkedHashMap<>();
    mark.put(
        "type",
        switch (layer.mark()) {
          case POINT -> "point";
          case LINE -> "line";
          case BAND -> "area";
          case INTERVAL, ARROW, RULE -> "rule";
        });
    if (layer.series().isEmpty()) {
      mark.put("color", layer.colour().hex());
    }
    if (layer.shift() != 0) {
      mark.put("xOffset", layer.shift());
    }
    switch (layer.mark()) {
      case POINT -> {
        mark.put("filled", true);
        mark.put("size", Math.round(Math.PI * layer.width() * layer.width()));
      }
      case BAND -> mark.put("opacity", LayerDrawing.BAND_OPACITY);
      default -> {
        mark.put("strokeWidth", layer.width());
        if (layer.dash() != Dash.SOLID) {
          mark.put("strokeDash", dashes(layer.dash()));
        }
      }
    }
    return mark;
  }

  private static List<Object> dashes(Dash dash) {
    List<Object> lengths = new ArrayList<>();
    for (float length : dash.lengths()) {
      lengths.add((double) length);
    }
    return lengths;
  }

  private void position(
      String channel, String column, Layer layer, Axis axis, Map<String, Object> encoding) {
    if (column.isEmpty()) {
      return;
    }
    Map<String, Object> position = new LinkedHashMap<>();
    if (layer.at().isPresent()) {
      position.put("datum", layer.at().getAsDouble());
    } else {
      position.putAll(field(column, axis.hasLevels() ? "nominal" : "quantitative"));
    }
    position.put("title", axis.label());
    if (axis.hasLevels()) {
      // tools fail at very long lists; the rows stand in this order anyway
      position.put("sort", axis.levels().size() > MOST_SORTED ? Optional.empty() : axis.levels());
    } else {
      position.put("scale", Map.of("zero", axis.zero()));
    }
    if (layer.mark() == Mark.LINE && channel.equals("x")) {
      encoding.put("order", Map.of("value", 0));
    }
    encoding.put(channel, position);
  }

  private static void second(String channel, String column, Map<String, Object> encoding) {
    if (!column.isEmpty()) {
      encoding.put(channel, Map.of("field", column));
    }
  }

  private void series(String series, Layer layer, Map<String, Object> encoding) {
    List<String> names = chart.distinct(series);
    Map<String, Object> colour = field(series, "nominal");
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("domain", names);
    scale.put(
        "range", IntStream.range(0, names.size()).mapToObj(s -> Colour.ofSeries(s).hex()).toList());
    colour.put("scale", scale);
    colour.put("title", legend());
    encoding.put("color", colour);
    if (layer.mark() == Mark.POINT) {
      Map<String, Object> shape = field(series, "nominal");
      shape.put("scale", Map.of("domain", names));
      shape.put("title", legend());
      encoding.put("shape", shape);
    }
    if (chart.x().hasLevels()) {
      encoding.put("xOffset", field(series, "nominal"));
    } else if (chart.y().hasLevels()) {
      encoding.put("yOffset", field(series, "nominal"));
    }
  }

  /** What series are levels of: the same for colours and shapes makes one legend of both. */
  private String legend() {
    return chart.layers().stream()
        .filter(layer -> layer.series().isPresent())
        .map(Layer::legend)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Map<String, Object> field(String column, String type) {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("field", column);
    field.put("type", type);
    return field;
  }
}
