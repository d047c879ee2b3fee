package org.blup.internal.design.moments;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.blup.exception.BlupException;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.blup.internal.numeric.CompensatedSums;

/**
 * The moments of one table of the plan, for each combination of levels observed, its cells.
 *
 * <p>Sums of very many rows would lose digits, most of all sums of a constant, whose errors all
 * have one sign. So plain sums of a few rows are added to compensated totals at intervals.
 */
public final class MomentTable {

  /** Rows a cell, on average, after which plain sums are added to the totals; at least a block. */
  private static final int ROWS_EACH = 16;

  /** Runs of 2³ cells belong to one part, so that threads seldom write to one line of the cache. */
  private static final int RUN = 3;

  /** Merging makes room for one in so many sums more than there are. */
  private static final int SPARE = 8;

  /** The longest array that every Java has. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final double[] NONE = {};
  private static final CompensatedSums NO_TOTAL = new CompensatedSums(0);

  private final CellIndex index;
  private final int width;

  /** Which of the sums counts the rows: the last one if rows have weights, else that of weights. */
  private final int counter;

  /** Plain sums since they were last added to the totals. */
  private double[] sums;

  /** The compensated totals. */
  private CompensatedSums total = new CompensatedSums(0);

  /**
   * What each sum over all cells was at most when others were taken away, and more by their size:
   * what rounding errors are relative to. Empty if none were.
   */
  private double[] greatest = NONE;

  private int cells;
  private long rowsSummed;

  /**
   * An empty table.
   *
   * @param key the factors whose combinations of levels are the cells
   * @param moments the number of moments of a cell
   * @param isWeighted whether rows have weights, so that Σ w does not count them
   */
  MomentTable(int[] key, int moments, boolean isWeighted) {
    index = new CellIndex(key);
    width = isWeighted ? moments + 1 : moments;
    counter = isWeighted ? moments : 0;
    sums = new double[16 * width];
  }

  /** A table with the cells and the sums of another, which stay as they are there now. */
  MomentTable(MomentTable other) {
    index = other.index.copy();
    width = other.width;
    counter = other.counter;
    greatest = other.greatest;
    cells = other.cells;
    sums = new double[cells * width];
    for (int at = 0; at < sums.length; at++) {
      sums[at] = other.total.plus(other.sums[at], at);
    }
  }

  /** The number of cells; some of a single factor's may be empty. */
  public int cells() {
    return cells;
  }

  /** The factors whose combinations of levels are the cells. */
  public int[] key() {
    return index.key().clone();
  }

  /** About the memory that the sums take. */
  long bytes() {
    return index.bytes() + (long) Double.BYTES * sums.length + total.bytes();
  }

  /** The memory that one cell more may need. */
  long growth() {
    return 2L * Double.BYTES * sums.length;
  }

  /** A moment of a cell: Σ w·m over its rows. */
  public double sum(int cell, int moment) {
    int at = cell * width + moment;
    return total.plus(sums[at], at);
  }

  /** Lets go of the sums; how many cells there were can still be asked. */
  void letGo() {
    sums = NONE;
    total = NO_TOTAL;
  }

