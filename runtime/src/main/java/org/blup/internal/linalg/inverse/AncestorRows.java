package org.blup.internal.linalg.inverse;

import java.util.Arrays;
import org.blup.internal.linalg.cholesky.DenseTail;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.cholesky.UpdateLists;

/**
 * The block {@code S_RR} of the inverse for the rows R below a supernode before the tail, out of
 * the panels of its ancestors: each holds the columns of R that are its own. One instance serves
 * one thread at a time.
 */
final class AncestorRows {

  private final SymbolicFactor symbolic;
  private final DenseTail tail;
  private final double[] panels;
  private final int[] relative;
  private double[] gathered = {};

  /** The supernode and the rows that were gathered last. */
  private int last = -1;

  private int lastBegin;
  private int lastEnd;

  AncestorRows(SymbolicFactor symbolic, DenseTail tail, double[] panels) {
    this.symbolic = symbolic;
    this.panels = panels;
    this.tail = tail;
    relative = new int[symbolic.largestHeight];
  }

  /** To be called before numbers in the tail change: what was gathered is forgotten. */
  void restart() {
    last = -1;
  }

  /**
   * Rows {@code begin … end} of {@code S_RR}.
   *
   * @return column-major; valid until the next call
   */
  double[] gather(int s, int border, int begin, int end) {
    int rows = symbolic.height[s] - symbolic.width[s] - symbolic.border + border;
    int width = symbolic.width[s];
    if (begin == lastBegin && end == lastEnd && isAlike(s)) {
      return gathered;
    }
    last = s;
    lastBegin = begin;
    lastEnd = end;
    if (gathered.length < (end - begin) * rows) {
      gathered = new double[(end - begin) * rows];
    }
    int inTail = tail.rows(s) - symbolic.border + border;
    int next;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e = next) {
      int a = symbolic.supernodeOf[symbolic.rowPosition[e]];
      int first = symbolic.rowOffset[e] - width;
      if (a >= tail.first || first >= end) {
        break;
      }
      next = UpdateLists.segmentEnd(symbolic, s, e);
      int stop = next < symbolic.rowStart[s + 1] ? symbolic.rowOffset[next] - width : rows - border;
      locate(a, s, e, rows - first);
      for (int j = first; j < Math.min(stop, end); j++) {
        int column = symbolic.panelStart[a] + relative[j - first] * symbolic.height[a];
        gatherColumn(j, column, relative, -first, begin, end, rows);
      }
    }
    int shift = tail.start[s] - (rows - inTail);
    for (int j = rows - inTail; j < end; j++) {
      int column = tail.base[tail.row[shift + j] - tail.begin];
      gatherColumn(j, column, tail.row, shift, begin, end, rows);
    }
    return gathered;
  }

  /** Whether all rows are in the tail, and those that were gathered last. */
  private boolean isAlike(int s) {
    int own = symbolic.rowStart[s];
    return last >= 0
        && own < symbolic.rowStart[s + 1]
        && symbolic.supernodeOf[symbolic.rowPosition[own]] >= tail.first
        && Arrays.equals(
            symbolic.rowPosition,
            own,
            symbolic.rowStart[s + 1],
            symbolic.rowPosition,
            symbolic.rowStart[last],
            symbolic.rowStart[last + 1]);
  }

  /**
   * What column j holds of the gathered rows: as it stands, and transposed from the diagonal on.
   *
   * @param row where row i of {@code S_RR} stands in the column, at {@code i + shift}
   */
  private void gatherColumn(int j, int column, int[] row, int shift, int begin, int end, int rows) {
    int count = end - begin;
    int own = j * count - begin;
    for (int i = Math.max(j, begin); i < end; i++) {
      gathered[own + i] = panels[column + row[shift + i]];
    }
    if (j >= begin) {
      for (int i = j + 1; i < rows; i++) {
        gathered[i * count + j - begin] = panels[column + row[shift + i]];
      }
    }
  }

  /**
   * The rows of panel a that the rows of s from row {@code from} on stand in, scalar by scalar.
   *
   * @return valid until the next call
   */
  int[] locate(int a, int s, int from, int rows) {
    int count = 0;
    int search = symbolic.rowStart[a];
    for (int e = from; e < symbolic.rowStart[s + 1]; e++) {
      int row = symbolic.rowPosition[e];
      int at;
      if (symbolic.supernodeOf[row] == a) {
        at = symbolic.scalar[row] - symbolic.scalar[symbolic.first[a]];
      } else {
        while (symbolic.rowPosition[search] != row) {
          search++;
        }
        at = symbolic.rowOffset[search];
      }
      int size = symbolic.scalar[row + 1] - symbolic.scalar[row];
      for (int i = 0; i < size; i++) {
        relative[count++] = at + i;
      }
    }
    int at = symbolic.height[a] - symbolic.border;
    while (count < rows) {
      relative[count++] = at++;
    }
    return relative;
  }
}
