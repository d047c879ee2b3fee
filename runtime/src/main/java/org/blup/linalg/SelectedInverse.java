package org.blup.linalg;

import java.util.Arrays;

/**
 * The inverse {@code S = C⁻¹} on the pattern of the factor, supernode by supernode from the last to
 * the first (Takahashi, Fagan & Chen 1973; Erisman & Tinney 1975, On computing certain elements of
 * the inverse of a sparse matrix, Commun. ACM 18:177–179). With {@code Y = L₂₁ L₁₁⁻¹} for a
 * supernode and its rows R below,
 *
 * <pre>
 *   S₂₁ = −S_RR Y        S₁₁ = L₁₁⁻ᵀ L₁₁⁻¹ − Yᵀ S₂₁
 * </pre>
 *
 * Panels lie as in the factor; the square on top of a panel is full and symmetric.
 */
public final class SelectedInverse {

  /** From this width on a product of two panels goes to the dense kernels. */
  private static final int WIDE = 16;

  private final BlockCholesky factor;
  private final SymbolicFactor symbolic;
  private final DenseKernels kernels;
  private final double[] panels;

  /** Y negated, and S₂₁ negated: rows × width, column-major. */
  private final double[] y;

  private final double[] below;
  private final double[] triangle;
  private final int[] relative;
  private double[] gathered = {};

  public SelectedInverse(BlockCholesky factor) {
    this.factor = factor;
    symbolic = factor.symbolic();
    kernels = factor.kernels();
    panels = new double[symbolic.length()];
    int largest = 0;
    int widest = 0;
    int highest = 0;
    for (int s = 0; s < symbolic.supernodes; s++) {
      largest = Math.max(largest, symbolic.width[s] * symbolic.height[s]);
      widest = Math.max(widest, symbolic.width[s]);
      highest = Math.max(highest, symbolic.height[s]);
    }
    y = new double[largest];
    below = new double[largest];
    triangle = new double[widest * widest];
    relative = new int[highest];
  }

  /** The panels of the inverse. */
  public double[] panels() {
    return panels;
  }

  /**
   * Inverts what the factor holds.
   *
   * @param border how many of the border's rows belong to the matrix that is inverted
   */
  public void compute(int border) {
    computeBorder(border);
    for (int s = symbolic.supernodes - 2; s >= 0; s--) {
      computeSupernode(s, border);
    }
  }

  /**
   * Inverts the border's part alone: the inverse of what the factorisation leaves of the border.
   */
  public void computeBorder(int border) {
    int ld = symbolic.border;
    int at = symbolic.borderSquare();
    DensePanel.invert(border, factor.panels(), at, ld, triangle);
    square(border, at, ld);
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

  private void computeSupernode(int s, int border) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int at = symbolic.panelStart[s];
    int rows = height - width - symbolic.border + border;
    DensePanel.invert(width, factor.panels(), at, height, triangle);
    square(width, at, height);
    if (rows == 0) {
      return;
    }
    Arrays.fill(y, 0, width * rows, 0);
    Arrays.fill(below, 0, width * rows, 0);
    kernels.subtractProduct(
        rows,
        width,
        width,
        factor.panels(),
        at + width,
        1,
        height,
        triangle,
        0,
        1,
        width,
        y,
        0,
        rows);
    multiplyBelow(s, border, rows);
    subtractGram(width, rows, at, height);
    for (int j = 0; j < width; j++) {
      int to = at + width + j * height;
      for (int i = 0; i < rows; i++) {
        panels[to + i] = -below[j * rows + i];
      }
    }
  }

  /** {@code S₁₁ ← S₁₁ − yᵀ below}. */
  private void subtractGram(int width, int rows, int at, int ld) {
    if (width >= WIDE) {
      kernels.subtractProduct(width, width, rows, y, 0, rows, 1, below, 0, 1, rows, panels, at, ld);
      return;
    }
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
  private void multiplyBelow(int s, int border, int rows) {
    int width = symbolic.width[s];
    int end;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e = end) {
      end = UpdateLists.segmentEnd(symbolic, s, e);
      int a = symbolic.supernodeOf[symbolic.rowPosition[e]];
      int begin = symbolic.rowOffset[e] - width;
      int stop = end < symbolic.rowStart[s + 1] ? symbolic.rowOffset[end] - width : rows - border;
      locate(a, s, e, rows - begin);
      multiply(width, begin, stop, rows, symbolic.panelStart[a], symbolic.height[a]);
    }
    if (border > 0) {
      for (int i = 0; i < border; i++) {
        relative[i] = i;
      }
      multiply(width, rows - border, rows, rows, symbolic.borderSquare(), symbolic.border);
    }
  }

  /**
   * The part of the product that columns {@code begin … stop} of {@code S_RR} give: as they stand,
   * and transposed for the rows beyond them.
   */
  private void multiply(int width, int begin, int stop, int rows, int at, int ld) {
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
    kernels.subtractProduct(
        length, width, columns, block, start, 1, leading, y, begin, 1, rows, below, begin, rows);
    if (length > columns) {
      kernels.subtractProduct(
          columns,
          width,
          length - columns,
          block,
          start + columns,
          leading,
          1,
          y,
          stop,
          1,
          rows,
          below,
          begin,
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