  /** A table of the same kind without cells. */
  MomentTable empty() {
    return new MomentTable(index.key(), counter == 0 ? width : counter, counter > 0);
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
    for (int cell = 0; cell < cells; cell++) {
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

  /** A moment of all rows. */
  double total(int moment) {
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      sum += sum(cell, moment);
    }
    return sum;
  }

  /** The number of sums of a cell: its moments and, where rows have weights, their count. */
  public int width() {
    return width;
  }

  /** Writes the moments of a cell, each Σ w·m over its rows. */
  public void copy(int cell, double[] into, int at) {
    for (int k = 0; k < width; k++) {
      into[at + k] = sum(cell, k);
    }
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
    return cell < cells ? cell : -1;
  }

  /**
   * Finds the cells of a block of rows, new ones too.
   *
   * @param levels for each factor of the model the level numbers of the rows
   * @param rows how many rows there are
   * @param cell takes the cell of each row
   */
  void findCells(int[][] levels, int rows, int[] cell) {
    reserve(index.add(levels, rows, cell) + 1);
  }

  /**
   * Finds the cells of a block of rows; several threads may at once, while none is added.
   *
   * @return whether all are there
   */
  boolean findKnown(int[][] levels, int rows, int[] cell) {
    return index.find(levels, rows, cell) < cells;
  }

  /** Whether all rows have one cell. */
  boolean isSingle() {
    return index.key().length == 0;
  }

  /** Sums the products of a block of rows. */
  static void sum(double[][] products, int rows, double[] into) {
    for (int k = 0; k < into.length; k++) {
      into[k] = sum(products[k], rows);
    }
  }

  /** Adds sums to those of the one cell. */
  void add(double[] block) {
    for (int k = 0; k < width; k++) {
      sums[k] += block[k];
    }
  }

  /**
   * Adds a block of rows to the cells of one of several parts. Threads may have a part each.
   *
   * @param mask the number of parts, a power of two, less one
   * @param rowsOfPart scratch space, for one row more
   */
  void add(double[][] products, int rows, int[] cell, int part, int mask, int[] rowsOfPart) {
    int count = 0;
    for (int r = 0; r < rows; r++) {
      rowsOfPart[count] = r;
      count += (cell[r] >> RUN & mask) == part ? 1 : 0;
    }
    double[] into = sums;
    int stride = width;
    for (int k = 0; k < stride; k++) {
      double[] product = products[k];
      for (int i = 0; i < count; i++) {
        int r = rowsOfPart[i];
        into[cell[r] * stride + k] += product[r];
      }
    }
  }

  /** Adds plain sums of the cells of one part to the totals. */
  void putAway(int part, int mask) {
    int run = 1 << RUN;
    for (int from = part * run; from < cells; from += (mask + 1) * run) {
      total.add(sums, from * width, Math.min(cells, from + run) * width);
    }
  }

  /**
   * Adds a block of rows to their cells.
   *
   * @param products for each moment of this table its value w·m in each row
   */
  void add(double[][] products, int rows, int[] cell) {
    if (isSingle()) {
      for (int k = 0; k < width; k++) {
        sums[k] += sum(products[k], rows);
      }
      return;
    }
    double[] into = sums;
    int stride = width;
    for (int k = 0; k < stride; k++) {
      double[] product = products[k];
      for (int r = 0; r < rows; r++) {
        into[cell[r] * stride + k] += product[r];
      }
    }
  }

  /** The plain sums of the cells of a block of rows, row by row. */
  double[] copyOf(int[] cell, int rows) {
    double[] copy = new double[rows * width];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(sums, cell[r] * width, copy, r * width, width);
    }
    return copy;
  }

  /** Takes sums away from those of a cell. */
  void subtract(int cell, double[] from) {
    for (int k = 0; k < width; k++) {
      sums[cell * width + k] -= from[k];
    }
  }

