package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.Submodel;
import org.blup.internal.design.rowcovariance.RowForm;

/**
 * Rows of [Z X y] by subject, as numbers, each multiplied by the root of its weight, and what their
 * covariance follows.
 *
 * @param pattern of the equations
 * @param start the first row of each subject, and behind the last
 * @param stratum of each subject
 * @param border [X y] row by row
 * @param levels for each group the level of each row
 * @param z for each group the row of Z at its level, row by row
 * @param positions of each row, ascending within a subject
 * @param exponents t of each row, as {@link RowForm.SubjectNumbers} has it
 * @param sumLogWeights Σ log w
 */
public record KeptRows(
    EquationPattern pattern,
    int[] start,
    int[] stratum,
    double[] border,
    int[][] levels,
    double[][] z,
    double[] positions,
    double[] exponents,
    double sumLogWeights) {

  /** The rows in a model whose columns are combinations of this one's. */
  KeptRows in(Submodel model) {
    List<Integer> groups = model.groups();
    return new KeptRows(
        model.pattern(),
        start,
        stratum,
        model.borderRows(border),
        groups.stream().map(g -> levels[g]).toArray(int[][]::new),
        groups.stream().map(g -> model.groupRows(g, z[g])).toArray(double[][]::new),
        positions,
        exponents,
        sumLogWeights);
  }

  /** The number of subjects. */
  int subjects() {
    return stratum.length;
  }

  /** The columns of X, and y. */
  int width() {
    return pattern.columns() + 1;
  }

  /** The numbers of a subject's rows. */
  RowForm.SubjectNumbers numbers(int subject) {
    int from = start[subject];
    int to = start[subject + 1];
    return new RowForm.SubjectNumbers(
        Arrays.copyOfRange(positions, from, to), Arrays.copyOfRange(exponents, from, to));
  }

  /** A subject's rows of [X y] and, behind them, of Z for the levels that it has. */
  SubjectMatrix matrix(int subject) {
    return matrix(start[subject], start[subject + 1]);
  }

  /**
   * The same of some rows.
   *
   * @param from the first
   * @param to behind the last
   */
  SubjectMatrix matrix(int from, int to) {
    if (levels.length == 0) {
      double[] own = Arrays.copyOfRange(border, from * width(), to * width());
      return new SubjectMatrix(width(), new int[0], new int[0], own);
    }
    return SubjectMatrix.of(this, from, to);
  }

  /** Whether a row is at the levels of another. */
  boolean isAtLevelsOf(int row, int other) {
    for (int[] own : levels) {
      if (own[row] != own[other]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The product of a subject's rows with coefficients.
   *
   * @param ofZ the coefficients of Z, row by row, group by group
   * @param ofBorder those of X and y
   */
  double[] times(int subject, double[] ofZ, double[] ofBorder, int columns) {
    int from = start[subject];
    double[] product = new double[(start[subject + 1] - from) * columns];
    for (int row = from; row < start[subject + 1]; row++) {
      int to = (row - from) * columns;
      for (int c = 0; c < width(); c++) {
        addMultiple(border[row * width() + c], ofBorder, c * columns, product, to, columns);
      }
      int first = 0;
      for (int g = 0; g < levels.length; g++) {
        Group group = pattern.groups().get(g);
        int k = group.size();
        for (int a = 0; a < k; a++) {
          int at = (first + levels[g][row] * k + a) * columns;
          addMultiple(z[g][row * k + a], ofZ, at, product, to, columns);
        }
        first += group.unknowns();
      }
    }
    return product;
  }

  private static void addMultiple(
      double factor, double[] from, int start, double[] to, int at, int count) {
    for (int c = 0; factor != 0 && c < count; c++) {
      to[at + c] += factor * from[start + c];
    }
  }
}
