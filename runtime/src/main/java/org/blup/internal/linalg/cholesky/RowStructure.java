package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.linalg.ordering.BlockPattern;

/**
 * The rows below the diagonal in each column of the factor: those of the matrix together with those
 * of the children in the elimination tree. A column whose rows are its child's but for the first
 * shares the child's array, so that a dense tail costs one array only.
 */
final class RowStructure {

  private static final int[] EMPTY = {};

  private final int[][] rows;
  private final int[] from;

  private RowStructure(int[][] rows, int[] from) {
    this.rows = rows;
    this.from = from;
  }

  /** The number of rows below the diagonal of a column. */
  int count(int column) {
    return rows[column].length - from[column];
  }

  /** The scalar rows below the diagonal of a column. */
  int scalars(int column, int[] scalar) {
    int sum = 0;
    for (int e = from[column]; e < rows[column].length; e++) {
      sum += scalar[rows[column][e] + 1] - scalar[rows[column][e]];
    }
    return sum;
  }

  /** All positions of a range, then the rows below the diagonal of its last: ascending. */
  int[] copy(int begin, int end) {
    int last = end - 1;
    int own = end - begin;
    int[] copy = new int[own + count(last)];
    for (int i = 0; i < own; i++) {
      copy[i] = begin + i;
    }
    System.arraycopy(rows[last], from[last], copy, own, count(last));
    return copy;
  }

  static RowStructure of(BlockPattern pattern, EliminationTree tree) {
    int n = tree.order.length;
    RowStructure structure = new RowStructure(new int[n][], new int[n]);
    int[] largestChild = new int[n];
    int[] firstChild = new int[n];
    int[] sibling = new int[n];
    Arrays.fill(largestChild, -1);
    Arrays.fill(firstChild, -1);
    int[] mark = new int[n];
    Arrays.fill(mark, -1);
    int[] found = new int[n];
    for (int j = 0; j < n; j++) {
      structure.find(pattern, tree, j, largestChild[j], firstChild[j], sibling, mark, found);
      int parent = tree.parent[j];
      if (parent >= 0) {
        sibling[j] = firstChild[parent];
        firstChild[parent] = j;
        int largest = largestChild[parent];
        if (largest < 0 || structure.count(j) > structure.count(largest)) {
          largestChild[parent] = j;
        }
      }
    }
    return structure;
  }

  private void find(
      BlockPattern pattern,
      EliminationTree tree,
      int j,
      int largestChild,
      int firstChild,
      int[] sibling,
      int[] mark,
      int[] found) {
    mark[j] = j;
    int count = 0;
    int inherited = 0;
    if (largestChild >= 0) {
      count = collect(rows[largestChild], from[largestChild], j, mark, found, count);
      inherited = count;
    }
    int node = tree.order[j];
    int first = pattern.firstNeighbour(node);
    for (int e = first; e < first + pattern.degree(node); e++) {
      int i = tree.position[pattern.neighbour(e)];
      if (i > j && mark[i] != j) {
        mark[i] = j;
        found[count++] = i;
      }
    }
    for (int child = firstChild; child >= 0; child = sibling[child]) {
      if (child != largestChild) {
        count = collect(rows[child], from[child], j, mark, found, count);
      }
    }
    if (count == 0) {
      rows[j] = EMPTY;
    } else if (count == inherited) {
      rows[j] = rows[largestChild];
      from[j] = from[largestChild] + 1;
    } else {
      rows[j] = Arrays.copyOf(found, count);
      Arrays.sort(rows[j]);
    }
  }

  private static int collect(int[] rows, int from, int j, int[] mark, int[] found, int count) {
    int next = count;
    for (int e = from; e < rows.length; e++) {
      int i = rows[e];
      if (mark[i] != j) {
        mark[i] = j;
        found[next++] = i;
      }
    }
    return next;
  }
}
