package org.blup.internal.reml.equations;

import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.PerWorker;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.reml.border.ReducedBorder;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Layout;

/**
 * Writes the matrix {@code [ΛᵀZᵀWZΛ + Q ⊗ I, ·; [X y]ᵀWZΛ, [X y]ᵀW[X y]]} into the panels of a
 * factor, columns of X and y scaled; its last square, of X and y alone, is left to {@link
 * ReducedBorder}.
 */
public final class Assembly {

  private final Layout layout;
  private final double[] borderScale;
  private NormalEquations equations;

  /** Scratch space of each piece. */
  private final PerWorker<double[]> left;

  public Assembly(EquationSetup setup) {
    layout = setup.layout();
    borderScale = setup.borderScale;
    equations = setup.equations;
    int largest = equations.groups().stream().mapToInt(Group::size).max().orElse(1);
    left = new PerWorker<>(piece -> new double[largest * largest]);
  }

  /** Goes over to the same equations for another response. */
  void take(NormalEquations others) {
    equations = others;
  }

  /** Writes all blocks for the given factors of the groups; the panels are zero before. */
  void write(double[][] lambda, double[] panels) {
    write(lambda, true, panels);
  }

  /** Writes {@code ZᵀWZ} and {@code [X y]ᵀWZ} themselves; the panels are zero before. */
  public void writeProducts(double[] panels) {
    double[][] identity = new double[equations.groups().size()][];
    for (int g = 0; g < identity.length; g++) {
      int k = equations.groups().get(g).size();
      identity[g] = new double[k * k];
      for (int a = 0; a < k; a++) {
        identity[g][a * (k + 1)] = 1;
      }
    }
    write(identity, false, panels);
  }

  private void write(double[][] lambda, boolean withPrecision, double[] panels) {
    for (int g = 0; g < lambda.length; g++) {
      double[] own = lambda[g];
      int group = g;
      double k = equations.groups().get(g).size();
      int levels = equations.groups().get(g).levels();
      Pieces.overRange(
          levels,
          levels * k * k * (k + borderScale.length),
          (piece, from, to) -> {
            writeDiagonal(group, from, to, own, left.of(piece), panels);
            if (withPrecision) {
              addPrecision(group, from, to, panels);
            }
            writeBorder(group, from, to, own, panels);
          });
    }
    for (int b = 0; b < layout.location.length; b++) {
      int index = b;
      Pieces.overRange(
          equations.pattern().pairs().get(b).rowStart().length - 1,
          equations.pairBlocks().get(b).length,
          (piece, from, to) -> {
            writePair(index, from, to, lambda, left.of(piece), panels);
            if (withPrecision && hasPrecision(index)) {
              addPairPrecision(index, from, to, panels);
            }
          });
    }
  }

  /** {@code Λᵀ A_jj Λ}. */
  private void writeDiagonal(
      int g, int from, int to, double[] lambda, double[] left, double[] panels) {
    int k = equations.groups().get(g).size();
    int start = layout.groupStart[g];
    double[] values = equations.levelBlocks(g);
    for (int j = from; j < to; j++) {
      int at = layout.diagonal[start + j];
      int ld = layout.leadingDimension[start + j];
      transform(k, k, lambda, values, j * k * k, lambda, left, panels, at, 1, ld);
    }
  }

  /** Whether a pair is one of levels that are not independent. */
  private boolean hasPrecision(int index) {
    Pair pair = equations.pattern().pairs().get(index);
    return pair.rowGroup() == pair.columnGroup()
        && !equations.groups().get(pair.rowGroup()).precision().isIdentity();
  }

  /** {@code q_jj I}. */
  private void addPrecision(int g, int from, int to, double[] panels) {
    Group group = equations.groups().get(g);
    int start = layout.groupStart[g];
    for (int j = from; j < to; j++) {
      int at = layout.diagonal[start + j];
      int ld = layout.leadingDimension[start + j];
      for (int a = 0; a < group.size(); a++) {
        panels[at + a * (ld + 1)] += group.precision().diagonal(j);
      }
    }
  }

