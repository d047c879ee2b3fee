package org.blup.internal.design.residual;

import java.util.Arrays;

/**
 * Rows of a subject: the columns of [X y], and behind them those of Z for the levels that it has,
 * group by group, the levels ascending.
 *
 * @param columns how many there are
 * @param groups of each level that it has
 * @param levels these levels
 * @param values rows × columns, row by row
 */
record SubjectMatrix(int columns, int[] groups, int[] levels, double[] values) {

  /**
   * Rows of one subject.
   *
   * @param from the first
   * @param to behind the last
   */
  static SubjectMatrix of(KeptRows kept, int from, int to) {
    int rows = to - from;
    int width = kept.width();
    int[][] own = new int[kept.levels().length][];
    int[] firstColumn = new int[own.length];
    int columns = width;
    int count = 0;
    for (int g = 0; g < own.length; g++) {
      own[g] = distinct(kept.levels()[g], from, to);
      firstColumn[g] = columns;
      columns += own[g].length * kept.pattern().groups().get(g).size();
      count += own[g].length;
    }
    int[] groups = new int[count];
    int[] levels = new int[count];
    int next = 0;
    for (int g = 0; g < own.length; g++) {
      for (int level : own[g]) {
        groups[next] = g;
        levels[next++] = level;
      }
    }
    double[] values = new double[Math.multiplyExact(rows, columns)];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(kept.border(), (from + r) * width, values, r * columns, width);
      for (int g = 0; g < own.length; g++) {
        int k = kept.pattern().groups().get(g).size();
        int place = Arrays.binarySearch(own[g], kept.levels()[g][from + r]);
        System.arraycopy(
            kept.z()[g], (from + r) * k, values, r * columns + firstColumn[g] + place * k, k);
      }
    }
    return new SubjectMatrix(columns, groups, levels, values);
  }

  /** Sorted. */
  private static int[] distinct(int[] levels, int from, int to) {
    int[] own = Arrays.copyOfRange(levels, from, to);
    Arrays.sort(own);
    int count = 1;
    for (int i = 1; i < own.length; i++) {
      if (own[i] != own[count - 1]) {
        own[count++] = own[i];
      }
    }
    return Arrays.copyOf(own, count);
  }
}
