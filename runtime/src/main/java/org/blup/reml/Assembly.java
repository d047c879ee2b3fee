package org.blup.reml;

import java.util.Arrays;
import org.blup.design.EquationPattern.Group;
import org.blup.design.EquationPattern.Pair;
import org.blup.design.NormalEquations;
import org.blup.linalg.Pieces;
import org.blup.linalg.cholesky.SymbolicFactor;
import org.blup.linalg.ordering.BlockPattern;

/**
 * Writes the bordered matrix {@code [ΛᵀZᵀWZΛ + I, ·; [X y]ᵀWZΛ, [X y]ᵀW[X y]]} into the panels of a
 * factor. Where each block goes is found once. Columns of X and y are scaled by powers of two.
 */
final class Assembly {

  /** To find a block takes as long as so many multiplications. */
  private static final double SEARCH = 30;

  private NormalEquations equations;
  final SymbolicFactor symbolic;

  /** The first node of each group. */
  final int[] groupStart;

  /**
   * For each pair of groups where the elements of its blocks stand in the panels; complemented
   * where they stand transposed.
   */
  final int[][] location;

  /** For each node where its diagonal block, its border rows and its unknowns begin. */
  final int[] diagonal;

  final int[] borderRows;
  final int[] scalarRow;
  final int[] leadingDimension;

  /** What the columns of X and y are multiplied by. */
  final double[] borderScale;

  /** Scratch space of each piece. */
  private final double[][] left = new double[Pieces.COUNT][];

