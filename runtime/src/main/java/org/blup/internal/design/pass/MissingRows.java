package org.blup.internal.design.pass;

import org.blup.exception.MissingValueException;
import org.blup.internal.design.moments.SumsFile;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;

/** How many rows have a missing value, and which was the first. */
final class MissingRows {

  private String component = "";
  private long first;
  private long count;
  private boolean isReduced;

  long count() {
    return count;
  }

  void add(String missingComponent, long row) {
    if (count++ == 0) {
      component = missingComponent;
      first = row;
      isReduced = false;
    }
  }

  /** Appends those of other rows, which follow this many. */
  void append(MissingRows other, long before) {
    if (count == 0 && other.count > 0) {
      component = other.component;
      first = before + other.first;
      isReduced = other.isReduced;
    }
    count += other.count;
  }

  /** Begins anew. */
  void clear() {
    component = "";
    first = 0;
    count = 0;
    isReduced = false;
  }

  /** Takes away as many as other rows have, which are among these. */
  void subtract(MissingRows other) {
    count -= other.count;
    isReduced = count > 0;
    if (count == 0) {
      component = "";
      first = 0;
    }
  }

  void write(BinaryOutput out) {
    out.text(component);
    out.count(first);
    out.count(count);
    out.flag(isReduced);
  }

  void read(BinaryInput in) {
    component = in.text();
    first = in.longCount();
    count = in.longCount();
    isReduced = in.version() >= SumsFile.COUNTING && in.flag();
  }

  /**
   * Fails if a value is missing.
   *
   * @param model the name of the model, for the message
   * @param seen the number of all rows, the missing ones among them
   */
  void failIfAny(String model, long seen) {
    if (count > 0) {
      throw new MissingValueException(
          model
              + ": "
              + component
              + " is missing in row "
              + RowErrors.position(first, isReduced)
              + "; "
              + count
              + " of "
              + seen
              + (count == 1 ? " rows has" : " rows have")
              + " a missing value. Complete them, or leave them out with missing(OMIT)",
          component,
          first,
          count);
    }
  }
}
