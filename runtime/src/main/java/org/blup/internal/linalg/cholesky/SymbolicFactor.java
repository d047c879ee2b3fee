package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.linalg.FactorTooLargeException;
import org.blup.internal.linalg.ordering.BlockPattern;
import org.blup.internal.linalg.ordering.IndependentFirst;

/**
 * Where every block of the factor stands, found once for a pattern. Neighbouring columns with much
 * the same rows below them form a supernode; its columns are one dense panel, column-major, whose
 * rows are its own nodes, then the nodes below, then the border. The border is the last supernode.
 */
public final class SymbolicFactor {

  final int nodes;
  public final int border;
  public final int supernodes;

  /** The position of each node in the order of elimination. */
  final int[] position;

  /** The first scalar row of each position, and the number of all but the border. */
  public final int[] scalar;

  /** The supernode of each position. */
  public final int[] supernodeOf;

  /** The first position of each supernode; one more entry for the end. */
  public final int[] first;

  /** The rows below each supernode: a range of {@code rowPosition} and {@code rowOffset}. */
  public final int[] rowStart;

  public final int[] rowPosition;

  /** The row within the panel. */
  public final int[] rowOffset;

  public final int[] width;

  /** Rows of the panel, the border's included. */
  public final int[] height;

  /** Of all panels. */
  public final int largestHeight;

  public final int[] panelStart;
  final int panelLength;

  /** Whether the rows below are neighbours in the order, without gaps. */
  final boolean[] contiguous;

  private SymbolicFactor(BlockPattern pattern, EliminationTree tree, RowStructure structure) {
    nodes = pattern.nodes();
    border = pattern.border();
    position = tree.position;
    scalar = new int[nodes + 1];
    for (int i = 0; i < nodes; i++) {
      scalar[i + 1] = Math.addExact(scalar[i], pattern.size(tree.order[i]));
    }
    Supernodes split = Supernodes.of(tree, structure, scalar, border);
    first = split.first;
    supernodes = first.length - 1;
    supernodeOf = new int[nodes];
    for (int s = 0; s < supernodes; s++) {
      Arrays.fill(supernodeOf, first[s], first[s + 1], s);
    }
    width = new int[supernodes];
    height = new int[supernodes];
    panelStart = new int[supernodes];
    contiguous = new boolean[supernodes];
    rowStart = new int[supernodes + 1];
    for (int s = 0; s < supernodes - 1; s++) {
      int below = split.end[s] - first[s + 1] + structure.count(split.end[s] - 1);
      rowStart[s + 1] = Math.addExact(rowStart[s], below);
    }
    rowStart[supernodes] = rowStart[supernodes - 1];
    rowPosition = new int[rowStart[supernodes]];
    rowOffset = new int[rowStart[supernodes]];
    panelLength = layOut(structure, split.end);
    largestHeight = Arrays.stream(height).max().orElse(0);
  }

  /** Orders, finds the structure of the factor and lays out its panels. */
  public static SymbolicFactor of(BlockPattern pattern) {
    EliminationTree tree = EliminationTree.of(pattern, IndependentFirst.order(pattern));
    return new SymbolicFactor(pattern, tree, RowStructure.of(pattern, tree));
  }

  private int layOut(RowStructure structure, int[] end) {
    long length = 0;
    for (int s = 0; s < supernodes - 1; s++) {
      width[s] = scalar[first[s + 1]] - scalar[first[s]];
      int offset = width[s];
      int[] rows = structure.copy(first[s + 1], end[s]);
      for (int e = 0; e < rows.length; e++) {
        rowPosition[rowStart[s] + e] = rows[e];
        rowOffset[rowStart[s] + e] = offset;
        offset += scalar[rows[e] + 1] - scalar[rows[e]];
      }
      contiguous[s] = rows.length == 0 || rows[rows.length - 1] - rows[0] == rows.length - 1;
      height[s] = offset + border;
      panelStart[s] = (int) length;
      length += (long) width[s] * height[s];
    }
    width[supernodes - 1] = border;
    height[supernodes - 1] = border;
    contiguous[supernodes - 1] = true;
    panelStart[supernodes - 1] = (int) length;
    length += (long) border * border;
    if (length > Integer.MAX_VALUE - 8) {
      throw new FactorTooLargeException(length);
    }
    return (int) length;
  }

