package org.blup.internal.design.pass;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.LongIndex;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.blup.internal.numeric.CompensatedSums;

/**
 * The moments of one table of the plan, for each combination of levels observed. A single factor's
 * cells are its levels themselves; those of several factors are numbered as they come, by pairs:
 * the cell of the factors before and the level of the next.
 *
 * <p>Sums of very many rows would lose digits, most of all sums of a constant, whose errors all
 * have one sign. So plain sums of a few rows are added to compensated totals at intervals.
 */
public final class MomentTable {

  /** Rows a cell, on average, after which plain sums are added to the totals; at least a block. */
  private static final int ROWS_EACH = 16;

  private final int[] key;
  private final int width;

  /** Which of the sums counts the rows: the last one if rows have weights, else that of weights. */
  private final int counter;

  private final LongIndex[] pairs;

  /** Runs of 2³ cells belong to one part, so that threads seldom write to one line of the cache. */
  private static final int RUN = 3;

  /** Plain sums since they were last added to the totals. */
  private double[] sums;

  /** The compensated totals. */
  private CompensatedSums total = new CompensatedSums(0);

  /**
   * What each sum over all cells was at most when others were taken away, and more by their size:
   * what rounding errors are relative to. Empty if none were.
   */
  private double[] greatest = {};

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
    this.key = key;
    width = isWeighted ? moments + 1 : moments;
    counter = isWeighted ? moments : 0;
    pairs = new LongIndex[Math.max(0, key.length - 1)];
    Arrays.setAll(pairs, i -> new LongIndex());
    sums = new double[16 * width];
  }

  /** A table with the cells and the sums of another, which stay as they are there now. */
  MomentTable(MomentTable other) {
    key = other.key;
    width = other.width;
    counter = other.counter;
    greatest = other.greatest;
    pairs = Arrays.stream(other.pairs).map(LongIndex::copy).toArray(LongIndex[]::new);
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
    return key.clone();
  }

  /** About the memory that the sums take. */
  long bytes() {
    long places = Arrays.stream(pairs).mapToLong(LongIndex::bytes).sum();
    return places + (long) Double.BYTES * sums.length + total.bytes();
  }

  /** A moment of a cell: Σ w·m over its rows. */
  public double sum(int cell, int moment) {
    int at = cell * width + moment;
    return total.plus(sums[at], at);
  }

  /** A table of the same kind without cells. */
  MomentTable empty() {
    return new MomentTable(key, counter == 0 ? width : counter, counter > 0);
  }

  /**
   * Marks the levels that have rows.
   *
   * @param observed for each factor of the model its levels
   * @return whether there is a combination of several levels without rows
   */
  boolean markLevels(boolean[][] observed) {
    boolean isAnyEmpty = false;
    int[] levels = new int[key.length];
    for (int cell = 0; cell < cells; cell++) {
      if (isEmpty(cell)) {
        isAnyEmpty |= key.length > 1;
      } else {
        levels(cell, levels);
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
  private int cellOf(int[] levels) {
    int cell = key.length == 0 ? 0 : levels[0];
    for (int i = 1; i < key.length; i++) {
      cell = pairs[i - 1].add((long) cell << 32 | levels[i]);
    }
    reserve(cell + 1);
    return cell;
  }

  /** The cell of a combination of level numbers, or −1. */
  int find(int[] levels) {
    int cell = key.length == 0 ? 0 : levels[0];
    for (int i = 1; i < key.length && cell >= 0; i++) {
      cell = pairs[i - 1].find((long) cell << 32 | levels[i]);
    }
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
    if (key.length == 0) {
      reserve(1);
      return;
    }
    System.arraycopy(levels[key[0]], 0, cell, 0, rows);
    for (int i = 1; i < key.length; i++) {
      LongIndex index = pairs[i - 1];
      int[] next = levels[key[i]];
      for (int r = 0; r < rows; r++) {
        cell[r] = index.add((long) cell[r] << 32 | next[r]);
      }
    }
    int highest = 0;
    for (int r = 0; r < rows; r++) {
      highest = Math.max(highest, cell[r]);
    }
    reserve(highest + 1);
  }

  /**
   * Finds the cells of a block of rows; several threads may at once, while none is added.
   *
   * @return whether all are there
   */
  boolean findKnown(int[][] levels, int rows, int[] cell) {
    if (key.length == 0) {
      return cells > 0;
    }
    System.arraycopy(levels[key[0]], 0, cell, 0, rows);
    for (int i = 1; i < key.length; i++) {
      int[] next = levels[key[i]];
      for (int r = 0; r < rows; r++) {
        cell[r] = pairs[i - 1].find((long) cell[r] << 32 | next[r]);
        if (cell[r] < 0) {
          return false;
        }
      }
    }
    int highest = 0;
    for (int r = 0; r < rows; r++) {
      highest = Math.max(highest, cell[r]);
    }
    return highest < cells;
  }

  /** Whether all rows have one cell. */
  boolean isSingle() {
    return key.length == 0;
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
    if (key.length == 0) {
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
    boolean isDue = key.length == 0 || rowsSummed > (long) ROWS_EACH * cells;
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
    int[] levels = new int[key.length];
    double[] moments = new double[width];
    putAway();
    greatest = sum(greatest, other.greatest);
    for (int theirs = 0; theirs < other.cells; theirs++) {
      if (other.isEmpty(theirs)) {
        continue;
      }
      other.levels(theirs, levels);
      for (int i = 0; i < key.length; i++) {
        levels[i] = levelMaps[key[i]][levels[i]];
      }
      other.copy(theirs, moments, 0);
      change.apply(moments, 0);
      int cell = cellOf(levels);
      for (int k = 0; k < width; k++) {
        sums[cell * width + k] += moments[k];
      }
    }
    putAway();
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
    for (LongIndex index : pairs) {
      out.count(index.size());
      for (int number = 0; number < index.size(); number++) {
        out.count(index.key(number) >>> 32);
        out.count((int) index.key(number));
      }
    }
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
    int most = key.length == 0 ? 1 : levels.applyAsInt(key[0]);
    int announced = in.count(Integer.MAX_VALUE);
    for (int i = 1; i < key.length; i++) {
      most = readPairs(in, pairs[i - 1], most, levels.applyAsInt(key[i]));
    }
    if (announced > most || (long) announced * width > Integer.MAX_VALUE - 8) {
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
    long length = (long) cells * width;
    if (length > sums.length) {
      if (length > Integer.MAX_VALUE - 8) {
        throw new BlupException(
            cells + " combinations of levels with " + width + " sums each are too many to hold");
      }
      sums = Arrays.copyOf(sums, (int) Math.min(2 * length, Integer.MAX_VALUE - 8));
    }
  }

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int r = 0; r < count; r++) {
      sum += values[r];
    }
    return sum;
  }
}
