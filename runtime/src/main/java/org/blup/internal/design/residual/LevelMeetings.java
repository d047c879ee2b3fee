package org.blup.internal.design.residual;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Pair;

/** Collects which levels of two groups meet in a subject. */
final class LevelMeetings {

  private final int rowGroup;
  private final int columnGroup;
  private long[] keys = new long[64];
  private int count;

  LevelMeetings(int rowGroup, int columnGroup) {
    this.rowGroup = rowGroup;
    this.columnGroup = columnGroup;
  }

  /** Adds all levels that meet in a subject. */
  void add(CodedRows subject) {
    int[] levels = distinct(subject, rowGroup);
    for (int j : rowGroup == columnGroup ? levels : distinct(subject, columnGroup)) {
      for (int i : levels) {
        if (rowGroup != columnGroup || i > j) {
          add((long) i << 32 | j);
        }
      }
    }
  }

  /** Adds those of another pair of the same groups. */
  void add(Pair known) {
    for (int i = 0; i < known.rowStart().length - 1; i++) {
      for (int e = known.rowStart()[i]; e < known.rowStart()[i + 1]; e++) {
        add((long) i << 32 | known.column()[e]);
      }
    }
  }

  private static int[] distinct(CodedRows subject, int group) {
    int[] levels = Arrays.copyOf(subject.level[group], subject.rows);
    Arrays.sort(levels);
    int count = 0;
    for (int level : levels) {
      if (count == 0 || levels[count - 1] != level) {
        levels[count++] = level;
      }
    }
    return Arrays.copyOf(levels, count);
  }

  private void add(long key) {
    if (count > 0 && keys[count - 1] == key) {
      return;
    }
    if (count == keys.length) {
      compact();
      if (count > keys.length / 2) {
        keys = Arrays.copyOf(keys, Math.multiplyExact(2, keys.length));
      }
    }
    keys[count++] = key;
  }

  private void compact() {
    Arrays.sort(keys, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        keys[distinct++] = keys[i];
      }
    }
    count = distinct;
  }

  int rowGroup() {
    return rowGroup;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * The pair of groups.
   *
   * @param rowLevels the number of levels of the row group
   */
  Pair pair(int rowLevels) {
    compact();
    int[] rowStart = new int[rowLevels + 1];
    int[] column = new int[count];
    for (int i = 0; i < count; i++) {
      column[i] = (int) keys[i];
      rowStart[(int) (keys[i] >>> 32) + 1]++;
    }
    for (int row = 1; row < rowStart.length; row++) {
      rowStart[row] += rowStart[row - 1];
    }
    return new Pair(rowGroup, columnGroup, rowStart, column);
  }
}
