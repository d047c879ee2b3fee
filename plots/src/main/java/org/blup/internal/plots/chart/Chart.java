package org.blup.internal.plots.chart;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A picture as data and layers.
 *
 * @param title what it shows
 * @param notes what a reader has to know: how intervals were made, what was left out
 * @param data behind all layers; its column {@code part} tells layers' rows apart
 * @param layers the first is drawn first
 * @param panels the column with a panel for each of its values
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param height in pixels at the natural width
 */
public record Chart(
    String title,
    String notes,
    Table data,
    List<Layer> layers,
    Optional<String> panels,
    Axis x,
    Axis y,
    double height) {

  /** The column that says which layer draws a row. */
  public static final String PART = "part";

  public static final double WIDTH = 800;
  public static final double HEIGHT = 600;

  public Chart {
    layers = List.copyOf(layers);
  }

  public static Chart of(String title, Table data, Axis x, Axis y, Layer... layers) {
    String words = Axis.plain(title);
    return new Chart(words, "", data, List.of(layers), Optional.empty(), x, y, HEIGHT);
  }

  public Chart panels(String column) {
    return new Chart(title, notes, data, layers, Optional.of(column), x, y, height);
  }

  public Chart noted(String other) {
    return new Chart(title, other, data, layers, panels, x, y, height);
  }

  public Chart titled(String other) {
    return new Chart(other, notes, data, layers, panels, x, y, height);
  }

  public Chart axes(Axis otherX, Axis otherY) {
    return new Chart(title, notes, data, layers, panels, otherX, otherY, height);
  }

  public Chart high(double other) {
    return new Chart(title, notes, data, layers, panels, x, y, other);
  }

  /** The values of a column, each once, in the order they first occur. */
  public List<String> distinct(String column) {
    Set<String> values = new LinkedHashSet<>();
    for (int row = 0; row < data.rows(); row++) {
      values.add(data.text(column, row));
    }
    return List.copyOf(values);
  }
}
