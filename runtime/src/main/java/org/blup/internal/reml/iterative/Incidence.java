package org.blup.internal.reml.iterative;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.numeric.Pieces;

/**
 * The cross-products of two groups of one effect a level: a sparse matrix, row by row, of the
 * summed weights of the rows in which two levels meet. Vectors are {@link #WIDTH} columns side by
 * side, node after node. Has scratch space of its own, so not for several threads at once.
 */
final class Incidence {

  /** Columns side by side: as many doubles as a line of the cache holds. */
  static final int WIDTH = 8;

  /** Sums that threads have of their own are that many, whatever the number of threads. */
  private static final int MOST_PIECES = 8;

  private final int[] rowStart;
  private final int[] column;

  /** One for each meeting; empty if all are 1. */
  private final double[] values;

  private final int firstRow;
  private final int firstColumn;
  private final int columns;
  private double[][] partial = {};

  private Incidence(
      int[] rowStart, int[] column, double[] values, int firstRow, int firstColumn, int columns) {
    this.rowStart = rowStart;
    this.column = column;
    this.values = values;
    this.firstRow = firstRow;
    this.firstColumn = firstColumn;
    this.columns = columns;
  }

  /**
   * The meetings of a pair of groups.
   *
   * @param firstRow the node of the row group's first level
   * @param firstColumn the node of the column group's first level
   * @param columns the levels of the column group
   */
  static Incidence of(Pair pair, double[] values, int firstRow, int firstColumn, int columns) {
    boolean isOnes = Arrays.stream(values).allMatch(value -> value == 1);
    double[] kept = isOnes ? new double[0] : values;
    return new Incidence(pair.rowStart(), pair.column(), kept, firstRow, firstColumn, columns);
  }

  /** The same matrix, its columns as rows. */
  Incidence transposed() {
    int[] start = new int[columns + 1];
    for (int c : column) {
      start[c + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      start[c + 1] += start[c];
    }
    int[] next = Arrays.copyOf(start, columns);
    int[] rows = new int[column.length];
    double[] turned = new double[values.length];
    for (int i = 0; i < rowStart.length - 1; i++) {
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        int at = next[column[e]]++;
        rows[at] = i;
        if (values.length > 0) {
          turned[at] = values[e];
        }
      }
    }
    return new Incidence(start, rows, turned, firstColumn, firstRow, rowStart.length - 1);
  }

  int rows() {
    return rowStart.length - 1;
  }

  /** Whether each row has exactly one meeting: its level is nested in one of the columns. */
  boolean isNested() {
    for (int i = 0; i < rows(); i++) {
      if (rowStart[i + 1] - rowStart[i] != 1) {
        return false;
      }
    }
    return true;
  }

  /** The column that each row meets, where it is nested. */
  int[] parents() {
    return column;
  }

  /** The only value of each row, where it is nested. */
  double value(int row) {
    return values.length == 0 ? 1 : values[row];
  }

  /** {@code to ← to + scale A from}, in the rows. */
  void gather(double scale, double[] from, double[] to) {
    Pieces.overRange(
        rows(),
        (double) column.length * WIDTH,
        (piece, first, last) -> gather(scale, from, to, first, last));
  }

  private void gather(double scale, double[] from, double[] to, int first, int last) {
    boolean isOnes = values.length == 0;
    for (int i = first; i < last; i++) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      double s5 = 0;
      double s6 = 0;
      double s7 = 0;
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        int at = (firstColumn + column[e]) * WIDTH;
        double value = isOnes ? 1 : values[e];
        s0 += value * from[at];
        s1 += value * from[at + 1];
        s2 += value * from[at + 2];
        s3 += value * from[at + 3];
        s4 += value * from[at + 4];
        s5 += value * from[at + 5];
        s6 += value * from[at + 6];
        s7 += value * from[at + 7];
      }
      int at = (firstRow + i) * WIDTH;
      to[at] += scale * s0;
      to[at + 1] += scale * s1;
      to[at + 2] += scale * s2;
      to[at + 3] += scale * s3;
      to[at + 4] += scale * s4;
      to[at + 5] += scale * s5;
      to[at + 6] += scale * s6;
      to[at + 7] += scale * s7;
    }
  }

  /** {@code to ← to + scale Aᵀ from}, in the columns. */
  void scatter(double scale, double[] from, double[] to) {
    int count = Math.min(MOST_PIECES, Pieces.count((double) column.length * WIDTH));
    if (partial.length < count) {
      partial = new double[count][columns * WIDTH];
    }
    Pieces.run(
        count,
        piece -> {
          Arrays.fill(partial[piece], 0);
          int first = Pieces.begin(rows(), piece, count);
          scatter(scale, from, partial[piece], first, Pieces.begin(rows(), piece + 1, count));
        });
    Pieces.overRange(
        columns * WIDTH,
        (double) count * columns * WIDTH,
        (piece, first, last) -> {
          for (int i = first; i < last; i++) {
            double sum = 0;
            for (int p = 0; p < count; p++) {
              sum += partial[p][i];
            }
            to[firstColumn * WIDTH + i] += sum;
          }
        });
  }

  private void scatter(double scale, double[] from, double[] to, int first, int last) {
    boolean isOnes = values.length == 0;
    for (int i = first; i < last; i++) {
      int own = (firstRow + i) * WIDTH;
      double t0 = scale * from[own];
      double t1 = scale * from[own + 1];
      double t2 = scale * from[own + 2];
      double t3 = scale * from[own + 3];
      double t4 = scale * from[own + 4];
      double t5 = scale * from[own + 5];
      double t6 = scale * from[own + 6];
      double t7 = scale * from[own + 7];
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        int at = column[e] * WIDTH;
        double value = isOnes ? 1 : values[e];
        to[at] += value * t0;
        to[at + 1] += value * t1;
        to[at + 2] += value * t2;
        to[at + 3] += value * t3;
        to[at + 4] += value * t4;
        to[at + 5] += value * t5;
        to[at + 6] += value * t6;
        to[at + 7] += value * t7;
      }
    }
  }

  /** {@code to_j ← to_j + scale² Σ_i a_ij² / pivot_i}, by node. */
  void addSquares(double scale, double[] pivots, double[] to) {
    for (int i = 0; i < rows(); i++) {
      double factor = scale * scale / pivots[firstRow + i];
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        double value = values.length == 0 ? 1 : values[e];
        to[firstColumn + column[e]] += factor * value * value;
      }
    }
  }
}
