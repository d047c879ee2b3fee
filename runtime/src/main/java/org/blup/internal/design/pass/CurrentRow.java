package org.blup.internal.design.pass;

import org.blup.exception.BlupException;
import org.blup.exception.MissingValueException;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Reads single rows that need not be complete; one at a time.
 *
 * @param <R> the type of the rows
 */
public final class CurrentRow<R> {

  /** The position of a level that is missing. */
  public static final int MISSING = -2;

  private final ModelStructure structure;
  private final RowReader<R> reader;
  private final DesignRow row;

  public CurrentRow(ModelStructure structure, RowReader<R> reader) {
    this.structure = structure;
    this.reader = reader;
    row = new DesignRow(structure);
  }

  public void read(R from) {
    row.begin();
    reader.read(from, row);
    row.end();
  }

  /** The values of all numbers and of the columns of splines; not to be changed. */
  public double[] numbers() {
    return row.numbers;
  }

  /** The prior weight: 1 without weights, {@code NaN} if it is missing. */
  public double weight() {
    return row.weight;
  }

  /** What is added with coefficient 1: 0 without an offset, {@code NaN} if it is missing. */
  public double offset() {
    return row.offset;
  }

  /** The position of a factor's level, −1 if it is unknown, or {@link #MISSING}. */
  public int position(int factor, FactorLevels levels) {
    return row.hasLevel(factor) ? row.position(factor, levels) : MISSING;
  }

  /** A factor's level as it was written, for messages. */
  public String levelText(int factor) {
    return row.levelText(factor);
  }

  /** Whether the row could be part of a fit: nothing is missing. */
  public boolean isComplete() {
    return row.isComplete();
  }

  /**
   * What is wrong with the row, which is not complete.
   *
   * @param position the number of the row, from 0
   */
  public BlupException problem(long position) {
    String component = row.missing();
    if (component == null) {
      return RowErrors.invalid(structure, row, position);
    }
    String message =
        "%s: %s is missing in row %s, but no row of the fit has a missing value. Pass the rows that were fitted"
            .formatted(structure.name(), component, RowErrors.position(position));
    return new MissingValueException(message, component, position, 1);
  }
}
