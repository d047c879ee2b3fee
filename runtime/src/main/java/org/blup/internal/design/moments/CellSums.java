package org.blup.internal.design.moments;

import java.util.Arrays;
import org.blup.exception.BlupException;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.blup.internal.numeric.CompensatedSums;

/**
 * The sums of numbered cells, as many in each.
 *
 * <p>Sums of very many rows would lose digits, most of all sums of a constant, whose errors all
 * have one sign. So plain sums of a few rows are added to compensated totals at intervals.
 */
final class CellSums {

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

  private final int width;

  /** Whether all rows have one cell. */
  private final boolean isSingle;

  /** Plain sums since they were last added to the totals. */
  private double[] sums;

  /** The compensated totals. */
  private CompensatedSums total = new CompensatedSums(0);

  private int cells;
  private long rowsSummed;

  /** No cells, which will have so many sums each. */
  CellSums(int width, boolean isSingle) {
    this.width = width;
    this.isSingle = isSingle;
    sums = new double[16 * width];
  }

  /** The sums of other cells as they are now, each one number. */
  CellSums(CellSums other) {
    width = other.width;
    isSingle = other.isSingle;
    cells = other.cells;
    sums = new double[cells * width];
    for (int at = 0; at < sums.length; at++) {
      sums[at] = other.total.plus(other.sums[at], at);
    }
  }

  int cells() {
    return cells;
  }

  int width() {
    return width;
  }

  double sum(int cell, int k) {
    int at = cell * width + k;
    return total.plus(sums[at], at);
  }

  void copy(int cell, double[] into, int at) {
    for (int k = 0; k < width; k++) {
      into[at + k] = sum(cell, k);
    }
  }

  /** Adds numbers to the sums of a cell. */
  void add(int cell, double[] numbers) {
    int at = cell * width;
    for (int k = 0; k < width; k++) {
      sums[at + k] += numbers[k];
    }
  }

  /** Takes numbers away from the sums of a cell. */
  void subtract(int cell, double[] numbers) {
    int at = cell * width;
    for (int k = 0; k < width; k++) {
      sums[at + k] -= numbers[k];
    }
  }

  /**
   * Adds a block of rows to their cells.
   *
   * @param products for each sum what each row adds to it
   */
  void add(double[][] products, int rows, int[] cell) {
    if (isSingle) {
      double[] ofBlock = new double[width];
      ProductSums.add(products, 0, rows, ofBlock, 0);
      add(0, ofBlock);
    } else {
      ProductSums.add(products, rows, cell, sums, width);
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
    ProductSums.add(products, rowsOfPart, count, cell, sums, width);
  }

  /** Adds plain sums of the cells of one part to the totals. */
  void putAway(int part, int mask) {
    int run = 1 << RUN;
    for (int from = part * run; from < cells; from += (mask + 1) * run) {
      total.add(sums, from * width, Math.min(cells, from + run) * width);
    }
  }

  /** Adds plain sums to the totals if there were enough rows, a block of rows added. */
  void putAwayIfDue(int rows) {
    if (isDue(rows)) {
      putAway();
    }
  }

  /** Whether sums are to be put away after a block of rows, for which there is room then. */
  boolean isDue(int rows) {
    rowsSummed += rows;
    boolean isDue = isSingle || rowsSummed > (long) ROWS_EACH * cells;
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
  }

  /** The plain sums of the cells of a block of rows, row by row. */
  double[] copyOf(int[] cell, int rows) {
    double[] copy = new double[rows * width];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(sums, cell[r] * width, copy, r * width, width);
    }
    return copy;
  }

  /** Writes back what {@link #copyOf} copied. */
  void restore(int[] cell, int rows, double[] copy) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(copy, r * width, sums, cell[r] * width, width);
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

  /** Makes room for so many cells, and for as many again. */
  void reserve(int needed) {
    cells = Math.max(cells, needed);
    long length = lengthOf(cells);
    if (length > sums.length) {
      sums = Arrays.copyOf(sums, (int) Math.min(2 * length, LONGEST));
    }
  }

  /** Makes room for so many cells in hardly more memory than they need; all sums are put away. */
  void reserveTightly(int needed) {
    long length = lengthOf(needed);
    if (length > sums.length) {
      // all are put away, and therefore zero
      sums = NONE;
      sums = new double[(int) Math.min(length + length / SPARE, LONGEST)];
    }
    cells = needed;
    total.reserve(sums.length);
  }

  private long lengthOf(int needed) {
    long length = (long) needed * width;
    if (length > LONGEST) {
      throw new BlupException(
          needed + " combinations of levels with " + width + " sums each are too many to hold");
    }
    return length;
  }

  /** About the memory that the sums take. */
  long bytes() {
    return (long) Double.BYTES * sums.length + total.bytes();
  }

  /** The memory that one cell more may need. */
  long growth() {
    return 2L * Double.BYTES * sums.length;
  }

  /** The most memory that merging other sums can need beside them. */
  long bytesWith(CellSums other) {
    double most = ((double) cells + other.cells) * width * Double.BYTES;
    return (long) (3 * most * (1 + 1.0 / SPARE));
  }

  /** Lets go of the sums, without any memory; how many cells there were can still be asked. */
  void letGo() {
    sums = NONE;
    total = NO_TOTAL;
  }

  void write(BinaryOutput out) {
    out.numbers(sums, cells * width);
    int totals = Math.min(total.length(), cells * width);
    out.count(totals);
    out.numbers(total.sums(), totals);
    out.numbers(total.lost(), totals);
    out.count(rowsSummed);
  }

  /**
   * Reads sums into these, which are empty.
   *
   * @param isCounted whether the last sum of each cell was written, which counts its rows beside
   *     weights
   */
  void read(BinaryInput in, int announced, boolean isCounted) {
    if ((long) announced * width > LONGEST) {
      throw in.damaged("%d sums of %d combinations of levels".formatted(width, announced));
    }
    int stored = isCounted ? width : width - 1;
    int length = announced * stored;
    if (length > 0) {
      int room = isCounted ? room(length) : 0;
      sums = widened(in.numbers(length, room), stored, Double.NaN);
    }
    cells = announced;
    int totals = in.count(length);
    total =
        new CompensatedSums(
            widened(in.numbers(totals), stored, 0), widened(in.numbers(totals), stored, 0));
    rowsSummed = in.longCount();
    if (!isCounted) {
      forgetEmptyCounts();
    }
  }

  /** For new cells of the rows that wait for their block to be full: reading adds them. */
  private int room(int length) {
    return isSingle ? 0 : Math.min(RowBlock.CAPACITY * width, LONGEST - length);
  }

  /** Sums with a count of rows beside them, where it was not written. */
  private double[] widened(double[] read, int stored, double count) {
    if (stored == width) {
      return read;
    }
    double[] wide = new double[read.length / stored * width];
    for (int cell = 0; cell < read.length / stored; cell++) {
      System.arraycopy(read, cell * stored, wide, cell * width, stored);
      wide[cell * width + stored] = count;
    }
    return wide;
  }

  /** Cells without weights have no rows, which is all that is known of those not counted. */
  private void forgetEmptyCounts() {
    for (int cell = 0; cell < cells; cell++) {
      if (sum(cell, 0) == 0) {
        sums[cell * width + width - 1] = 0;
      }
    }
  }
}
