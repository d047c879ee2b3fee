package org.blup.internal.design.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/**
 * How one number becomes the columns of a variable of a model: {@code scale(x)}, {@code poly(x,
 * 2)}, {@code ns(x, …)}. What depends on the data is found after the pass, from sums that the pass
 * has kept; but the knots of a spline that is open stand at quantiles of the rows' numbers, and are
 * found by a pass before. Immutable.
 */
public final class Basis {

  /** The families of functions. */
  public enum Kind {
    SCALE,
    CENTER,
    POLYNOMIAL,
    RAW_POLYNOMIAL,
    SPLINE,
    NATURAL_SPLINE
  }

  /** Splines are cubic. */
  private static final int SPLINE_DEGREE = 3;

  private final Kind kind;
  private final String number;
  private final int degree;

  /** The boundary of a spline with the knots between; empty while they are not known. */
  private final List<Double> breaks;

  private final int columns;

  private Basis(Kind kind, String number, int degree) {
    this(kind, number, degree, List.of(), degree);
  }

  private Basis(Kind kind, String number, List<Double> breaks, int columns) {
    this(kind, number, SPLINE_DEGREE, breaks, columns);
  }

  private Basis(Kind kind, String number, int degree, List<Double> breaks, int columns) {
    this.kind = kind;
    this.number = number;
    this.degree = degree;
    this.breaks = List.copyOf(breaks);
    this.columns = columns;
  }

  /** The number less its mean, divided by its standard deviation, as R's {@code scale}. */
  public static Basis scale(String number) {
    return new Basis(Kind.SCALE, number, 1);
  }

  /** The number less its mean. */
  public static Basis center(String number) {
    return new Basis(Kind.CENTER, number, 1);
  }

  /** Polynomials of degree 1, 2, … that are orthonormal over the rows, as R's {@code poly}. */
  public static Basis polynomial(String number, int degree) {
    return new Basis(Kind.POLYNOMIAL, number, degree);
  }

  /** The powers of degree 1, 2, …. */
  public static Basis rawPolynomial(String number, int degree) {
    return new Basis(Kind.RAW_POLYNOMIAL, number, degree);
  }

  /** Cubic B-splines without the constant, as R's {@code bs}. */
  public static Basis spline(String number, double lower, double upper, double... knots) {
    return closed(Kind.SPLINE, number, breaks(lower, upper, knots));
  }

  /** Natural cubic splines without the constant, linear beyond the boundary, as R's {@code ns}. */
  public static Basis naturalSpline(String number, double lower, double upper, double... knots) {
    return closed(Kind.NATURAL_SPLINE, number, breaks(lower, upper, knots));
  }

  /**
   * The same with so many columns, its knots at quantiles of the number, its boundary at their
   * extremes, as R's {@code bs(x, df)}: open.
   *
   * @param columns three or more
   */
  public static Basis splineAtQuantiles(String number, int columns) {
    return new Basis(Kind.SPLINE, number, List.of(), columns);
  }

  /**
   * The same with so many columns, its knots at quantiles of the number, its boundary at their
   * extremes, as R's {@code ns(x, df)}: open.
   *
   * @param columns one or more
   */
  public static Basis naturalSplineAtQuantiles(String number, int columns) {
    return new Basis(Kind.NATURAL_SPLINE, number, List.of(), columns);
  }

  private static List<Double> breaks(double lower, double upper, double[] knots) {
    List<Double> breaks = new ArrayList<>();
    breaks.add(lower);
    Arrays.stream(knots).forEach(breaks::add);
    breaks.add(upper);
    return breaks;
  }

  private static Basis closed(Kind kind, String number, List<Double> breaks) {
    for (int i = 1; i < breaks.size(); i++) {
      if (!(breaks.get(i - 1) < breaks.get(i))) {
        throw new BlupException(
            "The knots of a spline of "
                + number
                + " do not increase within their boundary: "
                + breaks
                + ".");
      }
    }
    return new Basis(
        kind, number, breaks, kind == Kind.SPLINE ? breaks.size() + 1 : breaks.size() - 1);
  }

  /** Whether the knots of a spline are still to be found. */
  public boolean isOpen() {
    return isSpline() && breaks.isEmpty();
  }

  /** How many knots stand between the boundaries of a spline. */
  public int knots() {
    return kind == Kind.SPLINE ? columns - SPLINE_DEGREE : columns - 1;
  }

  /**
   * The spline that an open one becomes.
   *
   * @param found the boundary with the knots between
   * @throws BlupException if they do not increase
   */
  public Basis withBreaks(double[] found) {
    return closed(kind, number, Arrays.stream(found).boxed().toList());
  }

  /** The label of the number the columns are functions of. */
  public String number() {
    return number;
  }

  /** How many columns there are. */
  public int columns() {
    return columns;
  }

  /** What R appends to the label for a column: its number, if there are several. */
  public String suffix(int column) {
    return columns() == 1 ? "" : Integer.toString(column + 1);
  }

  public Kind kind() {
    return kind;
  }

  /** The highest power of the number in a column. */
  public int degree() {
    return degree;
  }

  /** The boundary of a spline with the knots between; nothing of one that is open. */
  public double[] breaks() {
    return breaks.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether each column is a number of its own to the pass, not a polynomial in the number. */
  public boolean isSpline() {
    return kind == Kind.SPLINE || kind == Kind.NATURAL_SPLINE;
  }

  /** Whether the columns depend on all rows. */
  public boolean needsMoments() {
    return !isSpline() && kind != Kind.RAW_POLYNOMIAL;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Basis that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(kind, number, degree, breaks, columns);
  }
}
