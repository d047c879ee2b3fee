package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.JavaKernels;

/**
 * Forward and backward substitution with a factor for several right-hand sides at once. Matrices
 * stand row by row in the order of elimination, the border last, each row holding one number a
 * side.
 */
final class SeveralSides {

  /** The least number of columns and right-hand sides for which dense kernels are faster. */
  private static final int DENSE = 3;

  /** The largest number of right-hand sides that counts as few. */
  private static final int FEW = 6;

  private final SymbolicFactor symbolic;
  private final double[] panels;
  private final DenseKernels kernels = new JavaKernels();
  private final NarrowSolver narrow;

  /** The product of the rows below a panel with all sides, column by column. */
  private double[] below = {};

  SeveralSides(SymbolicFactor symbolic, double[] panels) {
    this.symbolic = symbolic;
    this.panels = panels;
    narrow = new NarrowSolver(symbolic, panels);
  }

  /**
   * Solves {@code L X = B} in place for several right-hand sides.
   *
   * @param x row by row in the order of elimination, each row holding one number a side
   * @param sides the number of right-hand sides
   * @param border how many of the border's rows take part
   */
  void solve(double[] x, int sides, int border) {
    eliminate(x, sides, border);
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

  /** The same, of the border's rows only what those above take from them. */
  void eliminate(double[] x, int sides, int border) {
    if (symbolic.rowPosition.length == 0 && sides <= FEW) {
      narrow.solveIndependent(x, sides, border);
    } else {
      solveColumns(x, sides, border);
    }
  }

  private void solveColumns(double[] x, int sides, int border) {
    int last = symbolic.unknowns() * sides;
    for (int s = 0; s < symbolic.supernodes - 1; s++) {
      int own = symbolic.scalar[symbolic.first[s]];
      int width = symbolic.width[s];
      int height = symbolic.height[s];
      boolean dense = width >= DENSE && sides >= DENSE;
      if (width <= DENSE && sides <= FEW) {
        narrow.solve(x, s, sides, border, x, last);
        continue;
      }
      for (int j = 0; j < width; j++) {
        int column = symbolic.panelStart[s] + j * height;
        int solved = (own + j) * sides;
        divide(x, solved, sides, panels[column + j]);
        for (int i = j + 1; i < width; i++) {
          subtract(x, (own + i) * sides, solved, sides, panels[column + i]);
        }
        if (!dense) {
          subtractBelow(x, s, j, sides, border);
        }
      }
      if (dense) {
        subtractBelow(x, s, sides, border);
      }
    }
  }

  /** {@code X_R ← X_R − l_j x_j} for column j of a panel and the rows R below it. */
  private void subtractBelow(double[] x, int s, int j, int sides, int border) {
    int at = symbolic.panelStart[s] + j * symbolic.height[s] + symbolic.width[s];
    int solved = (symbolic.scalar[symbolic.first[s]] + j) * sides;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      int row = symbolic.rowPosition[e];
      for (int i = symbolic.scalar[row]; i < symbolic.scalar[row + 1]; i++) {
        subtract(x, i * sides, solved, sides, panels[at++]);
      }
    }
    for (int i = 0; i < border; i++) {
      subtract(x, (symbolic.unknowns() + i) * sides, solved, sides, panels[at++]);
    }
  }

  /** {@code X_R ← X_R − L_R X_s} for a whole panel: the product first, then row by row. */
  private void subtractBelow(double[] x, int s, int sides, int border) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int rows = height - width - symbolic.border + border;
    int own = symbolic.scalar[symbolic.first[s]] * sides;
    if (below.length < rows * sides) {
      below = new double[rows * sides];
    }
    Arrays.fill(below, 0, rows * sides, 0);
    int panel = symbolic.panelStart[s] + width;
    kernels.subtractProduct(
        rows, sides, width, panels, panel, 1, height, x, own, sides, 1, below, 0, rows);
    int at = 0;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      int row = symbolic.rowPosition[e];
      for (int i = symbolic.scalar[row]; i < symbolic.scalar[row + 1]; i++) {
        add(x, i * sides, sides, at++, rows);
      }
    }
    for (int i = 0; i < border; i++) {
      add(x, (symbolic.unknowns() + i) * sides, sides, at++, rows);
    }
  }

  /** Adds a row of the product. */
  private void add(double[] x, int row, int sides, int at, int rows) {
    for (int c = 0; c < sides; c++) {
      x[row + c] += below[at + c * rows];
    }
  }

  /**
   * Solves {@code Lᵀ X = B} in place for several right-hand sides, the border left out.
   *
   * @param x row by row in the order of elimination, each row holding one number a side
   * @param sides the number of right-hand sides
   */
  void solveTransposed(double[] x, int sides) {
    for (int s = symbolic.supernodes - 2; s >= 0; s--) {
      int own = symbolic.scalar[symbolic.first[s]];
      int width = symbolic.width[s];
      int height = symbolic.height[s];
      boolean dense = width >= DENSE && sides >= DENSE;
      if (dense) {
        subtractAbove(x, s, sides);
      }
      for (int j = width - 1; j >= 0; j--) {
        int column = symbolic.panelStart[s] + j * height;
        int target = (own + j) * sides;
        for (int i = j + 1; i < width; i++) {
          subtract(x, target, (own + i) * sides, sides, panels[column + i]);
        }
        if (!dense) {
          subtractAbove(x, s, j, sides);
        }
        divide(x, target, sides, panels[column + j]);
      }
    }
  }

  /** {@code x_j ← x_j − l_jᵀ X_R} for column j of a panel and the rows R below it. */
  private void subtractAbove(double[] x, int s, int j, int sides) {
    int at = symbolic.panelStart[s] + j * symbolic.height[s] + symbolic.width[s];
    int target = (symbolic.scalar[symbolic.first[s]] + j) * sides;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      int row = symbolic.rowPosition[e];
      for (int i = symbolic.scalar[row]; i < symbolic.scalar[row + 1]; i++) {
        subtract(x, target, i * sides, sides, panels[at++]);
      }
    }
  }

  /** {@code X_s ← X_s − L_Rᵀ X_R} for a whole panel, the rows below gathered first. */
  private void subtractAbove(double[] x, int s, int sides) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int rows = height - width - symbolic.border;
    if (below.length < rows * sides) {
      below = new double[rows * sides];
    }
    int count = 0;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      int row = symbolic.rowPosition[e];
      int length = (symbolic.scalar[row + 1] - symbolic.scalar[row]) * sides;
      System.arraycopy(x, symbolic.scalar[row] * sides, below, count, length);
      count += length;
    }
    int own = symbolic.scalar[symbolic.first[s]] * sides;
    int panel = symbolic.panelStart[s] + width;
    kernels.subtractProduct(
        sides, width, rows, below, 0, 1, sides, panels, panel, 1, height, x, own, sides);
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
