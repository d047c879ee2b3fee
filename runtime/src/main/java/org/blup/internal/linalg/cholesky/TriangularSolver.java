package org.blup.internal.linalg.cholesky;

import org.blup.internal.numeric.Pieces;
import org.blup.internal.numeric.Quadratic;

/**
 * Forward and backward substitution with a factor: vectors are in the order of elimination, the
 * border last, and how much of the border takes part is for the caller to say. A solver sees
 * whatever its factor holds at the time.
 */
public final class TriangularSolver {

  private final SymbolicFactor symbolic;
  private final double[] panels;
  private final SeveralSides several;

  /** What stands in the rows below a panel. */
  private final double[] below;

  TriangularSolver(SymbolicFactor symbolic, double[] panels) {
    this.symbolic = symbolic;
    this.panels = panels;
    several = new SeveralSides(symbolic, panels);
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
        double sum = x[own + j] - Quadratic.dotInFour(panels, column + width, solved, start, rows);
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
    several.solve(x, sides, border);
  }

  /**
   * The same, of the border's rows only what those above take from them, whatever stands in the
   * border's square.
   */
  public void eliminate(double[] x, int sides, int border) {
    several.eliminate(x, sides, border);
  }

  /**
   * Solves {@code Lᵀ X = B} in place for several right-hand sides, the border left out.
   *
   * @param x row by row in the order of elimination, each row holding one number a side
   * @param sides the number of right-hand sides
   */
  public void solveTransposed(double[] x, int sides) {
    several.solveTransposed(x, sides);
  }
}
