package org.blup.internal.plots.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which rows of the data each layer draws in each panel. */
final class PanelRows {

  private final Chart chart;
  private final List<String> names;
  private final int[][][] rows;
  private final Map<String, Integer> xLevels;
  private final Map<String, Integer> yLevels;

  PanelRows(Chart chart) {
    this.chart = chart;
    names = chart.panels().map(chart::distinct).orElse(List.of(""));
    xLevels = positions(chart.x());
    yLevels = positions(chart.y());
    Map<String, Integer> panelOf = positions(names);
    Table data = chart.data();
    rows = new int[Math.max(1, names.size())][chart.layers().size()][];
    for (int l = 0; l < chart.layers().size(); l++) {
      List<List<Integer>> found = new ArrayList<>();
      names.forEach(name -> found.add(new ArrayList<>()));
      for (int row = 0; row < data.rows(); row++) {
        if (chart.layers().get(l).has(data, row)) {
          found.get(panelOf(panelOf, row)).add(row);
        }
      }
      for (int p = 0; p < rows.length; p++) {
        rows[p][l] =
            p < found.size()
                ? found.get(p).stream().mapToInt(Integer::intValue).toArray()
                : new int[0];
      }
    }
  }

  private int panelOf(Map<String, Integer> positions, int row) {
    return chart
        .panels()
        .map(column -> positions.getOrDefault(chart.data().text(column, row), 0))
        .orElse(0);
  }

  private static Map<String, Integer> positions(Axis axis) {
    return positions(axis.levels());
  }

  private static Map<String, Integer> positions(List<String> names) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    names.forEach(name -> positions.putIfAbsent(name, positions.size()));
    return positions;
  }

  List<String> names() {
    return names.isEmpty() ? List.of("") : names;
  }

  int[] rows(int panel, int layer) {
    return rows[panel][layer];
  }

  /** The number of a row along the horizontal axis; the position of a level. */
  double x(String column, int row) {
    return value(column, row, chart.x(), xLevels);
  }

  double y(String column, int row) {
    return value(column, row, chart.y(), yLevels);
  }

  private double value(String column, int row, Axis axis, Map<String, Integer> levels) {
    if (column.isEmpty()) {
      return Double.NaN;
    }
    if (!axis.hasLevels()) {
      return chart.data().number(column, row);
    }
    Integer position = levels.get(chart.data().text(column, row));
    return position == null ? Double.NaN : position;
  }

  /** The largest number of points that a panel has. */
  int mostPoints() {
    int most = 0;
    for (int l = 0; l < chart.layers().size(); l++) {
      if (chart.layers().get(l).mark() == Mark.POINT) {
        for (int[][] panel : rows) {
          most = Math.max(most, panel[l].length);
        }
      }
    }
    return most;
  }

  /** The range of all marks of a panel. */
  Scale.Range range(int panel, boolean horizontal) {
    Scale.Range range = new Scale.Range();
    for (int l = 0; l < chart.layers().size(); l++) {
      Layer layer = chart.layers().get(l);
      List<String> columns =
          (horizontal ? List.of(layer.x(), layer.x2()) : List.of(layer.y(), layer.y2()))
              .stream().filter(column -> !column.isEmpty() && !column.equals("at")).toList();
      if (layer.at().isPresent() && (horizontal ? layer.x() : layer.y()).equals("at")) {
        range.add(layer.at().getAsDouble());
      }
      for (String column : columns) {
        Arrays.stream(rows[panel][l])
            .mapToDouble(row -> horizontal ? x(column, row) : y(column, row))
            .forEach(range::add);
      }
    }
    return range;
  }
}
