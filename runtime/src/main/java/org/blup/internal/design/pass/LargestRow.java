package org.blup.internal.design.pass;

import org.blup.internal.design.coding.RowExtremes.Extreme;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** The row of a pass in which something is largest, the first of several. */
final class LargestRow {

  private double size;
  private double value;
  private long row;

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
    }
  }

  /**
   * Takes the rows of another pass as if they followed.
   *
   * @param rows how many were read before them
   */
  void append(LargestRow other, long rows) {
    add(other.size, other.value, rows + other.row);
  }

  void write(BinaryOutput out) {
    out.number(size);
    out.number(value);
    out.count(row);
  }

  void read(BinaryInput in) {
    size = in.number();
    value = in.number();
    row = in.longCount();
  }

  Extreme extreme() {
    return new Extreme(size, value, RowErrors.position(row));
  }
}
