package org.blup.internal.design.pass;

import org.blup.internal.design.coding.RowExtremes.Extreme;
import org.blup.internal.design.moments.SumsFile;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** The row of a pass in which something is largest, the first of several. */
final class LargestRow {

  private double size;
  private double value;
  private long row;
  private boolean isReduced;

  /**
   * Takes a row.
   *
   * @param size what is compared, not negative
   * @param value the number behind it
   */
  void add(double size, double value, long row) {
    if (size > this.size) {
      this.size = size;
      this.value = value;
      this.row = row;
      isReduced = false;
    }
  }

  /** Rows were taken away, this one perhaps among them: its digits stay lost. */
  void reduce() {
    isReduced = true;
  }

  /** Begins anew. */
  void clear() {
    size = 0;
    value = 0;
    row = 0;
    isReduced = false;
  }

  /**
   * Takes the rows of another pass as if they followed.
   *
   * @param rows how many were read before them
   */
  void append(LargestRow other, long rows) {
    if (other.size > size) {
      add(other.size, other.value, rows + other.row);
      isReduced = other.isReduced;
    }
  }

  void write(BinaryOutput out) {
    out.number(size);
    out.number(value);
    out.count(row);
    out.flag(isReduced);
  }

  void read(BinaryInput in) {
    size = in.number();
    value = in.number();
    row = in.longCount();
    isReduced = in.version() >= SumsFile.COUNTING && in.flag();
  }

  Extreme extreme() {
    return new Extreme(size, value, RowErrors.position(row, isReduced));
  }
}
