package org.blup.internal.linalg.inverse;

import org.blup.internal.linalg.cholesky.DenseTail;
import org.blup.internal.linalg.cholesky.EliminationPlan;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.cholesky.UpdateLists;

/**
 * Products of {@code S_RR} with what belongs to a supernode before the tail of few columns, R being
 * its rows: number by number, ancestor by ancestor, each of which holds the columns of R that are
 * its own. One instance serves one thread at a time.
 */
final class AncestorProducts {

  private final SymbolicFactor symbolic;
  private final EliminationPlan plan;
  private final DenseTail tail;
  private final double[] factorPanels;
  private final double[] panels;
  private final AncestorRows ancestors;

  /** The factor and the product of the supernode at hand. */
  private double[] y = {};

  private double[] below = {};

  AncestorProducts(
      SymbolicFactor symbolic,
      EliminationPlan plan,
      double[] factorPanels,
      double[] panels,
      AncestorRows ancestors) {
    this.symbolic = symbolic;
    this.factorPanels = factorPanels;
    this.panels = panels;
    this.ancestors = ancestors;
    this.plan = plan;
    tail = plan.tail;
  }

  /**
   * {@code below ← below − S_RR y}.
   *
   * @param y rows × width, column-major
   * @param below likewise
   */
  void subtract(int s, int border, double[] y, double[] below) {
    this.y = y;
    this.below = below;
    int width = symbolic.width[s];
    int rows = symbolic.height[s] - width - symbolic.border + border;
    int next;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e = next) {
      int a = symbolic.supernodeOf[symbolic.rowPosition[e]];
      if (a >= tail.first) {
        break;
      }
      next = UpdateLists.segmentEnd(symbolic, s, e);
      int first = symbolic.rowOffset[e] - width;
      int stop = next < symbolic.rowStart[s + 1] ? symbolic.rowOffset[next] - width : rows - border;
      int[] relative = ancestors.locate(a, s, e, rows - first);
      multiplySmall(
          relative,
          width,
          first,
          stop - first,
          rows - first,
          rows,
          symbolic.panelStart[a],
          symbolic.height[a]);
    }
    int count = tail.rows(s) - symbolic.border + border;
    if (LeafTails.isPrepared(symbolic, plan, s)) {
      addPrepared(s, rows, count, border);
    } else {
      multiplyTail(s, width, rows, 0, count);
    }
  }

  /** What the rows in the tail, the last {@code count}, give to each other, from one on. */
  private void multiplyTail(int s, int width, int rows, int from, int count) {
    int start = tail.start[s];
    for (int c = 0; c < width; c++) {
      int own = rows - count + c * rows;
      for (int j = from; j < count; j++) {
        int column = tail.base[tail.row[start + j] - tail.begin];
        addGathered(own + j, count - j, column, tail.row, start + j);
      }
    }
  }

  /** What was prepared, and the border's columns. */
  private void addPrepared(int s, int rows, int count, int border) {
    int at = symbolic.panelStart[s] + 1;
    double inverse = 1 / factorPanels[symbolic.panelStart[s]];
    for (int i = rows - count; i < rows; i++) {
      below[i] += panels[at + i] * inverse;
    }
    multiplyTail(s, 1, rows, count - border, count);
  }

  private void multiplySmall(
      int[] relative, int width, int begin, int columns, int length, int rows, int at, int ld) {
    boolean contiguous = relative[length - 1] - relative[0] == length - 1;
    for (int j = 0; j < columns; j++) {
      int column = at + relative[j] * ld;
      for (int c = 0; c < width; c++) {
        int own = begin + c * rows;
        if (contiguous) {
          addColumn(own, j, length, column + relative[0]);
        } else {
          addGathered(own + j, length - j, column, relative, j);
        }
      }
    }
  }

  private void addColumn(int own, int j, int length, int column) {
    double factor = y[own + j];
    double sum = panels[column + j] * factor;
    for (int i = j + 1; i < length; i++) {
      double value = panels[column + i];
      below[own + i] -= value * factor;
      sum += value * y[own + i];
    }
    below[own + j] -= sum;
  }

  /**
   * What the elements of a column from the diagonal on give to the product, as they stand and
   * transposed.
   *
   * @param own where the diagonal element's row is in the product
   * @param rows where the elements stand in the column, from {@code first} on
   */
  private void addGathered(int own, int count, int column, int[] rows, int first) {
    double factor = y[own];
    double sum = panels[column + rows[first]] * factor;
    for (int i = 1; i < count; i++) {
      double value = panels[column + rows[first + i]];
      below[own + i] -= value * factor;
      sum += value * y[own + i];
    }
    below[own] -= sum;
  }
}
