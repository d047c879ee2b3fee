package org.blup.internal.linalg.cholesky;

/**
 * Which earlier supernodes reach into the columns of each supernode before the tail. An update is a
 * range of the earlier supernode's rows.
 */
public final class UpdateLists {

  /** Updates of a target: a range of the arrays below; one more entry for the end. */
  final int[] start;

  /** The earlier supernode. */
  final int[] source;

  /** Its rows that lie in the target's columns: a range of its rows below. */
  final int[] from;

  final int[] to;

  private UpdateLists(int[] start, int[] source, int[] from, int[] to) {
    this.start = start;
    this.source = source;
    this.from = from;
    this.to = to;
  }

  static UpdateLists of(SymbolicFactor symbolic, DenseTail dense) {
    int[] start = new int[symbolic.supernodes + 1];
    int tail = dense.first;
    for (int s = 0; s < tail; s++) {
      for (int e = symbolic.rowStart[s];
          e < symbolic.rowStart[s + 1] && target(symbolic, e) < tail;
          e = segmentEnd(symbolic, s, e)) {
        start[target(symbolic, e) + 1]++;
      }
    }
    for (int s = 0; s < symbolic.supernodes; s++) {
      start[s + 1] += start[s];
    }
    int[] next = start.clone();
    int total = start[symbolic.supernodes];
    int[] source = new int[total];
    int[] from = new int[total];
    int[] to = new int[total];
    for (int s = 0; s < tail; s++) {
      int end;
      for (int e = symbolic.rowStart[s];
          e < symbolic.rowStart[s + 1] && target(symbolic, e) < tail;
          e = end) {
        end = segmentEnd(symbolic, s, e);
        int slot = next[target(symbolic, e)]++;
        source[slot] = s;
        from[slot] = e;
        to[slot] = end;
      }
    }
    return new UpdateLists(start, source, from, to);
  }

  /** Multiplications that the updates of each supernode take. */
  double[] work(SymbolicFactor symbolic) {
    double[] work = new double[symbolic.supernodes];
    for (int s = 0; s < work.length; s++) {
      for (int u = start[s]; u < start[s + 1]; u++) {
        int d = source[u];
        double rows = symbolic.height[d] - symbolic.rowOffset[from[u]];
        int last = symbolic.rowPosition[to[u] - 1];
        int columns = symbolic.scalar[last + 1] - symbolic.scalar[symbolic.rowPosition[from[u]]];
        work[s] += rows * Math.min(columns, symbolic.width[s]) * symbolic.width[d];
      }
    }
    return work;
  }

  private static int target(SymbolicFactor symbolic, int e) {
    return symbolic.supernodeOf[symbolic.rowPosition[e]];
  }

  /** The end of the rows that share the target of row {@code e}. */
  public static int segmentEnd(SymbolicFactor symbolic, int s, int e) {
    int beyond = symbolic.first[target(symbolic, e) + 1];
    int end = e + 1;
    while (end < symbolic.rowStart[s + 1] && symbolic.rowPosition[end] < beyond) {
      end++;
    }
    return end;
  }
}
