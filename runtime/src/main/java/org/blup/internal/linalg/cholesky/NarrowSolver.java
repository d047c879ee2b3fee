package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.numeric.Pieces;

/**
 * Forward substitution through panels of very few columns, for few right-hand sides: side by side,
 * since loops over the sides would be too short.
 */
final class NarrowSolver {

  private final SymbolicFactor symbolic;
  private final double[] panels;

  /** What the panels of each piece take from the border. */
  private double[] sums = {};

  NarrowSolver(SymbolicFactor symbolic, double[] panels) {
    this.symbolic = symbolic;
    this.panels = panels;
  }

  /** Independent panels, in chunks of a parallel loop, each with sums for the border. */
  void solveIndependent(double[] x, int sides, int border) {
    int length = border * sides;
    double work = (double) panels.length * sides;
    int used = Pieces.count(work) * length;
    if (sums.length < used) {
      sums = new double[used];
    }
    Arrays.fill(sums, 0, used, 0);
    Pieces.overRange(
        symbolic.supernodes - 1,
        work,
        (piece, from, to) -> {
          for (int s = from; s < to; s++) {
            solve(x, s, sides, border, sums, piece * length);
          }
        });
    int last = symbolic.unknowns() * sides;
    for (int i = 0; i < used; i++) {
      x[last + i % length] += sums[i];
    }
  }

  /**
   * One panel.
   *
   * @param ends takes what it takes from the border
   * @param last where
   */
  void solve(double[] x, int s, int sides, int border, double[] ends, int last) {
    for (int j = 0; j < symbolic.width[s]; j++) {
      solveColumn(x, s, j, sides, border, ends, last);
    }
  }

  private void solveColumn(
      double[] x, int s, int j, int sides, int border, double[] ends, int last) {
    int width = symbolic.width[s];
    int own = symbolic.scalar[symbolic.first[s]];
    int column = symbolic.panelStart[s] + j * symbolic.height[s];
    double inverse = 1 / panels[column + j];
    for (int c = 0; c < sides; c++) {
      double value = x[(own + j) * sides + c] * inverse;
      x[(own + j) * sides + c] = value;
      for (int i = j + 1; i < width; i++) {
        x[(own + i) * sides + c] -= panels[column + i] * value;
      }
      int at = column + width;
      for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
        int row = symbolic.rowPosition[e];
        int end = symbolic.scalar[row + 1];
        for (int i = symbolic.scalar[row]; i < end; i++) {
          x[i * sides + c] -= panels[at++] * value;
        }
      }
      for (int i = 0; i < border; i++) {
        ends[last + i * sides + c] -= panels[at + i] * value;
      }
    }
  }
}