  /** {@code q_ij I} of two levels of one group that are not independent. */
  private void addPairPrecision(int index, int first, int last, double[] panels) {
    Pair pair = equations.pattern().pairs().get(index);
    Group group = equations.groups().get(pair.rowGroup());
    for (int i = first; i < last; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int place = layout.location[index][e];
        int start = layout.groupStart[pair.rowGroup()];
        int ld = layout.leadingDimension[start + (place >= 0 ? pair.column()[e] : i)];
        for (int a = 0; a < group.size(); a++) {
          panels[(place >= 0 ? place : ~place) + a * (ld + 1)] += group.precision().below(e);
        }
      }
    }
  }

  private void writePair(
      int index, int first, int last, double[][] lambda, double[] left, double[] panels) {
    Pair pair = equations.pattern().pairs().get(index);
    double[] values = equations.pairBlocks().get(index);
    int[] places = layout.location[index];
    int g = pair.rowGroup();
    int h = pair.columnGroup();
    int rows = equations.groups().get(g).size();
    int columns = equations.groups().get(h).size();
    for (int i = first; i < last; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int place = places[e];
        int from = e * rows * columns;
        if (place >= 0) {
          int ld = layout.leadingDimension[layout.groupStart[h] + pair.column()[e]];
          transform(rows, columns, lambda[g], values, from, lambda[h], left, panels, place, 1, ld);
        } else {
          int ld = layout.leadingDimension[layout.groupStart[g] + i];
          transform(rows, columns, lambda[g], values, from, lambda[h], left, panels, ~place, ld, 1);
        }
      }
    }
  }

  /** {@code L ᵀ A R}, A m × n row by row, to where rows and columns are the given strides apart. */
  private static void transform(
      int m,
      int n,
      double[] l,
      double[] a,
      int aStart,
      double[] r,
      double[] left,
      double[] to,
      int at,
      int rowStride,
      int columnStride) {
    if (m == 1 && n == 1) {
      to[at] = l[0] * a[aStart] * r[0];
      return;
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int c = 0; c < m; c++) {
          sum += l[c * m + i] * a[aStart + c * n + j];
        }
        left[i * n + j] = sum;
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
          sum += left[i * n + c] * r[c * n + j];
        }
        to[at + i * rowStride + j * columnStride] = sum;
      }
    }
  }

  /** {@code [X y]ᵀ W Z_j Λ}. */
  private void writeBorder(int g, int first, int last, double[] lambda, double[] panels) {
    Group group = equations.groups().get(g);
    int k = group.size();
    int border = borderScale.length;
    double[] values = equations.groupBorder(g);
    if (k == 1) {
      writeNarrowBorder(layout.groupStart[g], first, last, lambda[0], values, panels);
      return;
    }
    for (int j = first; j < last; j++) {
      int at = layout.borderRows[layout.groupStart[g] + j];
      int ld = layout.leadingDimension[layout.groupStart[g] + j];
      int from = j * k * border;
      for (int a = 0; a < k; a++) {
        for (int c = 0; c < border; c++) {
          double sum = 0;
          for (int b = 0; b < k; b++) {
            sum += values[from + b * border + c] * lambda[b * k + a];
          }
          panels[at + c + a * ld] = sum * borderScale[c];
        }
      }
    }
  }

  /** The same for levels of one effect. */
  private void writeNarrowBorder(
      int start, int first, int last, double lambda, double[] values, double[] panels) {
    int border = borderScale.length;
    for (int j = first; j < last; j++) {
      int at = layout.borderRows[start + j];
      int from = j * border;
      for (int c = 0; c < border; c++) {
        panels[at + c] = values[from + c] * lambda * borderScale[c];
      }
    }
  }
}
