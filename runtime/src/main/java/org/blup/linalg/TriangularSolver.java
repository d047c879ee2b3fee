package org.blup.linalg;

/**
 * Forward and backward substitution with a factor: vectors are in the order of elimination, the
 * border last, and how much of the border takes part is for the caller to say. A solver sees
 * whatever its factor holds at the time.
 */
public final class TriangularSolver {

  /** From so many columns and right-hand sides on, products go to the dense kernels. */
  private static final int DENSE = 4;

  private final SymbolicFactor symbolic;
  private final double[] panels;
  private final DenseKernels kernels = new JavaKernels();

  TriangularSolver(SymbolicFactor symbolic, double[] panels) {
    this.symbolic = symbolic;
    this.panels = panels;
  }

  /**
   * The border's last row of L, which is {@code L⁻¹} times the border's last column of C.
   *
   * @param row unknowns + border − 1 numbers, in the order of elimination, the border last
   */
  public void lastRow(double[] row) {
    int at = 0;
    for (int s = 0; s < symbolic.supernodes; s++) {
      int height = symbolic.height[s];
      int width = Math.min(symbolic.width[s], row.length - at);
      int source = symbolic.panelStart[s] + height - 1;
      for (int j = 0; j < width; j++) {
        row[at++] = panels[source + j * height];
      }
    }
  }

  /**
   * Solves {@code Lᵀ x = b} in place.
   *
   * @param x in the order of elimination; its length says how much of the border takes part
   */
  public void solveTransposed(double[] x) {
    int unknowns = symbolic.unknowns();
    int border = Math.max(0, x.length - unknowns);
    int square = symbolic.borderSquare();
    for (int j = border - 1; j >= 0; j--) {
      int column = square + j * symbolic.border;
      double sum = x[unknowns + j];
      for (int i = j + 1; i < border; i++) {
        sum -= panels[column + i] * x[unknowns + i];
      }
      x[unknowns + j] = sum / panels[column + j];
    }
    for (int s = symbolic.supernodes - 2; s >= 0; s--) {
      int own = symbolic.scalar[symbolic.first[s]];
      int width = symbolic.width[s];
      int height = symbolic.height[s];
      for (int j = width - 1; j >= 0; j--) {
        int column = symbolic.panelStart[s] + j * height;
        double sum = x[own + j];
        for (int i = j + 1; i < width; i++) {
          sum -= panels[column + i] * x[own + i];
        }
        for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
          int row = symbolic.rowPosition[e];
          int at = column + symbolic.rowOffset[e];
          int begin = symbolic.scalar[row];
          int end = symbolic.scalar[row + 1];
          for (int i = begin; i < end; i++) {
            sum -= panels[at + i - begin] * x[i];
          }
        }
        int at = column + height - symbolic.border;
        for (int i = 0; i < border; i++) {
          sum -= panels[at + i] * x[unknowns + i];
        }
        x[own + j] = sum / panels[column + j];
      }
    }
  }

  /**
   * Solves {@code L X = B} in place for several right-hand sides.
   *
   * @param x row by row in the order of elimination, each row holding one number a side
   * @param sides the number of right-hand sides
   * @param border how many of the border's rows take part
   */
  public void solve(double[] x, int sides, int border) {
    for (int s = 0; s < symbolic.supernodes - 1; s++) {
      int own = symbolic.scalar[symbolic.first[s]];
      int width = symbolic.width[s];
      int height = symbolic.height[s];
      boolean dense = symbolic.contiguous[s] && width >= DENSE && sides >= DENSE;
      for (int j = 0; j < width; j++) {
        int column = symbolic.panelStart[s] + j * height;
        int solved = (own + j) * sides;
        divide(x, solved, sides, panels[column + j]);
        for (int i = j + 1; i < width; i++) {
          subtract(x, (own + i) * sides, solved, sides, panels[column + i]);
        }
        if (dense) {
          continue;
        }
        for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
          int row = symbolic.rowPosition[e];
          int at = column + symbolic.rowOffset[e];
          int begin = symbolic.scalar[row];
          int end = symbolic.scalar[row + 1];
          for (int i = begin; i < end; i++) {
            subtract(x, i * sides, solved, sides, panels[at + i - begin]);
          }
        }
        int at = column + height - symbolic.border;
        for (int i = 0; i < border; i++) {
          subtract(x, (symbolic.unknowns() + i) * sides, solved, sides, panels[at + i]);
        }
      }
      if (dense) {
        subtractBelow(x, s, sides, border);
      }
    }
    int square = symbolic.borderSquare();
    for (int j = 0; j < border; j++) {
      int column = square + j * symbolic.border;
      int solved = (symbolic.unknowns() + j) * sides;
      divide(x, solved, sides, panels[column + j]);
      for (int i = j + 1; i < border; i++) {
        subtract(x, (symbolic.unknowns() + i) * sides, solved, sides, panels[column + i]);
      }
    }
  }

  /** {@code X_R ← X_R − L_R X_s} at once, for rows R that are neighbours; X stands transposed. */
  private void subtractBelow(double[] x, int s, int sides, int border) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int own = symbolic.scalar[symbolic.first[s]] * sides;
    int rows = height - width - symbolic.border;
    int at = symbolic.panelStart[s] + width;
    if (rows > 0) {
      int below = symbolic.scalar[symbolic.rowPosition[symbolic.rowStart[s]]] * sides;
      kernels.subtractProduct(
          sides, rows, width, x, own, 1, sides, panels, at, height, 1, x, below, sides);
    }
    int below = symbolic.unknowns() * sides;
    kernels.subtractProduct(
        sides, border, width, x, own, 1, sides, panels, at + rows, height, 1, x, below, sides);
  }

  private static void divide(double[] x, int row, int sides, double divisor) {
    for (int c = 0; c < sides; c++) {
      x[row + c] /= divisor;
    }
  }

  private static void subtract(double[] x, int row, int solved, int sides, double factor) {
    for (int c = 0; c < sides; c++) {
      x[row + c] -= factor * x[solved + c];
    }
  }
}
