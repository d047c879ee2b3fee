package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.linalg.dense.DenseKernels;

/**
 * What the supernodes before the tail take from some of its columns,
 *
 * <pre>
 *   C ← C − Σ_d L_d L_dᵀ
 * </pre>
 *
 * strip by strip, first the narrow ones, then the wide ones as products that are then spread. One
 * instance serves one thread at a time.
 */
final class TailUpdate {

  /** Columns of a product, so that little of its upper triangle is computed in vain. */
  private static final int STRIP = 48;

  private final SymbolicFactor symbolic;
  private final DenseTail tail;
  private final TailStrips strips;
  private final AlikeLeaves alike;
  private final double[] panels;
  private final DenseKernels kernels;
  private double[] product = {};

  TailUpdate(SymbolicFactor symbolic, EliminationPlan plan, double[] panels, DenseKernels kernels) {
    this.symbolic = symbolic;
    this.panels = panels;
    this.kernels = kernels;
    tail = plan.tail;
    strips = plan.strips;
    alike = plan.alike;
  }

  /** Does all updates of strips {@code begin … end} of the tail. */
  void updateStrips(int beginStrip, int endStrip) {
    for (int strip = beginStrip; strip < endStrip; strip++) {
      subtractNarrow(strip);
    }
    int begin = strips.column[beginStrip];
    int end = strips.column[endStrip];
    int next;
    for (int s = 0; s < tail.first; s = next) {
      next = alike.end(s);
      int rows = tail.rows(s);
      if (symbolic.width[s] >= TailStrips.NARROW) {
        int source = symbolic.panelStart[s] + symbolic.height[s] - rows;
        int to = from(s, end);
        for (int j = from(s, begin); j < to; j += STRIP) {
          multiply(s, next, j, Math.min(STRIP, to - j), source);
        }
      }
    }
  }

  /** The first of a supernode's rows in the tail that is not before a column. */
  private int from(int s, int column) {
    int begin = tail.start[s];
    int end = tail.start[s + 1] - symbolic.border;
    if (begin == end || column <= tail.row[begin]) {
      return 0;
    }
    int e = Arrays.binarySearch(tail.row, begin, end, column);
    return (e < 0 ? ~e : e) - begin;
  }

  private void subtractNarrow(int strip) {
    for (int k = strips.start[strip]; k < strips.start[strip + 1]; k++) {
      int s = strips.supernode[k];
      int e = strips.place[k];
      int column = tail.base[tail.row[e] - tail.begin];
      int count = tail.start[s + 1] - e;
      int height = symbolic.height[s];
      int at = symbolic.panelStart[s] + height - count;
      for (int l = 0; l < symbolic.width[s]; l++) {
        subtract(count, panels, column, panels[at], at, tail.row, e);
        at += height;
      }
    }
  }

  private static void subtract(
      int count, double[] panels, int column, double factor, int from, int[] row, int start) {
    for (int i = 0; i < count; i++) {
      panels[column + row[start + i]] -= panels[from + i] * factor;
    }
  }

  /** What supernodes {@code s … end} give, which are alike, to some columns. */
  private void multiply(int s, int end, int from, int columns, int source) {
    int height = symbolic.height[s];
    int count = tail.rows(s) - from;
    if (product.length < count * columns) {
      product = new double[count * columns];
    }
    Arrays.fill(product, 0, count * columns, 0);
    int at = source + from;
    kernels.subtractProduct(
        count,
        columns,
        (end - s) * symbolic.width[s],
        panels,
        at,
        1,
        height,
        panels,
        at,
        height,
        1,
        product,
        0,
        count);
    int start = tail.start[s] + from;
    for (int j = 0; j < columns; j++) {
      int column = tail.base[tail.row[start + j] - tail.begin];
      add(count - j, panels, column, product, j * count + j, tail.row, start + j);
    }
  }

  private static void add(
      int count, double[] panels, int column, double[] product, int from, int[] row, int start) {
    for (int i = 0; i < count; i++) {
      panels[column + row[start + i]] += product[from + i];
    }
  }

  /** What the tail's earlier panels take from some rows of one of its panels. */
  void updateRows(int s, int begin, int end) {
    int own = symbolic.scalar[symbolic.first[s]];
    int width = symbolic.width[s];
    int target = symbolic.panelStart[s] + begin;
    for (int d = tail.first; d < s; d++) {
      int height = symbolic.height[d];
      int source = symbolic.panelStart[d] + own - symbolic.scalar[symbolic.first[d]];
      kernels.subtractProduct(
          end - begin,
          width,
          symbolic.width[d],
          panels,
          source + begin,
          1,
          height,
          panels,
          source,
          height,
          1,
          panels,
          target,
          symbolic.height[s]);
    }
  }
}