  /** Writes back what {@link #copyOf} copied. */
  void restore(int[] cell, int rows, double[] copy) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(copy, r * width, sums, cell[r] * width, width);
    }
  }

  /** Puts sums away if there were enough rows, a block of rows added. */
  void putAwayIfDue(int rows) {
    if (isDue(rows)) {
      putAway();
    }
  }

  /** Whether sums are to be put away after a block of rows, for which there is room then. */
  boolean isDue(int rows) {
    rowsSummed += rows;
    boolean isDue = isSingle() || rowsSummed > (long) ROWS_EACH * cells;
    if (isDue) {
      total.reserve(sums.length);
      rowsSummed = 0;
    }
    return isDue;
  }

  /** Adds plain sums to the totals. */
  void putAway() {
    total.reserve(sums.length);
    total.add(sums, 0, cells * width);
    rowsSummed = 0;
    rowsSummed = 0;
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
    double[] moments = new double[width];
    makeRoom(other, levelMaps, levels);
    greatest = sum(greatest, other.greatest);
    for (int theirs = 0; theirs < other.cells; theirs++) {
      if (!other.isEmpty(theirs)) {
        other.copy(theirs, moments, 0);
        change.apply(moments, 0);
        other.levels(theirs, levels, levelMaps);
        int at = index.find(levels) * width;
        for (int k = 0; k < width; k++) {
          sums[at + k] += moments[k];
        }
      }
    }
    putAway();
  }

  /** Adds the cells of another table without their sums, in hardly more memory than they need. */
  private void makeRoom(MomentTable other, int[][] levelMaps, int[] levels) {
    putAway();
    int needed = cells;
    for (int theirs = 0; theirs < other.cells; theirs++) {
      if (!other.isEmpty(theirs)) {
        other.levels(theirs, levels, levelMaps);
        needed = Math.max(needed, index.add(levels) + 1);
      }
    }
    long length = lengthOf(needed);
    if (length > sums.length) {
      // all are put away, and therefore zero
      sums = new double[0];
      sums = new double[(int) Math.min(length + length / SPARE, LONGEST)];
    }
    cells = needed;
    total.reserve(sums.length);
  }

  /** The level numbers of a cell, in another table. */
  private void levels(int cell, int[] into, int[][] levelMaps) {
    index.levels(cell, into);
    for (int i = 0; i < into.length; i++) {
      into[i] = levelMaps[index.key()[i]][into[i]];
    }
  }

  /** The most memory that merging another table can need beside it. */
  long bytesWith(MomentTable other) {
    double most = ((double) cells + other.cells) * width * Double.BYTES;
    return (long) (3 * most * (1 + 1.0 / SPARE)) + index.bytes() + other.index.bytes();
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

  void write(BinaryOutput out) {
    out.count(cells);
    index.write(out);
    out.numbers(sums, cells * width);
    int totals = Math.min(total.length(), cells * width);
    out.count(totals);
    out.numbers(total.sums(), totals);
    out.numbers(total.lost(), totals);
    out.count(rowsSummed);
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
    if (announced > most || (long) announced * width > LONGEST) {
      throw in.damaged("sums of %d combinations of levels, of %d".formatted(announced, most));
    }
    boolean isCounted = counter == 0 || in.version() >= SumsFile.COUNTING;
    int stored = isCounted ? width : width - 1;
    double[] read = in.numbers(announced * stored);
    if (read.length > 0) {
      sums = widened(read, stored, Double.NaN);
    }
    cells = announced;
    int totals = in.count(read.length);
    total =
        new CompensatedSums(
            widened(in.numbers(totals), stored, 0), widened(in.numbers(totals), stored, 0));
    rowsSummed = in.longCount();
    if (in.version() >= SumsFile.COUNTING && in.flag()) {
      greatest = in.numbers(width);
    }
    if (!isCounted) {
      forgetEmptyCounts();
    }
  }

  /** Sums with a count of rows beside them, where it was not written. */
  private double[] widened(double[] read, int stored, double count) {
    if (stored == width) {
      return read;
    }
    double[] wide = new double[read.length / stored * width];
    for (int cell = 0; cell < read.length / stored; cell++) {
      System.arraycopy(read, cell * stored, wide, cell * width, stored);
      wide[cell * width + counter] = count;
    }
    return wide;
  }

  /** Cells without weights have no rows, which is all that is known of those not counted. */
  private void forgetEmptyCounts() {
    for (int cell = 0; cell < cells; cell++) {
      if (sum(cell, 0) == 0) {
        sums[cell * width + counter] = 0;
      }
    }
  }

  /** Changes the shift of the variables under all moments. */
  void move(ShiftChange change) {
    for (int cell = 0; cell < cells; cell++) {
      copy(cell, sums, cell * width);
      change.apply(sums, cell * width);
    }
    total = new CompensatedSums(0);
  }

  private void reserve(int needed) {
    cells = Math.max(cells, needed);
    long length = lengthOf(cells);
    if (length > sums.length) {
      sums = Arrays.copyOf(sums, (int) Math.min(2 * length, LONGEST));
    }
  }

  private long lengthOf(int needed) {
    long length = (long) needed * width;
    if (length > LONGEST) {
      throw new BlupException(
          needed + " combinations of levels with " + width + " sums each are too many to hold");
    }
    return length;
  }

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int r = 0; r < count; r++) {
      sum += values[r];
    }
    return sum;
  }
}
