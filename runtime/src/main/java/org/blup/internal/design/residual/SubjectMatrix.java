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

  static SubjectMatrix of(KeptRows kept, int subject) {
    int from = kept.start()[subject];
    int rows = kept.start()[subject + 1] - from;
    int width = kept.width();
    int[][] own = new int[kept.levels().length][];
    int[] firstColumn = new int[own.length];
    int columns = width;
    int count = 0;
    for (int g = 0; g < own.length; g++) {
      own[g] = Arrays.stream(kept.levels()[g], from, from + rows).sorted().distinct().toArray();
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
}
