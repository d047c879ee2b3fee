package org.blup.internal.plots.pen;

import static org.blup.internal.plots.pen.Decimals.coordinate;

/**
 * Writes SVG 1.1, which browsers, word processors and vector editors read. Fonts are named by
 * family; nothing is fetched from anywhere.
 */
public final class SvgPen implements Pen {

  /** Fonts as wide as the table of {@link TextWidths}, and whatever there is. */
  public static final String FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

  private final StringBuilder out = new StringBuilder();

  /**
   * A picture.
   *
   * @param title what screen readers say
   * @param description what they say if they are asked for more
   */
  public SvgPen(double width, double height, String title, String description) {
    String size = coordinate(width) + "\" height=\"" + coordinate(height);
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(size);
    out.append("\" viewBox=\"0 0 ").append(coordinate(width)).append(' ');
    out.append(coordinate(height)).append("\" role=\"img\" aria-label=\"");
    out.append(Markup.escape(title)).append("\" font-family=\"").append(FONTS).append("\">\n");
    out.append("<title>").append(Markup.escape(title)).append("</title>\n");
    out.append("<desc>").append(Markup.escape(description)).append("</desc>\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  }

  /** The whole picture. */
  public String finish() {
    return out + "</svg>\n";
  }

  @Override
  public void begin(String kind, Paint paint) {
    out.append("<g class=\"").append(kind).append('"');
    attribute("fill", paint.fill().map(Colour::hex).orElse("none"));
    paint
        .stroke()
        .ifPresent(
            colour -> {
              attribute("stroke", colour.hex());
              attribute("stroke-width", coordinate(paint.width()));
            });
    if (paint.dash() != Paint.Dash.SOLID) {
      StringBuilder lengths = new StringBuilder();
      for (float length : paint.dash().lengths()) {
        lengths.append(lengths.isEmpty() ? "" : " ").append(coordinate(length));
      }
      attribute("stroke-dasharray", lengths.toString());
    }
    if (paint.opacity() < 1) {
      attribute("opacity", coordinate(paint.opacity()));
    }
    out.append(">\n");
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(value).append('"');
  }

  @Override
  public void end() {
    out.append("</g>\n");
  }

  @Override
  public void line(double x1, double y1, double x2, double y2) {
    out.append("<line x1=\"").append(coordinate(x1)).append("\" y1=\"").append(coordinate(y1));
    out.append("\" x2=\"").append(coordinate(x2)).append("\" y2=\"").append(coordinate(y2));
    out.append("\"/>\n");
  }

  @Override
  public void polyline(double[] x, double[] y) {
    StringBuilder path = new StringBuilder();
    boolean isOpen = false;
    for (int i = 0; i < x.length; i++) {
      boolean isKnown = Double.isFinite(x[i]) && Double.isFinite(y[i]);
      if (isKnown) {
        path.append(isOpen ? "L" : "M").append(coordinate(x[i])).append(' ');
        path.append(coordinate(y[i]));
      }
      isOpen = isKnown;
    }
    path(path.toString());
  }

  @Override
  public void polygon(double[] x, double[] y) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      path.append(i == 0 ? "M" : "L").append(coordinate(x[i])).append(' ');
      path.append(coordinate(y[i]));
    }
    path(path.append(x.length > 0 ? "Z" : "").toString());
  }

  private void path(String data) {
    if (!data.isEmpty()) {
      out.append("<path d=\"").append(data).append("\"/>\n");
    }
  }

  @Override
  public void rectangle(double x, double y, double width, double height) {
    out.append("<rect x=\"").append(coordinate(x)).append("\" y=\"").append(coordinate(y));
    out.append("\" width=\"").append(coordinate(width)).append("\" height=\"");
    out.append(coordinate(height)).append("\"/>\n");
  }

  @Override
  public void marker(Marker shape, double x, double y, double radius) {
    if (shape == Marker.CIRCLE) {
      out.append("<circle cx=\"").append(coordinate(x)).append("\" cy=\"").append(coordinate(y));
      out.append("\" r=\"").append(coordinate(radius)).append("\"/>\n");
      return;
    }
    double[] corners = shape.corners();
    double[] xs = new double[corners.length / 2];
    double[] ys = new double[corners.length / 2];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x + radius * corners[2 * i];
      ys[i] = y + radius * corners[2 * i + 1];
    }
    polygon(xs, ys);
  }

  @Override
  public void text(String text, double x, double y, TextStyle style) {
    out.append("<text x=\"").append(coordinate(x)).append("\" y=\"").append(coordinate(y));
    out.append("\" font-size=\"").append(coordinate(style.size())).append('"');
    if (style.bold()) {
      attribute("font-weight", "bold");
    }
    if (style.anchor() != Anchor.START) {
      attribute("text-anchor", style.anchor() == Anchor.END ? "end" : "middle");
    }
    if (style.turn() != 0) {
      attribute(
          "transform",
          "rotate(" + coordinate(style.turn()) + " " + coordinate(x) + " " + coordinate(y) + ")");
    }
    out.append('>').append(Markup.escape(text)).append("</text>\n");
  }
}
