package org.blup.linalg;

import java.util.Arrays;

/**
 * Forward and backward substitution with a factor: vectors are in the order of elimination, the
 * border last, and how much of the border takes part is for the caller to say. A solver sees
 * whatever its factor holds at the time.
 */
public final class TriangularSolver {

  /** From so many columns and right-hand sides on, products go to the dense kernels. */
  private static final int DENSE = 3;

  /** Up to so many right-hand sides are few. */
  private static final int FEW = 6;

  private final SymbolicFactor symbolic;
  private final double[] panels;
  private final DenseKernels kernels = new JavaKernels();
  private final NarrowSolver narrow;

  /** What stands in the rows below a panel: one side, or the product with several. */
  private double[] below;

  TriangularSolver(SymbolicFactor symbolic, double[] panels) {
    this.symbolic = symbolic;
    this.panels = panels;
    narrow = new NarrowSolver(symbolic, panels);
    below = new double[symbolic.largestHeight];
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
    if (symbolic.rowPosition.length == 0) {
      Pieces.overRange(
          symbolic.supernodes - 1,
          panels.length,
          (piece, from, to) -> solveTransposed(x, from, to, border));
    } else {
      solveTransposed(x, 0, symbolic.supernodes - 1, border);
    }
  }

  private void solveTransposed(double[] x, int from, int to, int border) {
    for (int s = to - 1; s >= from; s--) {
      int own = symbolic.scalar[symbolic.first[s]];
      int width = symbolic.width[s];
      int height = symbolic.height[s];
      int rows = height - width - symbolic.border + border;
      double[] solved = x;
      int start = symbolic.unknowns();
      if (rows > border) {
        gather(s, x, border);
        solved = below;
        start = 0;
      }
      for (int j = width - 1; j >= 0; j--) {
        int column = symbolic.panelStart[s] + j * height;
        double sum = x[own + j] - product(panels, column + width, solved, start, rows);
        for (int i = j + 1; i < width; i++) {
          sum -= panels[column + i] * x[own + i];
        }
        x[own + j] = sum / panels[column + j];
      }
    }
  }

  /** The numbers in the rows below a panel, one after the other. */
  private void gather(int s, double[] x, int border) {
    int count = 0;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      int row = symbolic.rowPosition[e];
      for (int i = symbolic.scalar[row]; i < symbolic.scalar[row + 1]; i++) {
        below[count++] = x[i];
      }
    }
    System.arraycopy(x, symbolic.unknowns(), below, count, border);
  }

  /** {@code Σ a_i b_i}, in four sums that do not wait for each other. */
  private static double product(double[] a, int start, double[] b, int from, int count) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      first += a[start + i] * b[from + i];
      second += a[start + i + 1] * b[from + i + 1];
      third += a[start + i + 2] * b[from + i + 2];
      fourth += a[start + i + 3] * b[from + i + 3];
    }
    for (; i < count; i++) {
      first += a[start + i] * b[from + i];
    }
    return (first + second) + (third + fourth);
  }

  /**
   * Writes the diagonal of L, in the order of elimination, as much of the border as there is room.
   */
  public void diagonal(double[] to) {
    int at = 0;
    for (int s = 0; s < symbolic.supernodes; s++) {
      int step = symbolic.height[s] + 1;
      for (int j = 0; j < symbolic.width[s] && at < to.length; j++) {
        to[at++] = panels[symbolic.panelStart[s] + j * step];
      }
    }
  }

  /**
   * Multiplies {@code x ← L x} in place.
   *
   * @param x in the order of elimination, the border behind
   * @param border how many of the border's rows and columns take part
   */
  public void multiply(double[] x, int border) {
    int unknowns = symbolic.unknowns();
    int square = symbolic.borderSquare();
    for (int j = border - 1; j >= 0; j--) {
      int column = square + j * symbolic.border;
      double value = x[unknowns + j];
      x[unknowns + j] = panels[column + j] * value;
      for (int i = j + 1; i < border; i++) {
        x[unknowns + i] += panels[column + i] * value;
      }
    }
    for (int s = symbolic.supernodes - 2; s >= 0; s--) {
      int own = symbolic.scalar[symbolic.first[s]];
      int width = symbolic.width[s];
      int height = symbolic.height[s];
      for (int j = width - 1; j >= 0; j--) {
        int column = symbolic.panelStart[s] + j * height;
        double value = x[own + j];
        x[own + j] = panels[column + j] * value;
        for (int i = j + 1; i < width; i++) {
          x[own + i] += panels[column + i] * value;
        }
        for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
          int row = symbolic.rowPosition[e];
          int at = column + symbolic.rowOffset[e];
          int begin = symbolic.scalar[row];
          int end = symbolic.scalar[row + 1];
          for (int i = begin; i < end; i++) {
            x[i] += panels[at + i - begin] * value;
          }
        }
        int at = column + height - symbolic.border;
        for (int i = 0; i < border; i++) {
          x[unknowns + i] += panels[at + i] * value;
        }
      }
    }
  }

  /**
   * Multiplies {@code x ← Lᵀ x} in place.
   *
   * @param x in the order of elimination, the border behind
   * @param border how many of the border's rows and columns take part
   */
  public void multiplyTransposed(double[] x, int border) {
    int unknowns = symbolic.unknowns();
    for (int s = 0; s < symbolic.supernodes - 1; s++) {
      int own = symbolic.scalar[symbolic.first[s]];
      int width = symbolic.width[s];
      int height = symbolic.height[s];
      for (int j = 0; j < width; j++) {
        int column = symbolic.panelStart[s] + j * height;
        double sum = 0;
        for (int i = j; i < width; i++) {
          sum += panels[column + i] * x[own + i];
        }
        for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
          int row = symbolic.rowPosition[e];
          int at = column + symbolic.rowOffset[e];
          int begin = symbolic.scalar[row];
          int end = symbolic.scalar[row + 1];
          for (int i = begin; i < end; i++) {
            sum += panels[at + i - begin] * x[i];
          }
        }
        int at = column + height - symbolic.border;
        for (int i = 0; i < border; i++) {
          sum += panels[at + i] * x[unknowns + i];
        }
        x[own + j] = sum;
      }
    }
    int square = symbolic.borderSquare();
    for (int j = 0; j < border; j++) {
      int column = square + j * symbolic.border;
      double sum = 0;
      for (int i = j; i < border; i++) {
        sum += panels[column + i] * x[unknowns + i];
      }
      x[unknowns + j] = sum;
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
    if (symbolic.rowPosition.length == 0 && sides <= FEW) {
      narrow.solveIndependent(x, sides, border);
    } else {
      solveColumns(x, sides, border);
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
  public void solveTransposed(double[] x, int sides) {
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
