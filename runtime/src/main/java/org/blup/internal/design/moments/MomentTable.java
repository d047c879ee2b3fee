package org.blup.internal.design.moments;

import java.util.function.IntUnaryOperator;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** The moments of one table of the plan, for each combination of levels observed, its cells. */
public final class MomentTable {

  private static final double[] NONE = {};

  private final CellIndex index;
  private final CellSums sums;

  /** Which of the sums counts the rows: the last one if rows have weights, else that of weights. */
  private final int counter;

  /**
   * What each sum over all cells was at most when others were taken away, and more by their size:
   * what rounding errors are relative to. Empty if none were.
   */
  private double[] greatest = NONE;

  /**
   * An empty table.
   *
   * @param key the factors whose combinations of levels are the cells
   * @param moments the number of moments of a cell
   * @param isWeighted whether rows have weights, so that Σ w does not count them
   */
  MomentTable(int[] key, int moments, boolean isWeighted) {
    index = new CellIndex(key);
    sums = new CellSums(isWeighted ? moments + 1 : moments, key.length == 0);
    counter = isWeighted ? moments : 0;
  }

  /** A table with the cells and the sums of another, which stay as they are there now. */
  MomentTable(MomentTable other) {
    index = other.index.copy();
    sums = new CellSums(other.sums);
    counter = other.counter;
    greatest = other.greatest;
  }

  /** A table of the same kind without cells. */
  MomentTable empty() {
    return new MomentTable(index.key(), counter == 0 ? width() : counter, counter > 0);
  }

  /** The sums of the cells, to which blocks of rows are added. */
  CellSums sums() {
    return sums;
  }

  /** The number of cells; some of a single factor's may be empty. */
  public int cells() {
    return sums.cells();
  }

  /** The factors whose combinations of levels are the cells. */
  public int[] key() {
    return index.key().clone();
  }

  /** The number of sums of a cell: its moments and, where rows have weights, their count. */
  public int width() {
    return sums.width();
  }

  /** A moment of a cell: Σ w·m over its rows. */
  public double sum(int cell, int moment) {
    return sums.sum(cell, moment);
  }

  /** Writes the moments of a cell, each Σ w·m over its rows. */
  public void copy(int cell, double[] into, int at) {
    sums.copy(cell, into, at);
  }

  /** A moment of all rows. */
  double total(int moment) {
    double sum = 0;
    for (int cell = 0; cell < cells(); cell++) {
      sum += sum(cell, moment);
    }
    return sum;
  }

  /** Whether no row belongs to the cell. */
  public boolean isEmpty(int cell) {
    return rows(cell) == 0;
  }

  /** The number of rows of a cell; {@code NaN} if that is not known. */
  double rows(int cell) {
    return sum(cell, counter);
  }

  /** Which of the sums counts the rows. */
  int counter() {
    return counter;
  }

  /** The level numbers of a cell, one for each factor of the key. */
  public void levels(int cell, int[] into) {
    index.levels(cell, into);
  }

  /** The cell of a combination of level numbers, or −1. */
  int find(int[] levels) {
    int cell = index.find(levels);
    return cell < cells() ? cell : -1;
  }

  /** Whether all rows have one cell. */
  boolean isSingle() {
    return index.key().length == 0;
  }

  /**
   * Finds the cells of a block of rows, new ones too.
   *
   * @param levels for each factor of the model the level numbers of the rows
   * @param rows how many rows there are
   * @param cell takes the cell of each row
   */
  void findCells(int[][] levels, int rows, int[] cell) {
    sums.reserve(index.add(levels, rows, cell) + 1);
  }

  /**
   * Finds the cells of a block of rows; several threads may at once, while none is added.
   *
   * @return whether all are there
   */
  boolean findKnown(int[][] levels, int rows, int[] cell) {
    return index.find(levels, rows, cell) < cells();
  }