  /** The scalar row of a node's first unknown in the order of elimination. */
  public int scalarRow(int node) {
    return scalar[position[node]];
  }

  /** The unknowns of all nodes, the border not counted: its first scalar row. */
  public int unknowns() {
    return scalar[nodes];
  }

  /** The doubles that a factor holds. */
  public int length() {
    return panelLength;
  }

  /** The rows of the border. */
  public int border() {
    return border;
  }

  /** The doubles of the largest panel. */
  public int largestPanel() {
    return IntStream.range(0, supernodes).map(s -> width[s] * height[s]).max().orElse(0);
  }

  /** About the additions and multiplications that a factorisation takes. */
  public double work() {
    double work = 0;
    for (int s = 0; s < supernodes; s++) {
      work += (double) width[s] * height[s] * height[s];
    }
    return work;
  }

  /** The leading dimension of the panel that holds a node's columns. */
  public int leadingDimension(int node) {
    return height[supernodeOf[position[node]]];
  }

  /** Where the diagonal block of a node begins. */
  public int diagonal(int node) {
    int p = position[node];
    int s = supernodeOf[p];
    int offset = scalar[p] - scalar[first[s]];
    return panelStart[s] + offset + offset * height[s];
  }

  /** Where the border's rows begin in the columns of a node. */
  public int borderRows(int node) {
    int p = position[node];
    int s = supernodeOf[p];
    int column = scalar[p] - scalar[first[s]];
    return panelStart[s] + height[s] - border + column * height[s];
  }

  /** Where the border's own square begins; its leading dimension is the border. */
  public int borderSquare() {
    return panelStart[supernodes - 1];
  }

  /** Whether the block of two nodes has its rows at {@code i} and its columns at {@code j}. */
  public boolean isBelow(int i, int j) {
    return position[i] > position[j];
  }

  /** Whether the factor has a block of two nodes. */
  public boolean contains(int i, int j) {
    int row = Math.max(position[i], position[j]);
    int s = supernodeOf[Math.min(position[i], position[j])];
    return supernodeOf[row] == s
        || Arrays.binarySearch(rowPosition, rowStart[s], rowStart[s + 1], row) >= 0;
  }

  /**
   * Where the block of two different nodes begins, in the columns of whichever is eliminated first.
   */
  public int block(int i, int j) {
    int row = Math.max(position[i], position[j]);
    int column = Math.min(position[i], position[j]);
    int s = supernodeOf[column];
    return panelStart[s]
        + rowInPanel(s, row, rowStart[s])
        + (scalar[column] - scalar[first[s]]) * height[s];
  }

  /**
   * The row of a position within the panel of a supernode that contains it.
   *
   * @param from where the search in the rows below may begin
   */
  int rowInPanel(int s, int row, int from) {
    if (supernodeOf[row] == s) {
      return scalar[row] - scalar[first[s]];
    }
    if (contiguous[s]) {
      return width[s] + scalar[row] - scalar[rowPosition[rowStart[s]]];
    }
    int e = Arrays.binarySearch(rowPosition, from, rowStart[s + 1], row);
    return rowOffset[e];
  }

  /**
   * The rows within the panel of supernode {@code a} that the rows below supernode {@code s} stand
   * in, scalar by scalar, the border's left out.
   *
   * @param from the first of the rows below s
   * @param to takes them
   * @param first where
   * @return the end of what was written
   */
  public int locate(int a, int s, int from, int[] to, int first) {
    int count = first;
    int search = rowStart[a];
    for (int e = from; e < rowStart[s + 1]; e++) {
      int row = rowPosition[e];
      int at = rowInPanel(a, row, search);
      int size = scalar[row + 1] - scalar[row];
      for (int i = 0; i < size; i++) {
        to[count++] = at + i;
      }
    }
    return count;
  }
}
