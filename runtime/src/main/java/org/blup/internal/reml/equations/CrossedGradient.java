package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.linalg.PerWorker;
import org.blup.internal.linalg.dense.TallProducts;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.reml.setup.Layout;

/**
 * What the blocks of two crossed groups give to the gradient of both. All blocks S of the inverse
 * and A of the cross-products are m × n, so that the sum over them is taken before the templates
 * come in, as one product of two tall matrices:
 *
 * <pre>
 *   W_cp,dq = Σ_ij S_ij,cp A_ij,dq
 *   G_h,pq ← G_h,pq + Σ_cd Λ_g,dc W_cp,dq        G_g,cd ← G_g,cd + Σ_pq Λ_h,qp W_cp,dq
 * </pre>
 */
final class CrossedGradient {

  /**
   * Blocks of more elements than this take less work one by one: sums of 256 × 256 products, half a
   * megabyte, are what the second cache holds.
   */
  private static final int LARGEST = 256;

  /**
   * So many blocks of the inverse are gathered at a time: of the largest they take 128 KB, which
   * stay in the second cache beside the sums.
   */
  private static final int BLOCKS = 64;

  private final Layout layout;
  private final PerWorker<Scratch> pieces;

  /** Scratch space of one piece of the blocks. */
  private static final class Scratch {
    final TallProducts products = new TallProducts();
    final double[] blocks;

    /** W with its sign changed, column-major. */
    final double[] sums;

    Scratch(int length) {
      blocks = new double[BLOCKS * length];
      sums = new double[length * length];
    }
  }

  CrossedGradient(Layout layout) {
    this.layout = layout;
    int largest = 0;
    for (Pair pair : layout.pattern.pairs()) {
      if (takes(pair)) {
        largest = Math.max(largest, elements(pair));
      }
    }
    int length = largest;
    pieces = new PerWorker<>(piece -> new Scratch(length));
  }

  private int size(int g) {
    return layout.pattern.groups().get(g).size();
  }

  private int elements(Pair pair) {
    return Math.multiplyExact(size(pair.rowGroup()), size(pair.columnGroup()));
  }

  /** Whether the blocks are small enough. */
  boolean takes(Pair pair) {
    return elements(pair) <= LARGEST;
  }

  /**
   * Adds what the blocks of two groups give.
   *
   * @param places where the blocks stand in the panels; complemented where they stand transposed
   * @param panels of the inverse
   * @param gradient G of each group
   */
  void add(
      Pair pair,
      double[] values,
      int[] places,
      double[] panels,
      double[][] lambda,
      double[][] gradient) {
    int length = elements(pair);
    pieces.forEach(piece -> Arrays.fill(piece.sums, 0, length * length, 0));
    Pieces.overRange(
        pair.rowStart().length - 1,
        (double) places.length * length * length,
        (piece, from, to) -> sum(pair, values, places, panels, from, to, pieces.of(piece)));
    pieces.forEach(piece -> spread(pair, piece.sums, lambda, gradient));
  }

  private void sum(
      Pair pair,
      double[] values,
      int[] places,
      double[] panels,
      int first,
      int last,
      Scratch scratch) {
    int rows = size(pair.rowGroup());
    int columns = size(pair.columnGroup());
    int length = rows * columns;
    int begin = pair.rowStart()[first];
    int count = 0;
    for (int i = first; i < last; i++) {
      int ownLeading = layout.leadingDimension[layout.groupStart[pair.rowGroup()] + i];
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int at = places[e];
        int to = count * length;
        if (at < 0) {
          copy(rows, columns, panels, ~at, ownLeading, 1, scratch.blocks, to);
        } else {
          int node = layout.groupStart[pair.columnGroup()] + pair.column()[e];
          int leading = layout.leadingDimension[node];
          copy(rows, columns, panels, at, 1, leading, scratch.blocks, to);
        }
        if (++count == BLOCKS) {
          multiply(count, length, values, begin, scratch);
          begin += count;
          count = 0;
        }
      }
    }
    multiply(count, length, values, begin, scratch);
  }

  private static void copy(
      int rows,
      int columns,
      double[] panels,
      int at,
      int rowStride,
      int columnStride,
      double[] to,
      int start) {
    for (int c = 0; c < rows; c++) {
      for (int p = 0; p < columns; p++) {
        to[start + c * columns + p] = panels[at + c * rowStride + p * columnStride];
      }
    }
  }

  private static void multiply(int count, int length, double[] values, int begin, Scratch scratch) {
    scratch.products.subtract(
        count, scratch.blocks, 0, length, values, begin * length, length, scratch.sums, 0, length);
  }

  private void spread(Pair pair, double[] sums, double[][] lambda, double[][] gradient) {
    int g = pair.rowGroup();
    int h = pair.columnGroup();
    int rows = size(g);
    int columns = size(h);
    int length = rows * columns;
    for (int d = 0; d < rows; d++) {
      for (int q = 0; q < columns; q++) {
        int column = (d * columns + q) * length;
        for (int c = 0; c < rows; c++) {
          double factor = lambda[g][d * rows + c];
          double sum = 0;
          for (int p = 0; p < columns; p++) {
            double w = sums[column + c * columns + p];
            gradient[h][p * columns + q] -= factor * w;
            sum += lambda[h][q * columns + p] * w;
          }
          gradient[g][c * rows + d] -= sum;
        }
      }
    }
  }
}