  /** Adds sums to those of a combination of level numbers, a new one if need be. */
  void add(int[] levels, double[] of) {
    int cell = index.add(levels);
    sums.reserve(cell + 1);
    sums.add(cell, of);
    sums.putAwayIfDue(1);
  }

  /**
   * Marks the levels that have rows.
   *
   * @param observed for each factor of the model its levels
   * @return whether there is a combination of several levels without rows
   */
  boolean markLevels(boolean[][] observed) {
    boolean isAnyEmpty = false;
    int[] key = index.key();
    int[] levels = new int[key.length];
    for (int cell = 0; cell < cells(); cell++) {
      if (isEmpty(cell)) {
        isAnyEmpty |= key.length > 1;
      } else {
        index.levels(cell, levels);
        for (int i = 0; i < key.length; i++) {
          observed[key[i]][levels[i]] = true;
        }
      }
    }
    return isAnyEmpty;
  }

  /**
   * Adds the cells of another table of the same kind that have rows.
   *
   * @param change from the other's shift to this one's
   * @param levelMaps for each factor of the model this table's number of each of the other's levels
   *     with rows
   */
  void merge(MomentTable other, ShiftChange change, int[][] levelMaps) {
    int[] levels = new int[index.key().length];
    double[] moments = new double[width()];
    makeRoom(other, levelMaps, levels);
    greatest = sum(greatest, other.greatest);
    for (int theirs = 0; theirs < other.cells(); theirs++) {
      if (!other.isEmpty(theirs)) {
        other.copy(theirs, moments, 0);
        change.apply(moments, 0);
        other.levels(theirs, levels, levelMaps);
        sums.add(index.find(levels), moments);
      }
    }
    sums.putAway();
  }

  /** Adds the cells of another table without their sums. */
  private void makeRoom(MomentTable other, int[][] levelMaps, int[] levels) {
    sums.putAway();
    int needed = cells();
    for (int theirs = 0; theirs < other.cells(); theirs++) {
      if (!other.isEmpty(theirs)) {
        other.levels(theirs, levels, levelMaps);
        needed = Math.max(needed, index.add(levels) + 1);
      }
    }
    sums.reserveTightly(needed);
  }

  /** The level numbers of a cell, in another table. */
  private void levels(int cell, int[] into, int[][] levelMaps) {
    index.levels(cell, into);
    for (int i = 0; i < into.length; i++) {
      into[i] = levelMaps[index.key()[i]][into[i]];
    }
  }

  /** What each sum was at most when others were taken away; empty if none were. */
  double[] greatest() {
    return greatest;
  }

  void setGreatest(double[] sums) {
    greatest = sums;
  }

  private static double[] sum(double[] left, double[] right) {
    double[] longer = (left.length > 0 ? left : right).clone();
    for (int k = 0; k < Math.min(left.length, right.length); k++) {
      longer[k] += right[k];
    }
    return longer;
  }

  /** About the memory that the table takes. */
  long bytes() {
    return index.bytes() + sums.bytes();
  }

  /** The most memory that merging another table can need beside it. */
  long bytesWith(MomentTable other) {
    return sums.bytesWith(other.sums) + index.bytes() + other.index.bytes();
  }

  void write(BinaryOutput out) {
    out.count(cells());
    index.write(out);
    sums.write(out);
    out.flag(greatest.length > 0);
    out.numbers(greatest, greatest.length);
  }

  /**
   * Reads a table into this one, which is empty.
   *
   * @param levels for each factor of the model how many levels it has
   */
  void read(BinaryInput in, IntUnaryOperator levels) {
    int announced = in.count(Integer.MAX_VALUE);
    int most = index.read(in, levels);
    if (announced > most) {
      throw in.damaged("sums of %d combinations of levels, of %d".formatted(announced, most));
    }
    boolean isNew = in.version() >= SumsFile.COUNTING;
    sums.read(in, announced, isNew || counter == 0);
    if (isNew && in.flag()) {
      greatest = in.numbers(width());
    }
  }
}
