package org.blup.internal.plots.chart;

import java.util.Optional;
import java.util.OptionalDouble;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint.Dash;

/**
 * Marks of one kind for rows of the data.
 *
 * @param part which rows: those with this in the column {@code part}; all if empty
 * @param mark what they are drawn as
 * @param x the columns of the positions; empty where a mark has none
 * @param y as x
 * @param x2 as x
 * @param y2 as x
 * @param at where a rule stands if not by its rows; then x or y is {@code at}
 * @param series the column that colours and shapes differ by
 * @param colour of marks that are not of series
 * @param dash of their lines
 * @param width of lines, or the radius of points, in pixels
 * @param shift how far to the right of their place marks are drawn, in pixels
 * @param legend what the layer is called in the legend; not there if empty
 */
public record Layer(
    String part,
    Mark mark,
    String x,
    String y,
    String x2,
    String y2,
    OptionalDouble at,
    Optional<String> series,
    Colour colour,
    Dash dash,
    double width,
    double shift,
    String legend) {

  private static final double POINT_RADIUS = 3;
  private static final double LINE_WIDTH = 1.8;
  private static final double RULE_WIDTH = 1.2;

  public static Layer points(String x, String y) {
    return of(Mark.POINT, x, y, "", "", POINT_RADIUS);
  }

  public static Layer line(String x, String y) {
    return of(Mark.LINE, x, y, "", "", LINE_WIDTH);
  }

  public static Layer band(String x, String lower, String upper) {
    return of(Mark.BAND, x, lower, "", upper, 0);
  }

  /** From left to right. */
  public static Layer intervalX(String lower, String upper, String y) {
    return of(Mark.INTERVAL, lower, y, upper, "", LINE_WIDTH);
  }

  /** From bottom to top. */
  public static Layer intervalY(String x, String lower, String upper) {
    return of(Mark.INTERVAL, x, lower, "", upper, LINE_WIDTH);
  }

  public static Layer arrow(String x, String y, String x2, String y2) {
    return of(Mark.ARROW, x, y, x2, y2, RULE_WIDTH).coloured(Colour.MUTED);
  }

  /** A vertical line at the values of a column. */
  public static Layer ruleX(String x) {
    return of(Mark.RULE, x, "", "", "", RULE_WIDTH).coloured(Colour.RULE).dashed(Dash.DASHED);
  }

  /** A vertical line in every panel. */
  public static Layer ruleAtX(double at) {
    return rule("at", "", at);
  }

  /** A horizontal line in every panel. */
  public static Layer ruleAtY(double at) {
    return rule("", "at", at);
  }

  private static Layer rule(String x, String y, double at) {
    Layer rule = of(Mark.RULE, x, y, "", "", RULE_WIDTH).coloured(Colour.RULE);
    return new Layer(
        "",
        Mark.RULE,
        x,
        y,
        "",
        "",
        OptionalDouble.of(at),
        Optional.empty(),
        rule.colour,
        Dash.DASHED,
        RULE_WIDTH,
        0,
        "");
  }

  private static Layer of(Mark mark, String x, String y, String x2, String y2, double width) {
    return new Layer(
        "",
        mark,
        x,
        y,
        x2,
        y2,
        OptionalDouble.empty(),
        Optional.empty(),
        Colour.BLUE,
        Dash.SOLID,
        width,
        0,
        "");
  }

  public Layer of(String otherPart) {
    return new Layer(otherPart, mark, x, y, x2, y2, at, series, colour, dash, width, shift, legend);
  }

  public Layer by(String column) {
    return new Layer(
        part, mark, x, y, x2, y2, at, Optional.of(column), colour, dash, width, shift, legend);
  }

  public Layer coloured(Colour other) {
    return new Layer(part, mark, x, y, x2, y2, at, series, other, dash, width, shift, legend);
  }

  public Layer dashed(Dash other) {
    return new Layer(part, mark, x, y, x2, y2, at, series, colour, other, width, shift, legend);
  }

  public Layer wide(double other) {
    return new Layer(part, mark, x, y, x2, y2, at, series, colour, dash, other, shift, legend);
  }

  public Layer shifted(double pixels) {
    return new Layer(part, mark, x, y, x2, y2, at, series, colour, dash, width, pixels, legend);
  }

  public Layer called(String name) {
    return new Layer(part, mark, x, y, x2, y2, at, series, colour, dash, width, shift, name);
  }

  /** Whether a row of the data is drawn. */
  public boolean has(Table data, int row) {
    return part.isEmpty() || data.text(Chart.PART, row).equals(part);
  }
}
