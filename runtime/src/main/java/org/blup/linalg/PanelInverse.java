package org.blup.linalg;

import java.util.Arrays;

/**
 * The inverse of one supernode, given those of its ancestors, with {@code Y = L₂₁ L₁₁⁻¹}:
 *
 * <pre>
 *   S₂₁ = −S_RR Y        S₁₁ = L₁₁⁻ᵀ L₁₁⁻¹ − Yᵀ S₂₁
 * </pre>
 *
 * One instance serves one thread at a time; several may do some columns each of a large supernode,
 * on the scratch space of one of them.
 */
final class PanelInverse {

  /** From this width on a product of two panels goes to the dense kernels. */
  private static final int WIDE = 16;

  private final SymbolicFactor symbolic;
  private final double[] factorPanels;
  private final double[] panels;
  private final DenseKernels kernels = new JavaKernels();

  /** Y negated, and S₂₁ negated: rows × width, column-major. */
  private double[] y = {};

  private double[] below = {};
  private double[] triangle = {};
  private final int[] relative;
  private double[] gathered = {};

  PanelInverse(SymbolicFactor symbolic, double[] factorPanels, double[] panels) {
    this.symbolic = symbolic;
    this.factorPanels = factorPanels;
    this.panels = panels;
    relative = new int[Arrays.stream(symbolic.height).max().orElse(0)];
  }

  private int rows(int s, int border) {
    return symbolic.height[s] - symbolic.width[s] - symbolic.border + border;
  }

  /** The whole of a supernode. */
  void compute(int s, int border) {
    begin(s, border);
    multiply(this, s, border, 0, symbolic.width[s]);
    finish(this, s, border, 0, symbolic.width[s]);
  }

  /** {@code S₁₁ ← L₁₁⁻ᵀ L₁₁⁻¹}, and room for the products. */
  void begin(int s, int border) {
    int width = symbolic.width[s];
    int length = width * rows(s, border);
    if (y.length < length) {
      y = new double[length];
      below = new double[length];
    }
    invertTriangle(width, symbolic.panelStart[s], symbolic.height[s]);
    Arrays.fill(y, 0, length, 0);
    Arrays.fill(below, 0, length, 0);
  }

  /** The inverse of {@code L Lᵀ}, n × n, where nothing is below. */
  void invertTriangle(int n, int at, int ld) {
    if (triangle.length < n * n) {
      triangle = new double[n * n];
    }
    DensePanel.invert(n, factorPanels, at, ld, triangle);
    square(n, at, ld);
  }

