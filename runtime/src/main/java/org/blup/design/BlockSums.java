package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks of ZᵀWZ between the levels of two groups, at the pairs of levels that meet in rows.
 */
final class BlockSums {

  private final int rowSize;
  private final int columnSize;
  private final int[] rowStart;
  private final int[] column;
  private final double[] values;

  /** For each level of g the block that was last added to. */
  private final int[] last;

  private BlockSums(RandomPart random, int g, int h, CrossSums sums, DataChecks checks) {
    GroupLevels rows = random.groups().get(g);
    GroupLevels columns = random.groups().get(h);
    long[] pairs = sums.pairs(rows, columns);
    rowSize = random.size(g);
    columnSize = random.size(h);
    rowStart = new int[rows.size() + 1];
    column = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      column[i] = (int) pairs[i];
      rowStart[(int) (pairs[i] >>> 32) + 1]++;
    }
    for (int row = 1; row < rowStart.length; row++) {
      rowStart[row] += rowStart[row - 1];
    }
    last = Arrays.copyOf(rowStart, rows.size());
    values =
        new double
            [checks.length(
                (long) pairs.length * rowSize * columnSize,
                "the cross-products of " + rows.label() + " and " + columns.label())];
  }

  /** Sums the blocks of every pair of groups g ≥ h, those of each g one after the other. */
  static List<NormalEquations.Block> all(RandomPart random, CrossSums sums, DataChecks checks) {
    List<NormalEquations.Block> blocks = new ArrayList<>();
    for (int g = 0; g < random.groups().size(); g++) {
      for (int h = 0; h <= g; h++) {
        BlockSums block = new BlockSums(random, g, h, sums, checks);
        for (Part left : random.parts(g)) {
          for (Part right : random.parts(h)) {
            sums.add(left, right, block::add);
          }
        }
        blocks.add(new NormalEquations.Block(g, h, block.rowStart, block.column, block.values));
      }
    }
    return blocks;
  }

  private void add(int row, int otherColumn, double value) {
    int level = row / rowSize;
    int other = otherColumn / columnSize;
    int block = find(level, other);
    int at = (block * rowSize + row - level * rowSize) * columnSize;
    values[at + otherColumn - other * columnSize] += value;
  }

  /**
   * The block of two levels: whether cells come in the order of the rows or of the columns, the one
   * that the row had before again, or the next.
   */
  private int find(int level, int other) {
    int before = last[level];
    int end = rowStart[level + 1];
    if (column[before] == other) {
      return before;
    }
    int next = before + 1;
    if (next == end || column[next] != other) {
      next = Arrays.binarySearch(column, rowStart[level], end, other);
    }
    last[level] = next;
    return next;
  }
}
