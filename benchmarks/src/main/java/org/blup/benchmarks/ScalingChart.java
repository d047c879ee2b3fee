package org.blup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Seconds over size, both on logarithmic axes, as an SVG: a line of slope one costs by size. */
final class ScalingChart {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 300;
  private static final int MARGIN = 50;
  private static final int FIRST_DECADE = -3;
  private static final int DECADES = 4;
  private static final List<String> COLOURS = List.of("#1b6ca8", "#c8553d", "#3a7d44");

  private final StringBuilder svg = new StringBuilder();
  private int panels;

  /** One line of a panel. */
  record Line(String name, double[] seconds) {}

  /** Adds a panel to the right. */
  void panel(String title, double[] sizes, List<Line> lines) {
    int left = panels * WIDTH + MARGIN;
    panels++;
    text(left, 20, "start", title);
    for (int decade = 0; decade <= DECADES; decade++) {
      double y = y(Math.pow(10, FIRST_DECADE + decade));
      add("<path d='M%d %.1f h%d' stroke='#ddd'/>", left, y, WIDTH - 2 * MARGIN);
      text(left - 4, y + 4, "end", "%s s".formatted(decimal(FIRST_DECADE + decade)));
    }
    for (double size : sizes) {
      text(x(left, size, sizes), HEIGHT - MARGIN + 18, "middle", "10^%.0f".formatted(log(size)));
    }
    for (int i = 0; i < lines.size(); i++) {
      line(left, sizes, lines.get(i), COLOURS.get(i));
      add("<g fill='%s'>", COLOURS.get(i));
      text(left + 8, MARGIN + 14 * (i + 1), "start", lines.get(i).name());
      add("</g>");
    }
  }

  private static String decimal(int exponent) {
    return exponent >= 0
        ? "%.0f".formatted(Math.pow(10, exponent))
        : String.format(Locale.ROOT, "%." + -exponent + "f", Math.pow(10, exponent));
  }

  private void line(int left, double[] sizes, Line line, String colour) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < sizes.length; i++) {
      double x = x(left, sizes[i], sizes);
      double y = y(line.seconds()[i]);
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      add("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", x, y, colour);
    }
    add("<polyline points='%s' fill='none' stroke='%s'/>", points, colour);
  }

  private static double x(int left, double size, double[] sizes) {
    double first = log(sizes[0]);
    double last = log(sizes[sizes.length - 1]);
    return left + (WIDTH - 2 * MARGIN) * (log(size) - first) / (last - first);
  }

  private static double y(double seconds) {
    double decade = Math.max(0, log(seconds) - FIRST_DECADE);
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * decade / DECADES;
  }

  private static double log(double x) {
    return Math.log10(x);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, text);
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Writes the panels side by side. */
  void write(Path file) {
    String head =
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'"
            + " font-size='12'>%n<rect width='100%%' height='100%%' fill='white'/>%n";
    try {
      Files.writeString(
          file, head.formatted(panels * WIDTH + MARGIN / 2, HEIGHT) + svg + "</svg>\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
