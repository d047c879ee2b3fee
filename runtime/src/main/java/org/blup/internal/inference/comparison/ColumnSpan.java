package org.blup.internal.inference.comparison;

import java.util.Arrays;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * Whether columns of a tall matrix are combinations of others. Rows come one by one, and what is
 * kept is the triangular factor of Householder's QR of those that have come (Golub & Van Loan,
 * Matrix computations, 5.2.2): cross-products would lose half of the digits.
 */
final class ColumnSpan {

  /** A remainder below this share of a column's length is rounding. */
  private static final double ROUNDING = 1e-9;

  /** A column is outside the span if its remainder is a larger share of its length. */
  private static final double OUTSIDE = 1e-5;

  /** Rows that are added before they are reduced to a triangle. */
  private static final int BLOCK = 64;

  private final int spanning;
  private final double[] lengths;

  /** The triangular factor of the rows so far, above the rows not yet factored. */
  private final DMatrixRMaj rows;

  private int count;

  /**
   * An empty matrix.
   *
   * @param spanning how many columns span; the others are to be compared with them
   * @param lengths the lengths of all columns that rounding is relative to; columns of length 0
   *     must be zero
   */
  ColumnSpan(int spanning, double[] lengths) {
    this.spanning = spanning;
    this.lengths = lengths.clone();
    rows = new DMatrixRMaj(lengths.length + BLOCK, lengths.length);
  }

  void addRow(double[] row) {
    for (int c = 0; c < lengths.length; c++) {
      rows.set(count, c, lengths[c] > 0 ? row[c] / lengths[c] : 0);
    }
    count++;
    if (count == rows.numRows) {
      triangularise();
    }
  }

  private void triangularise() {
    int n = lengths.length;
    DMatrixRMaj left = rows.copy();
    left.reshape(count, n, true);
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(count, n);
    qr.decompose(left);
    DMatrixRMaj triangle = qr.getR(null, true);
    rows.zero();
    for (int i = 0; i < triangle.numRows; i++) {
      for (int c = i; c < n; c++) {
        rows.set(i, c, triangle.get(i, c));
      }
    }
    count = triangle.numRows;
  }

  /** A column that is no combination of those that span: its number among the others. */
  OptionalInt outside() {
    double[][] columns = new double[lengths.length][count];
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < count; i++) {
        columns[c][i] = rows.get(i, c);
      }
    }
    takeSpan(columns);
    for (int c = spanning; c < columns.length; c++) {
      if (length(columns[c]) > OUTSIDE) {
        return OptionalInt.of(c - spanning);
      }
    }
    return OptionalInt.empty();
  }

  /** Modified Gram–Schmidt, the longest rest first, until what is left is rounding. */
  private void takeSpan(double[][] columns) {
    for (int done = 0; done < spanning; done++) {
      int longest = done;
      for (int c = done; c < spanning; c++) {
        longest = length(columns[c]) > length(columns[longest]) ? c : longest;
      }
      double[] axis = columns[longest];
      double length = length(axis);
      if (!(length > ROUNDING)) {
        return;
      }
      columns[longest] = columns[done];
      columns[done] = axis;
      Arrays.setAll(axis, i -> axis[i] / length);
      for (int c = done + 1; c < columns.length; c++) {
        subtractShare(columns[c], axis);
      }
    }
  }

  private static void subtractShare(double[] column, double[] axis) {
    double share = 0;
    for (int i = 0; i < axis.length; i++) {
      share += column[i] * axis[i];
    }
    for (int i = 0; i < axis.length; i++) {
      column[i] -= share * axis[i];
    }
  }

  private static double length(double[] column) {
    double sum = 0;
    for (double value : column) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
