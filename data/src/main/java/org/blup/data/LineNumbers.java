package org.blup.data;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The lines where rows begin. Most rows begin in the line after the one before them, so that only
 * those are kept that do not.
 */
final class LineNumbers {

  /** Where more rows than these begin elsewhere, the lines of later ones are not known. */
  private static final int MOST_RUNS = 1 << 16;

  private long[] rows = new long[1];
  private long[] lines = new long[1];
  private int runs;
  private long count;
  private long expected;

  /** Counts a row that begins in a line. */
  void add(long line) {
    if (runs == 0 || line != expected) {
      begin(line);
    }
    expected = line + 1;
    count++;
  }

  private void begin(long line) {
    if (runs > MOST_RUNS) {
      return;
    }
    if (runs == rows.length) {
      rows = Arrays.copyOf(rows, 2 * runs);
      lines = Arrays.copyOf(lines, 2 * runs);
    }
    rows[runs] = count;
    lines[runs] = line;
    runs++;
  }

  /** The line of a row; empty if it was not counted, or is not known. */
  OptionalLong line(long row) {
    int found = Arrays.binarySearch(rows, 0, runs, row);
    int run = found >= 0 ? found : -found - 2;
    boolean known = row >= 0 && row < count && run < MOST_RUNS;
    return known ? OptionalLong.of(lines[run] + row - rows[run]) : OptionalLong.empty();
  }
}
