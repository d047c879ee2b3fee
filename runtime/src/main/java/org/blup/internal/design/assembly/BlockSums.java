package org.blup.internal.design.assembly;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.sums.CrossSums;
import org.blup.internal.design.sums.Part;

/** The blocks of ZᵀWZ between the levels of two groups, where these meet in rows. */
final class BlockSums {

  private final int rowSize;
  private final int columnSize;
  private final EquationPattern.Pair pair;
  private final double[] values;

  /** For each level of g the block that was last added to. */
  private final int[] last;

  private BlockSums(EquationPattern.Pair pair, RandomPart random, String model) {
    this.pair = pair;
    rowSize = random.size(pair.rowGroup());
    columnSize = random.size(pair.columnGroup());
    last = Arrays.copyOf(pair.rowStart(), pair.rowStart().length - 1);
    values =
        new double
            [length(
                model,
                pair.blocks(),
                rowSize,
                columnSize,
                random.groups().get(pair.rowGroup()),
                random.groups().get(pair.columnGroup()))];
  }

  /** Which levels of two groups meet in rows. */
  static EquationPattern.Pair pair(RandomPart random, int g, int h, CrossSums sums) {
    GroupLevels rows = random.groups().get(g);
    long[] pairs = sums.pairs(rows, random.groups().get(h));
    int[] rowStart = new int[rows.size() + 1];
    int[] column = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      column[i] = (int) pairs[i];
      rowStart[(int) (pairs[i] >>> 32) + 1]++;
    }
    for (int row = 1; row < rowStart.length; row++) {
      rowStart[row] += rowStart[row - 1];
    }
    return new EquationPattern.Pair(g, h, rowStart, column);
  }

  /**
   * Sums the blocks of two groups, one after the other, each row by row. Two levels of one group
   * have no row in common.
   */
  static double[] ofPair(
      EquationPattern.Pair pair, RandomPart random, CrossSums sums, String model) {
    BlockSums blocks = new BlockSums(pair, random, model);
    if (pair.rowGroup() == pair.columnGroup()) {
      return blocks.values;
    }
    for (Part left : random.parts(pair.rowGroup(), sums.shift())) {
      for (Part right : random.parts(pair.columnGroup(), sums.shift())) {
        sums.add(left, right, blocks::add);
      }
    }
    return blocks.values;
  }

  /** Sums the blocks of a group's levels with themselves, as the equations hold them. */
  static double[] ofLevels(int g, RandomPart random, CrossSums sums, String model) {
    GroupLevels group = random.groups().get(g);
    int size = random.size(g);
    double[] values = new double[length(model, group.size(), size, size, group, group)];
    List<Part> parts = random.parts(g, sums.shift());
    for (Part left : parts) {
      for (Part right : parts) {
        sums.add(
            left,
            right,
            (row, column, value) -> values[row * size + column - row / size * size] += value);
      }
    }
    return values;
  }

  private static int length(
      String model, long blocks, int rows, int columns, GroupLevels left, GroupLevels right) {
    return ArrayLength.of(
        blocks * rows * columns,
        model,
        "the cross-products of " + left.label() + " and " + right.label());
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
    int[] column = pair.column();
    int before = last[level];
    int end = pair.rowStart()[level + 1];
    if (column[before] == other) {
      return before;
    }
    int next = before + 1;
    if (next == end || column[next] != other) {
      next = Arrays.binarySearch(column, pair.rowStart()[level], end, other);
    }
    last[level] = next;
    return next;
  }
}