  Assembly(NormalEquations equations) {
    this.equations = equations;
    int groups = equations.groups().size();
    groupStart = new int[groups + 1];
    int largest = 1;
    for (int g = 0; g < groups; g++) {
      groupStart[g + 1] = Math.addExact(groupStart[g], equations.groups().get(g).levels());
      largest = Math.max(largest, equations.groups().get(g).size());
    }
    int square = largest * largest;
    Arrays.setAll(left, piece -> new double[square]);
    int border = equations.columns() + 1;
    symbolic = SymbolicFactor.of(BlockPattern.of(sizes(), border, this::forEachPair));
    int nodes = groupStart[groups];
    diagonal = new int[nodes];
    borderRows = new int[nodes];
    scalarRow = new int[nodes];
    leadingDimension = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      diagonal[node] = symbolic.diagonal(node);
      borderRows[node] = symbolic.borderRows(node);
      scalarRow[node] = symbolic.scalarRow(node);
      leadingDimension[node] = symbolic.leadingDimension(node);
    }
    location = new int[equations.pattern().pairs().size()][];
    for (int b = 0; b < location.length; b++) {
      location[b] = locate(equations.pattern().pairs().get(b));
    }
    borderScale = new double[border];
    for (int c = 0; c < border; c++) {
      borderScale[c] = 1 / Templates.powerOfTwo(Math.sqrt(equations.border()[c * (border + 1)]));
    }
  }

  /** Goes over to other numbers in the same pattern. */
  void take(NormalEquations others) {
    equations = others;
  }

  NormalEquations equations() {
    return equations;
  }

  private int[] sizes() {
    int[] sizes = new int[groupStart[groupStart.length - 1]];
    for (int g = 0; g < groupStart.length - 1; g++) {
      Arrays.fill(sizes, groupStart[g], groupStart[g + 1], equations.groups().get(g).size());
    }
    return sizes;
  }

  private void forEachPair(BlockPattern.PairConsumer consumer) {
    for (Pair pair : equations.pattern().pairs()) {
      int rows = groupStart[pair.rowGroup()];
      int columns = groupStart[pair.columnGroup()];
      for (int i = 0; i < pair.rowStart().length - 1; i++) {
        for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
          consumer.accept(rows + i, columns + pair.column()[e]);
        }
      }
    }
  }

  private int[] locate(Pair pair) {
    int[] places = new int[pair.blocks()];
    int rows = groupStart[pair.rowGroup()];
    int columns = groupStart[pair.columnGroup()];
    Pieces.overRange(
        pair.rowStart().length - 1,
        SEARCH * places.length,
        (piece, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
              int j = columns + pair.column()[e];
              int at = symbolic.block(rows + i, j);
              places[e] = symbolic.isBelow(rows + i, j) ? at : ~at;
            }
          }
        });
    return places;
  }

  /** Writes all blocks for the given factors of the groups; the panels are zero before. */
  void write(double[][] lambda, double[] panels) {
    write(lambda, 1, panels);
  }

  /** Writes {@code [Z X y]ᵀW[Z X y]} itself, X and y scaled; the panels are zero before. */
  void writeProducts(double[] panels) {
    double[][] identity = new double[groupStart.length - 1][];
    for (int g = 0; g < identity.length; g++) {
      int k = equations.groups().get(g).size();
      identity[g] = new double[k * k];
      for (int a = 0; a < k; a++) {
        identity[g][a * (k + 1)] = 1;
      }
    }
    write(identity, 0, panels);
  }

  private void write(double[][] lambda, double ridge, double[] panels) {
    for (int g = 0; g < groupStart.length - 1; g++) {
      double[] own = lambda[g];
      int group = g;
      double k = equations.groups().get(g).size();
      int levels = equations.groups().get(g).levels();
      Pieces.overRange(
          levels,
          levels * k * k * (k + borderScale.length),
          (piece, from, to) -> {
            writeDiagonal(group, from, to, own, ridge, left[piece], panels);
            writeBorder(group, from, to, own, panels);
          });
    }
    for (int b = 0; b < location.length; b++) {
      int index = b;
      Pieces.overRange(
          equations.pattern().pairs().get(b).rowStart().length - 1,
          equations.pairBlocks().get(b).length,
          (piece, from, to) -> writePair(index, from, to, lambda, left[piece], panels));
    }
    writeBorderSquare(panels);
  }

  /** {@code [X y]ᵀW[X y]}, lower triangle. */
  void writeBorderSquare(double[] panels) {
    int border = borderScale.length;
    int square = symbolic.borderSquare();
    for (int c = 0; c < border; c++) {
      for (int r = c; r < border; r++) {
        panels[square + r + c * border] =
            equations.border()[r * border + c] * borderScale[r] * borderScale[c];
      }
    }
  }

  /** {@code Λᵀ A_jj Λ + ridge I}. */
  private void writeDiagonal(
      int g, int from, int to, double[] lambda, double ridge, double[] left, double[] panels) {
    int k = equations.groups().get(g).size();
    int start = groupStart[g];
    double[] values = equations.levelBlocks(g);
    for (int j = from; j < to; j++) {
      int at = diagonal[start + j];
      int ld = leadingDimension[start + j];
      transform(k, k, lambda, values, j * k * k, lambda, left, panels, at, 1, ld);
      for (int a = 0; a < k; a++) {
        panels[at + a * (ld + 1)] += ridge;
      }
    }
  }

  private void writePair(
      int index, int first, int last, double[][] lambda, double[] left, double[] panels) {
    Pair pair = equations.pattern().pairs().get(index);
    double[] values = equations.pairBlocks().get(index);
    int[] places = location[index];
    int g = pair.rowGroup();
    int h = pair.columnGroup();
    int rows = equations.groups().get(g).size();
    int columns = equations.groups().get(h).size();
    for (int i = first; i < last; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int place = places[e];
        int from = e * rows * columns;
        if (place >= 0) {
          int ld = leadingDimension[groupStart[h] + pair.column()[e]];
          transform(rows, columns, lambda[g], values, from, lambda[h], left, panels, place, 1, ld);
        } else {
          int ld = leadingDimension[groupStart[g] + i];
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
      writeNarrowBorder(groupStart[g], first, last, lambda[0], values, panels);
      return;
    }
    for (int j = first; j < last; j++) {
      int at = borderRows[groupStart[g] + j];
      int ld = leadingDimension[groupStart[g] + j];
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
      int at = borderRows[start + j];
      int from = j * border;
      for (int c = 0; c < border; c++) {
        panels[at + c] = values[from + c] * lambda * borderScale[c];
      }
    }
  }
}
