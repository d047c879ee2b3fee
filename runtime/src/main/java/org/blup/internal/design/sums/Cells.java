package org.blup.internal.design.sums;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.moments.MomentTable;

/**
 * The cells of a moment table that have rows, in the order of their levels: cells that are summed
 * one after the other stand beside each other in memory, and so do the places they are summed into.
 */
final class Cells {

  private final int[] key;
  private final int width;
  private final double[] sums;

  /** For each factor of the key the position of the level of each cell. */
  private final int[][] levels;

  private final int[] positions;

  /**
   * Sorts the cells of a table by the first factor of its key, then the second, and so on.
   *
   * @param factors the levels of all factors of the model
   */
  Cells(MomentTable table, List<FactorLevels> factors) {
    key = table.key();
    width = table.width();
    positions = new int[factors.size()];
    int[][] read = read(table, factors);
    int[] order = observed(table);
    for (int i = key.length - 1; i >= 0; i--) {
      order = sorted(order, read[i], factors.get(key[i]).size());
    }
    levels = new int[key.length][order.length];
    for (int i = 0; i < key.length; i++) {
      for (int cell = 0; cell < order.length; cell++) {
        levels[i][cell] = read[i][order[cell]];
      }
    }
    sums = new double[order.length * width];
    for (int cell = 0; cell < order.length; cell++) {
      table.copy(order[cell], sums, cell * width);
    }
  }

  private static int[] observed(MomentTable table) {
    int[] order = new int[table.cells()];
    int count = 0;
    for (int cell = 0; cell < order.length; cell++) {
      if (!table.isEmpty(cell)) {
        order[count++] = cell;
      }
    }
    return Arrays.copyOf(order, count);
  }

  private int[][] read(MomentTable table, List<FactorLevels> factors) {
    int[][] read = new int[key.length][table.cells()];
    int[] numbers = new int[key.length];
    FactorLevels[] ofKey = new FactorLevels[key.length];
    Arrays.setAll(ofKey, i -> factors.get(key[i]));
    for (int cell = 0; cell < table.cells(); cell++) {
      if (!table.isEmpty(cell)) {
        table.levels(cell, numbers);
        for (int i = 0; i < key.length; i++) {
          read[i][cell] = ofKey[i].position(numbers[i]);
        }
      }
    }
    return read;
  }

  /** Sorts by counting; cells with the same level stay in their order. */
  static int[] sorted(int[] cells, int[] level, int levels) {
    int[] start = new int[levels + 1];
    for (int cell : cells) {
      start[level[cell] + 1]++;
    }
    for (int l = 0; l < levels; l++) {
      start[l + 1] += start[l];
    }
    int[] sorted = new int[cells.length];
    for (int cell : cells) {
      sorted[start[level[cell]]++] = cell;
    }
    return sorted;
  }

  int size() {
    return width == 0 ? 0 : sums.length / width;
  }

  /** A moment of a cell: Σ w·m over its rows. */
  double sum(int cell, int moment) {
    return sums[cell * width + moment];
  }

  /**
   * The positions of a cell's levels, by the index of their factor; valid until the next call.
   * Those of factors that the table does not tell apart mean nothing.
   */
  int[] positions(int cell) {
    for (int i = 0; i < key.length; i++) {
      positions[key[i]] = levels[i][cell];
    }
    return positions;
  }
}
