package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The blocks of ZᵀWZ between the levels of two groups, where these meet in rows. */
final class BlockSums {

  private final int rowSize;
  private final int columnSize;
  private final int[] rowStart;
  private final int[] column;
  private final double[] values;
  private final EquationPattern.Pair pair;

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
    values = new double[length(checks, pairs.length, rowSize, columnSize, rows, columns)];
    pair = new EquationPattern.Pair(g, h, rowStart, column);
  }

  /** Sums the blocks of every pair of groups g > h, those of each g one after the other. */
  static List<BlockSums> ofPairs(RandomPart random, CrossSums sums, DataChecks checks) {
    List<BlockSums> blocks = new ArrayList<>();
    for (int g = 0; g < random.groups().size(); g++) {
      for (int h = 0; h < g; h++) {
        BlockSums block = new BlockSums(random, g, h, sums, checks);
        for (Part left : random.parts(g)) {
          for (Part right : random.parts(h)) {
            sums.add(left, right, block::add);
          }
        }
        blocks.add(block);
      }
    }
    return blocks;
  }

  /** Sums the blocks of each group's levels with themselves, as the equations hold them. */
  static List<double[]> ofLevels(RandomPart random, CrossSums sums, DataChecks checks) {
    List<double[]> blocks = new ArrayList<>();
    for (int g = 0; g < random.groups().size(); g++) {
      GroupLevels group = random.groups().get(g);
      int size = random.size(g);
      double[] values = new double[length(checks, group.size(), size, size, group, group)];
      for (Part left : random.parts(g)) {
        for (Part right : random.parts(g)) {
          sums.add(
              left,
              right,
              (row, column, value) -> values[row * size + column - row / size * size] += value);
        }
      }
      blocks.add(values);
    }
    return blocks;
  }

  private static int length(
      DataChecks checks, long blocks, int rows, int columns, GroupLevels left, GroupLevels right) {
    return checks.length(
        blocks * rows * columns, "the cross-products of " + left.label() + " and " + right.label());
  }

  EquationPattern.Pair pair() {
    return pair;
  }

  /** The blocks one after the other, each row by row. */
  double[] values() {
    return values;
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
