package org.blup.exception;

/** Values are missing, and the fit was not told to leave their rows out. */
public final class MissingValueException extends BlupException {

  private static final long serialVersionUID = 1L;

  private final String component;
  private final long row;
  private final long count;

  public MissingValueException(String message, String component, long row, long count) {
    super(message);
    this.component = component;
    this.row = row;
    this.count = count;
  }

  /** The component that is missing in the first row with a missing value. */
  public String component() {
    return component;
  }

  /** That row's position among all rows seen, the first being 0. */
  public long row() {
    return row;
  }

  /** How many rows have a missing value. */
  public long count() {
    return count;
  }
}
