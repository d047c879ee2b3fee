package org.blup.internal.linalg.cholesky;

/**
 * The panels at the end of the order of which each has a row for all that follows: a dense triangle
 * in pieces. Whatever reaches into it from outside finds its place by row and column alone.
 */
public final class DenseTail {

  /** The first supernode of the tail; the border is not one of its supernodes. */
  public final int first;

  /** Where the tail begins: all scalar rows from here on, the border's last, belong to it. */
  public final int begin;

  /**
   * For each scalar column of the tail, and then for each of the border, where row 0 of it would
   * stand in the panels: element (i, j) is at {@code base[j − begin] + i}.
   */
  public final int[] base;

  /**
   * For each supernode before the tail its scalar rows in the tail, ascending, the border's at the
   * end: a range of {@code row}.
   */
  public final int[] start;

  public final int[] row;

  DenseTail(SymbolicFactor symbolic) {
    int last = symbolic.supernodes - 1;
    int unknowns = symbolic.unknowns();
    int s = last;
    while (s > 0 && isDense(symbolic, s - 1, unknowns)) {
      s--;
    }
    first = s;
    begin = symbolic.scalar[symbolic.first[first]];
    base = new int[unknowns - begin + symbolic.border];
    for (int t = first; t <= last; t++) {
      int own = t < last ? symbolic.scalar[symbolic.first[t]] : unknowns;
      for (int j = 0; j < symbolic.width[t]; j++) {
        base[own - begin + j] = symbolic.panelStart[t] + j * symbolic.height[t] - own;
      }
    }
    start = new int[first + 1];
    for (int t = 0; t < first; t++) {
      start[t + 1] = Math.addExact(start[t], symbolic.height[t] - offset(symbolic, t));
    }
    row = new int[start[first]];
    for (int t = 0; t < first; t++) {
      list(symbolic, t, unknowns);
    }
  }

  private static boolean isDense(SymbolicFactor symbolic, int s, int unknowns) {
    int following = unknowns - symbolic.scalar[symbolic.first[s]];
    return symbolic.height[s] == following + symbolic.border;
  }

  /** The first row of a panel before the tail that lies in the tail. */
  private int offset(SymbolicFactor symbolic, int s) {
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      if (symbolic.supernodeOf[symbolic.rowPosition[e]] >= first) {
        return symbolic.rowOffset[e];
      }
    }
    return symbolic.height[s] - symbolic.border;
  }

  private void list(SymbolicFactor symbolic, int s, int unknowns) {
    int count = start[s];
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e++) {
      int position = symbolic.rowPosition[e];
      if (symbolic.supernodeOf[position] >= first) {
        for (int i = symbolic.scalar[position]; i < symbolic.scalar[position + 1]; i++) {
          row[count++] = i;
        }
      }
    }
    for (int i = unknowns; count < start[s + 1]; i++) {
      row[count++] = i;
    }
  }

  /** The number of rows that a supernode before the tail has in it, the border's included. */
  public int rows(int s) {
    return start[s + 1] - start[s];
  }
}
