package org.blup.internal.design.coding;

import java.util.Arrays;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Cubic splines, piece by piece as polynomials about the piece's left end. B-splines by the
 * recursion of Cox and de Boor (de Boor 1978, A Practical Guide to Splines, IX), the first one left
 * out beside an intercept. Natural splines are those combinations of them whose second derivative
 * vanishes at the boundary, chosen as R's {@code ns} does: by the Householder vectors of the two
 * constraints.
 */
public final class SplineColumns extends BasisColumns {

  /** Of cubic splines: the degree and one. */
  private static final int ORDER = 4;

  /** A derivative that is so small beside others is 0 but for rounding. */
  private static final double ROUNDING = 1e-10;

  private final int firstVariable;
  private final double[] starts;
  private final double[] origins;

  /** For each piece and column the coefficients of 1, u, u², u³ with u = x − origin. */
  private final double[][][] pieces;

  /** The columns of a model's basis that is a spline. */
  public static SplineColumns of(ModelStructure structure, int basis) {
    Basis definition = structure.basisDefinitions().get(basis);
    return new SplineColumns(
        definition,
        structure.numbers().indexOf(definition.number()),
        structure.firstSplineVariable(basis));
  }

  /**
   * The columns of a basis with explicit knots.
   *
   * @param argument the index of the number
   * @param firstVariable the index of the first column among the variables of the pass
   */
  SplineColumns(Basis basis, int argument, int firstVariable) {
    super(basis, argument);
    this.firstVariable = firstVariable;
    double[] breaks = basis.breaks();
    double[][][] splines = withoutFirst(pieces(breaks));
    double[] lefts = Arrays.copyOf(breaks, breaks.length - 1);
    if (basis.kind() == Basis.Kind.SPLINE) {
      starts = lefts;
      origins = lefts;
      pieces = splines;
      return;
    }
    double[][][] natural = natural(splines, breaks);
    int last = natural.length;
    double width = breaks[last] - breaks[last - 1];
    pieces = new double[last + 2][][];
    System.arraycopy(natural, 0, pieces, 1, last);
    pieces[0] = tangents(natural[0], 0);
    pieces[last + 1] = tangents(natural[last - 1], width);
    starts = new double[last + 2];
    starts[0] = Double.NEGATIVE_INFINITY;
    System.arraycopy(breaks, 0, starts, 1, last + 1);
    origins = starts.clone();
    origins[0] = breaks[0];
  }

  @Override
  public double value(int column, double number) {
    int piece = starts.length - 1;
    while (piece > 0 && !(number >= starts[piece])) {
      piece--;
    }
    return horner(pieces[piece][column], number - origins[piece]);
  }

  @Override
  public Polynomial polynomial(int column, double[] shift) {
    int variable = firstVariable + column;
    return Polynomial.unshifted(variable, shift[variable]);
  }

  /** Where the columns' values go among the variables of the pass. */
  public int firstVariable() {
    return firstVariable;
  }

  private static double horner(double[] coefficients, double u) {
    double value = 0;
    for (int power = coefficients.length - 1; power >= 0; power--) {
      value = value * u + coefficients[power];
    }
    return value;
  }

  /** All B-splines on the breaks, the outer ones four times: for each piece, then each spline. */
  private static double[][][] pieces(double[] breaks) {
    int pieces = breaks.length - 1;
    int splines = pieces + ORDER - 1;
    double[] knots = new double[splines + ORDER];
    for (int i = 0; i < knots.length; i++) {
      knots[i] = breaks[Math.min(Math.max(i - ORDER + 1, 0), pieces)];
    }
    double[][][] result = new double[pieces][splines][ORDER];
    for (int piece = 0; piece < pieces; piece++) {
      double[][] current = new double[knots.length - 1][ORDER];
      current[piece + ORDER - 1][0] = 1;
      for (int degree = 1; degree < ORDER; degree++) {
        current = raised(current, degree, knots, breaks[piece]);
      }
      result[piece] = current;
    }
    return result;
  }

  /** B_i,k = (x − t_i)/(t_i+k − t_i) B_i,k−1 + (t_i+k+1 − x)/(t_i+k+1 − t_i+1) B_i+1,k−1. */
  private static double[][] raised(double[][] lower, int degree, double[] knots, double origin) {
    double[][] higher = new double[lower.length - 1][ORDER];
    for (int i = 0; i < higher.length; i++) {
      double rise = knots[i + degree] - knots[i];
      double fall = knots[i + degree + 1] - knots[i + 1];
      for (int power = 0; power < degree; power++) {
        if (rise > 0) {
          higher[i][power] += lower[i][power] * (origin - knots[i]) / rise;
          higher[i][power + 1] += lower[i][power] / rise;
        }
        if (fall > 0) {
          higher[i][power] += lower[i + 1][power] * (knots[i + degree + 1] - origin) / fall;
          higher[i][power + 1] -= lower[i + 1][power] / fall;
        }
      }
    }
    return higher;
  }

  private static double[][][] withoutFirst(double[][][] pieces) {
    return Arrays.stream(pieces)
        .map(splines -> Arrays.copyOfRange(splines, 1, splines.length))
        .toArray(double[][][]::new);
  }

  private static double[][][] natural(double[][][] splines, double[] breaks) {
    int last = splines.length - 1;
    int count = splines[0].length;
    double[] atLower = new double[count];
    double[] atUpper = new double[count];
    for (int i = 0; i < count; i++) {
      atLower[i] = 2 * splines[0][i][2];
      atUpper[i] =
          2 * splines[last][i][2] + 6 * splines[last][i][3] * (breaks[last + 1] - breaks[last]);
    }
    double[] first = householder(atLower, 0);
    reflect(atUpper, first);
    double[] second = householder(atUpper, 1);
    double[][][] natural = new double[splines.length][count - 2][ORDER];
    double[] values = new double[count];
    for (int piece = 0; piece < splines.length; piece++) {
      for (int power = 0; power < ORDER; power++) {
        for (int i = 0; i < count; i++) {
          values[i] = splines[piece][i][power];
        }
        reflect(values, first);
        reflect(values, second);
        for (int column = 0; column < count - 2; column++) {
          natural[piece][column][power] = values[column + 2];
        }
      }
    }
    return natural;
  }

  /** The vector of the reflection that clears a vector behind a position; signs as LINPACK's. */
  private static double[] householder(double[] vector, int position) {
    double[] reflection = new double[vector.length];
    double squares = 0;
    for (int i = position; i < vector.length; i++) {
      reflection[i] = vector[i];
      squares += vector[i] * vector[i];
    }
    double norm = Math.sqrt(squares);
    boolean isNegative = vector[position] < -ROUNDING * norm;
    reflection[position] += isNegative ? -norm : norm;
    return reflection;
  }

  private static void reflect(double[] vector, double[] reflection) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      product += reflection[i] * vector[i];
      squares += reflection[i] * reflection[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= 2 * product / squares * reflection[i];
    }
  }

  /** The straight lines that go on from a piece's columns at a distance from its left end. */
  private static double[][] tangents(double[][] columns, double u) {
    double[][] lines = new double[columns.length][ORDER];
    for (int column = 0; column < columns.length; column++) {
      double[] c = columns[column];
      lines[column][0] = horner(c, u);
      lines[column][1] = c[1] + u * (2 * c[2] + u * 3 * c[3]);
    }
    return lines;
  }
}
