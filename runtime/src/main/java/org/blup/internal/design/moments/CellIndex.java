package org.blup.internal.design.moments;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.blup.internal.design.coding.LongIndex;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/**
 * Numbers the combinations of levels of some factors. Those of a single factor are its levels
 * themselves; those of several are numbered as they come, by pairs: the number of the factors
 * before and the level of the next. Without factors there is one cell.
 */
final class CellIndex {

  private final int[] key;
  private final LongIndex[] pairs;

  /**
   * No cells.
   *
   * @param key the factors, ascending
   */
  CellIndex(int[] key) {
    this.key = key;
    pairs = new LongIndex[Math.max(0, key.length - 1)];
    Arrays.setAll(pairs, i -> new LongIndex());
  }

  private CellIndex(CellIndex other) {
    key = other.key;
    pairs = Arrays.stream(other.pairs).map(LongIndex::copy).toArray(LongIndex[]::new);
  }

  /** The cells as they are now. */
  CellIndex copy() {
    return new CellIndex(this);
  }

  int[] key() {
    return key;
  }

  /** About the memory that it takes. */
  long bytes() {
    long bytes = 0;
    for (LongIndex pair : pairs) {
      bytes += pair.bytes();
    }
    return bytes;
  }

  /** The level numbers of a cell, one for each factor. */
  void levels(int cell, int[] into) {
    int rest = cell;
    for (int i = key.length - 1; i > 0; i--) {
      long pair = pairs[i - 1].key(rest);
      into[i] = (int) pair;
      rest = (int) (pair >>> 32);
    }
    if (key.length > 0) {
      into[0] = rest;
    }
  }

  /** The cell of a combination of level numbers, a new one if it has none. */
  int add(int[] levels) {
    int cell = key.length == 0 ? 0 : levels[0];
    for (int i = 1; i < key.length; i++) {
      cell = pairs[i - 1].add((long) cell << 32 | levels[i]);
    }
    return cell;
  }

  /** The cell of a combination of level numbers, or −1. */
  int find(int[] levels) {
    int cell = key.length == 0 ? 0 : levels[0];
    for (int i = 1; i < key.length && cell >= 0; i++) {
      cell = pairs[i - 1].find((long) cell << 32 | levels[i]);
    }
    return cell;
  }

  /**
   * Finds the cells of a block of rows, new ones too.
   *
   * @param levels for each factor of the model the level numbers of the rows
   * @param cell takes the cell of each row
   * @return the highest of them
   */
  int add(int[][] levels, int rows, int[] cell) {
    if (key.length == 0) {
      return 0;
    }
    System.arraycopy(levels[key[0]], 0, cell, 0, rows);
    for (int i = 1; i < key.length; i++) {
      LongIndex index = pairs[i - 1];
      int[] next = levels[key[i]];
      for (int r = 0; r < rows; r++) {
        cell[r] = index.add((long) cell[r] << 32 | next[r]);
      }
    }
    return highest(cell, rows);
  }

  /**
   * Finds the cells of a block of rows; several threads may at once, while none is added.
   *
   * @return the highest of them, or the highest number if one is not there
   */
  int find(int[][] levels, int rows, int[] cell) {
    if (key.length == 0) {
      return 0;
    }
    System.arraycopy(levels[key[0]], 0, cell, 0, rows);
    for (int i = 1; i < key.length; i++) {
      LongIndex index = pairs[i - 1];
      int[] next = levels[key[i]];
      for (int r = 0; r < rows; r++) {
        cell[r] = index.find((long) cell[r] << 32 | next[r]);
        if (cell[r] < 0) {
          return Integer.MAX_VALUE;
        }
      }
    }
    return highest(cell, rows);
  }

  private static int highest(int[] cell, int rows) {
    int highest = 0;
    for (int r = 0; r < rows; r++) {
      highest = Math.max(highest, cell[r]);
    }
    return highest;
  }

  void write(BinaryOutput out) {
    for (LongIndex index : pairs) {
      out.count(index.size());
      for (int number = 0; number < index.size(); number++) {
        out.count(index.key(number) >>> 32);
        out.count((int) index.key(number));
      }
    }
  }

  /**
   * Reads cells into this index, which is empty.
   *
   * @param levels for each factor of the model how many levels it has
   * @return how many cells there can be
   */
  int read(BinaryInput in, IntUnaryOperator levels) {
    int most = key.length == 0 ? 1 : levels.applyAsInt(key[0]);
    for (int i = 1; i < key.length; i++) {
      most = readPairs(in, pairs[i - 1], most, levels.applyAsInt(key[i]));
    }
    return most;
  }

  private static int readPairs(BinaryInput in, LongIndex index, int cells, int levels) {
    int count = in.count(Integer.MAX_VALUE);
    for (int number = 0; number < count; number++) {
      long cell = in.count(cells - 1L);
      int level = in.count(levels - 1L);
      if (index.add(cell << 32 | level) < number) {
        throw in.damaged("a combination of levels that occurs twice");
      }
    }
    return count;
  }
}