  /** {@code S₁₁ ← T T ᵀ} with {@code T = L₁₁⁻ᵀ}: the triangle holds {@code L₁₁⁻¹}. */
  private void square(int n, int at, int ld) {
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = 0;
        for (int l = i; l < n; l++) {
          sum += triangle[i * n + l] * triangle[j * n + l];
        }
        panels[at + i + j * ld] = sum;
        panels[at + j + i * ld] = sum;
      }
    }
  }

  /** Columns {@code begin … end} of Y and of {@code S_RR Y}, in the scratch space of another. */
  void multiply(PanelInverse scratch, int s, int border, int begin, int end) {
    int rows = rows(s, border);
    if (rows == 0) {
      return;
    }
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    kernels.subtractProduct(
        rows,
        end - begin,
        width,
        factorPanels,
        symbolic.panelStart[s] + width,
        1,
        height,
        scratch.triangle,
        begin * width,
        1,
        width,
        scratch.y,
        begin * rows,
        rows);
    multiplyBelow(scratch, s, border, begin, end);
  }

  /** Columns {@code begin … end} of {@code S₁₁ ← S₁₁ − yᵀ below}, and of S₂₁. */
  void finish(PanelInverse scratch, int s, int border, int begin, int end) {
    int rows = rows(s, border);
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int at = symbolic.panelStart[s];
    double[] product = scratch.below;
    if (width >= WIDE) {
      kernels.subtractProduct(
          width,
          end - begin,
          rows,
          scratch.y,
          0,
          rows,
          1,
          product,
          begin * rows,
          1,
          rows,
          panels,
          at + begin * height,
          height);
    } else {
      subtractGram(width, rows, at, height);
    }
    for (int j = begin; j < end; j++) {
      int to = at + width + j * height;
      for (int i = 0; i < rows; i++) {
        panels[to + i] = -product[j * rows + i];
      }
    }
  }

  private void subtractGram(int width, int rows, int at, int ld) {
    for (int j = 0; j < width; j++) {
      for (int i = j; i < width; i++) {
        double sum = 0;
        int left = i * rows;
        int right = j * rows;
        for (int l = 0; l < rows; l++) {
          sum += y[left + l] * below[right + l];
        }
        double value = panels[at + i + j * ld] - sum;
        panels[at + i + j * ld] = value;
        panels[at + j + i * ld] = value;
      }
    }
  }

  /** {@code below ← S_RR Y}, ancestor by ancestor: each holds the columns of R that are its own. */
  private void multiplyBelow(PanelInverse scratch, int s, int border, int first, int last) {
    int rows = rows(s, border);
    int width = symbolic.width[s];
    int end;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e = end) {
      end = UpdateLists.segmentEnd(symbolic, s, e);
      int a = symbolic.supernodeOf[symbolic.rowPosition[e]];
      int begin = symbolic.rowOffset[e] - width;
      int stop = end < symbolic.rowStart[s + 1] ? symbolic.rowOffset[end] - width : rows - border;
      locate(a, s, e, rows - begin);
      multiply(scratch, first, last, begin, stop, rows, symbolic.panelStart[a], symbolic.height[a]);
    }
    if (border > 0) {
      for (int i = 0; i < border; i++) {
        relative[i] = i;
      }
      multiply(
          scratch,
          first,
          last,
          rows - border,
          rows,
          rows,
          symbolic.borderSquare(),
          symbolic.border);
    }
  }

  /**
   * The part of the product that columns {@code begin … stop} of {@code S_RR} give: as they stand,
   * and transposed for the rows beyond them.
   */
  private void multiply(
      PanelInverse scratch, int first, int last, int begin, int stop, int rows, int at, int ld) {
    int width = last - first;
    int columns = stop - begin;
    int length = rows - begin;
    if (width < 4) {
      multiplySmall(width, begin, columns, length, rows, at, ld);
      return;
    }
    double[] block = panels;
    int start = at + relative[0] + relative[0] * ld;
    int leading = ld;
    if (relative[length - 1] - relative[0] != length - 1) {
      gather(columns, length, at, ld);
      block = gathered;
      start = 0;
      leading = length;
    }
    double[] left = scratch.y;
    double[] to = scratch.below;
    int own = begin + first * rows;
    int beyond = stop + first * rows;
    kernels.subtractProduct(
        length, width, columns, block, start, 1, leading, left, own, 1, rows, to, own, rows);
    if (length > columns) {
      kernels.subtractProduct(
          columns,
          width,
          length - columns,
          block,
          start + columns,
          leading,
          1,
          left,
          beyond,
          1,
          rows,
          to,
          own,
          rows);
    }
  }

  private void multiplySmall(
      int width, int begin, int columns, int length, int rows, int at, int ld) {
    boolean contiguous = relative[length - 1] - relative[0] == length - 1;
    for (int j = 0; j < columns; j++) {
      int column = at + relative[j] * ld;
      for (int c = 0; c < width; c++) {
        int own = begin + c * rows;
        if (contiguous) {
          addColumn(own, j, length, column + relative[0]);
        } else {
          addGathered(own, j, length, column);
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

  private void addGathered(int own, int j, int length, int column) {
    double factor = y[own + j];
    double sum = panels[column + relative[j]] * factor;
    for (int i = j + 1; i < length; i++) {
      double value = panels[column + relative[i]];
      below[own + i] -= value * factor;
      sum += value * y[own + i];
    }
    below[own + j] -= sum;
  }

  private void gather(int columns, int length, int at, int ld) {
    if (gathered.length < columns * length) {
      gathered = new double[columns * length];
    }
    for (int j = 0; j < columns; j++) {
      int column = at + relative[j] * ld;
      for (int i = 0; i < length; i++) {
        gathered[i + j * length] = panels[column + relative[i]];
      }
    }
  }

  private void locate(int a, int s, int from, int rows) {
    int count = 0;
    int search = symbolic.rowStart[a];
    for (int e = from; e < symbolic.rowStart[s + 1]; e++) {
      int row = symbolic.rowPosition[e];
      int at = symbolic.rowInPanel(a, row, search);
      int size = symbolic.scalar[row + 1] - symbolic.scalar[row];
      for (int i = 0; i < size; i++) {
        relative[count++] = at + i;
      }
    }
    int at = symbolic.height[a] - symbolic.border;
    while (count < rows) {
      relative[count++] = at++;
    }
  }
}
