package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.linalg.dense.DenseKernels;

/**
 * What earlier supernodes take from some of the columns of a panel:
 *
 * <pre>
 *   C_s ← C_s − L_d[rows] L_d[columns]ᵀ
 * </pre>
 *
 * for the rows of d from those in the columns on. One instance serves one thread at a time.
 */
final class PanelUpdate {

  private final SymbolicFactor symbolic;
  private final UpdateLists updates;
  private final double[] panels;
  private final int[] relative;

  /** The row of each position within the panel that is updated, where it has one. */
  private final int[] place;

  private final DenseKernels kernels;
  private double[] product = {};

  PanelUpdate(SymbolicFactor symbolic, UpdateLists updates, double[] panels, DenseKernels kernels) {
    this.kernels = kernels;
    this.symbolic = symbolic;
    this.updates = updates;
    this.panels = panels;
    relative = new int[symbolic.largestHeight];
    place = new int[symbolic.nodes];
  }

  /** Does all updates of columns {@code begin … end} of panel s. */
  void updateColumns(int s, int begin, int end) {
    findPlaces(s);
    for (int u = updates.start[s]; u < updates.start[s + 1]; u++) {
      update(s, updates.source[u], updates.from[u], updates.to[u], begin, end);
    }
  }

  private void findPlaces(int s) {
    int own = symbolic.first[s];
    for (int position = own; position < symbolic.first[s + 1]; position++) {
      place[position] = symbolic.scalar[position] - symbolic.scalar[own];
    }
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      place[symbolic.rowPosition[e]] = symbolic.rowOffset[e];
    }
  }

  private void update(int s, int d, int from, int to, int begin, int end) {
    int stop = symbolic.rowStart[d + 1];
    int first = from;
    while (first < to && columnEnd(s, first) <= begin) {
      first++;
    }
    if (first == to || columnStart(s, first) >= end) {
      return;
    }
    int height = symbolic.height[d];
    int rowBegin = symbolic.rowOffset[first];
    int rowEnd = to < stop ? symbolic.rowOffset[to] : height - symbolic.border;
    int rows = height - rowBegin;
    locate(s, d, first, rows);
    int skipped = 0;
    while (relative[skipped] < begin) {
      skipped++;
    }
    int columnsEnd = rowEnd - rowBegin;
    while (columnsEnd > skipped && relative[columnsEnd - 1] >= end) {
      columnsEnd--;
    }
    if (columnsEnd > skipped) {
      int source = symbolic.panelStart[d] + rowBegin + skipped;
      subtract(s, d, skipped, rows - skipped, columnsEnd - skipped, source);
    }
  }

  private int columnStart(int s, int e) {
    return symbolic.scalar[symbolic.rowPosition[e]] - symbolic.scalar[symbolic.first[s]];
  }

  private int columnEnd(int s, int e) {
    int position = symbolic.rowPosition[e];
    return symbolic.scalar[position + 1] - symbolic.scalar[symbolic.first[s]];
  }

  private void subtract(int s, int d, int skipped, int rows, int columns, int source) {
    int width = symbolic.width[d];
    int height = symbolic.height[d];
    int target = symbolic.panelStart[s];
    int ld = symbolic.height[s];
    if (relative[skipped + rows - 1] - relative[skipped] == rows - 1) {
      int at = target + relative[skipped] * (ld + 1);
      kernels.subtractProduct(
          rows, columns, width, panels, source, 1, height, panels, source, height, 1, panels, at,
          ld);
    } else if (width < 4) {
      scatter(skipped, rows, columns, width, source, height, target, ld);
    } else {
      if (product.length < rows * columns) {
        product = new double[rows * columns];
      }
      Arrays.fill(product, 0, rows * columns, 0);
      kernels.subtractProduct(
          rows, columns, width, panels, source, 1, height, panels, source, height, 1, product, 0,
          rows);
      addProduct(skipped, rows, columns, target, ld);
    }
  }

  /** The rows of panel s that the rows of d from row {@code from} on stand in, scalar by scalar. */
  private void locate(int s, int d, int from, int rows) {
    int count = 0;
    for (int e = from; e < symbolic.rowStart[d + 1]; e++) {
      int row = symbolic.rowPosition[e];
      int at = place[row];
      int size = symbolic.scalar[row + 1] - symbolic.scalar[row];
      for (int i = 0; i < size; i++) {
        relative[count++] = at + i;
      }
    }
    int at = symbolic.height[s] - symbolic.border;
    while (count < rows) {
      relative[count++] = at++;
    }
  }

  private void scatter(
      int skipped, int rows, int columns, int width, int source, int ldSource, int target, int ld) {
    for (int l = 0; l < width; l++) {
      int from = source + l * ldSource;
      for (int j = 0; j < columns; j++) {
        double factor = panels[from + j];
        int column = target + relative[skipped + j] * ld;
        for (int i = j; i < rows; i++) {
          panels[column + relative[skipped + i]] -= panels[from + i] * factor;
        }
      }
    }
  }

  private void addProduct(int skipped, int rows, int columns, int target, int ld) {
    for (int j = 0; j < columns; j++) {
      int column = target + relative[skipped + j] * ld;
      int from = j * rows;
      for (int i = j; i < rows; i++) {
        panels[column + relative[skipped + i]] += product[from + i];
      }
    }
  }
}
