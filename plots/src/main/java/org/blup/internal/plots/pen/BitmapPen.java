package org.blup.internal.plots.pen;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.imageio.ImageIO;
import org.blup.exception.BlupException;

/** Draws on a bitmap, without a screen. Text is fitted to the widths that the layout counts on. */
public final class BitmapPen implements Pen {

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Deque<Paint> paints = new ArrayDeque<>();

  /**
   * A white bitmap.
   *
   * @param scale bitmap pixels a pixel of the picture
   */
  public BitmapPen(double width, double height, double scale) {
    image =
        new BufferedImage(
            Math.max(1, (int) Math.round(width * scale)),
            Math.max(1, (int) Math.round(height * scale)),
            BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** The bitmap as a PNG file. */
  public byte[] png() {
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void begin(String kind, Paint paint) {
    paints.push(paint);
  }

  @Override
  public void end() {
    paints.pop();
  }

  @Override
  public void line(double x1, double y1, double x2, double y2) {
    paint(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void polyline(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    boolean isOpen = false;
    for (int i = 0; i < x.length; i++) {
      boolean isKnown = Double.isFinite(x[i]) && Double.isFinite(y[i]);
      if (isKnown && isOpen) {
        path.lineTo(x[i], y[i]);
      } else if (isKnown) {
        path.moveTo(x[i], y[i]);
      }
      isOpen = isKnown;
    }
    paint(path);
  }

  @Override
  public void polygon(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      if (i == 0) {
        path.moveTo(x[i], y[i]);
      } else {
        path.lineTo(x[i], y[i]);
      }
    }
    if (x.length > 0) {
      path.closePath();
      paint(path);
    }
  }

  @Override
  public void rectangle(double x, double y, double width, double height) {
    paint(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void marker(Marker shape, double x, double y, double radius) {
    double[] corners = shape.corners();
    if (corners.length == 0) {
      paint(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
      return;
    }
    double[] xs = new double[corners.length / 2];
    double[] ys = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x + radius * corners[2 * i];
      ys[i] = y + radius * corners[2 * i + 1];
    }
    polygon(xs, ys);
  }

  private void paint(Shape shape) {
    Paint paint = paints.getFirst();
    paint
        .fill()
        .ifPresent(
            colour -> {
              graphics.setColor(colour(colour, paint));
              graphics.fill(shape);
            });
    paint
        .stroke()
        .ifPresent(
            colour -> {
              graphics.setColor(colour(colour, paint));
              graphics.setStroke(stroke(paint));
              graphics.draw(shape);
            });
  }

  private static BasicStroke stroke(Paint paint) {
    float width = (float) paint.width();
    return paint.dash() == Paint.Dash.SOLID
        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(
            width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, paint.dash().lengths(), 0);
  }

  private static Color colour(Colour colour, Paint paint) {
    int alpha = (int) Math.round(255 * paint.opacity());
    return new Color(colour.rgb() >> 16, colour.rgb() >> 8 & 255, colour.rgb() & 255, alpha);
  }

  @Override
  public void text(String text, double x, double y, TextStyle style) {
    if (text.isBlank()) {
      return;
    }
    Paint paint = paints.getFirst();
    graphics.setColor(colour(paint.fill().orElse(Colour.INK), paint));
    TextLayout layout = layout(text, style);
    double expected = TextWidths.of(text, style.size(), style.bold());
    double natural = layout.getAdvance();
    double squeeze = natural > expected && expected > 0 ? expected / natural : 1;
    double before =
        switch (style.anchor()) {
          case START -> 0;
          case MIDDLE -> -natural * squeeze / 2;
          case END -> -natural * squeeze;
        };
    AffineTransform kept = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(Math.toRadians(style.turn()));
    graphics.translate(before, 0);
    graphics.scale(squeeze, 1);
    layout.draw(graphics, 0, 0);
    graphics.setTransform(kept);
  }

  /** A Java runtime without fonts fails in ways that do not say so. */
  private TextLayout layout(String text, TextStyle style) {
    try {
      Font font =
          new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1)
              .deriveFont((float) style.size());
      return new TextLayout(text, font, graphics.getFontRenderContext());
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new BlupException(
          "This machine has no fonts for Java to write on bitmaps: install fontconfig and a font"
              + " (Debian: fontconfig, fonts-dejavu-core), or take svg(), which needs none. ("
              + e
              + ")");
    }
  }
}
