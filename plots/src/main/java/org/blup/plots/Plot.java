package org.blup.plots;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.blup.internal.io.StoredFile;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.ChartDrawing;
import org.blup.internal.plots.chart.VegaLite;

/**
 * A picture of a fit. It is drawn without a screen, as {@link #svg} or {@link #png}; {@link
 * #toVegaLite} hands it to other tools, and {@link #data} are its numbers. Made by {@link Plots}.
 * Immutable.
 */
public final class Plot {

  private static final double LEAST = 200;
  private static final double MOST = 10_000;

  /** Bitmap pixels a pixel, for print and fine screens. */
  private static final double SCALE = 2;

  private final Chart chart;
  private final double width;

  private Plot(Chart chart, double width) {
    this.chart = chart;
    this.width = width;
  }

  static Plot of(Chart chart) {
    return new Plot(chart, Chart.WIDTH);
  }

  Chart chart() {
    return chart;
  }

  /** What the picture shows: the line above it. */
  public String title() {
    return chart.title();
  }

  /** The same picture under another title. */
  public Plot titled(String title) {
    return new Plot(chart.titled(title), width);
  }

  /**
   * The same picture with other words along its axes, such as names with units: {@code "Reaction
   * time (ms)"}.
   *
   * @param x along the horizontal axis
   * @param y along the vertical axis
   */
  public Plot labelled(String x, String y) {
    return new Plot(chart.axes(chart.x().labelled(x), chart.y().labelled(y)), width);
  }

  /**
   * The same picture in another size; 800 × 600 unless said otherwise, higher where many levels are
   * written below each other.
   *
   * @param width in pixels, 200 to 10,000
   * @param height in pixels, 200 to 10,000
   * @throws BlupException if one of them is not
   */
  public Plot sized(int width, int height) {
    if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
      throw new BlupException(
          "A picture is 200 to 10,000 pixels wide and high, not " + width + " × " + height + ".");
    }
    return new Plot(chart.high(height), width);
  }

  /** The width in pixels. */
  public int width() {
    return (int) width;
  }

  /** The height in pixels. */
  public int height() {
    return (int) chart.height();
  }

  /** The numbers that are drawn. */
  public PlotData data() {
    return new PlotData(chart.data());
  }

  /** The picture as an SVG file: the same text for the same numbers, on every machine. */
  public String svg() {
    return ChartDrawing.svg(chart, width, chart.height());
  }

  /**
   * The picture as a PNG file, two pixels of the bitmap for each of the picture. The text is
   * written in a font of this machine.
   *
   * @throws BlupException if Java finds no font
   */
  public byte[] png() {
    return ChartDrawing.png(chart, width, chart.height(), SCALE);
  }

  /**
   * A specification of Vega-Lite 5 with its data inside, for tools that draw it in other styles.
   */
  public String toVegaLite() {
    return VegaLite.of(chart);
  }

  /**
   * Writes the picture to a file, by the ending of its name: {@code .svg}, {@code .png}, {@code
   * .json} for Vega-Lite, or {@code .csv} for the numbers. A file of that name is replaced.
   *
   * @throws BlupException if the name ends in another way
   * @throws StorageException if the file cannot be written; one that was there is then unchanged
   */
  public void write(Path path) {
    Path name = path.getFileName();
    String file = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    byte[] bytes =
        switch (file.substring(file.lastIndexOf('.') + 1)) {
          case "svg" -> svg().getBytes(StandardCharsets.UTF_8);
          case "png" -> png();
          case "json" -> toVegaLite().getBytes(StandardCharsets.UTF_8);
          case "csv" -> data().toCsv().getBytes(StandardCharsets.UTF_8);
          default ->
              throw new BlupException(
                  "'"
                      + path
                      + "' does not say what to write: let the name end in .svg, .png, .json"
                      + " (Vega-Lite) or .csv (the numbers).");
        };
    StoredFile.write(path, "The picture", bytes);
  }

  /** The title, the size and what the data are. */
  @Override
  public String toString() {
    return title() + ", " + width() + " × " + height() + ": " + data();
  }
}
