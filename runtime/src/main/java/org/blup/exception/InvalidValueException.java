package org.blup.exception;

/** A value no model can use: an infinite number, or a weight that is not positive. */
public final class InvalidValueException extends BlupException {

  private static final long serialVersionUID = 1L;

  private final String component;
  private final long row;
  private final double value;

  public InvalidValueException(String message, String component, long row, double value) {
    super(message);
    this.component = component;
    this.row = row;
    this.value = value;
  }

  /** The component that held the value. */
  public String component() {
    return component;
  }

  /** The row's position among all rows seen, the first being 0. */
  public long row() {
    return row;
  }

  /** The value itself. */
  public double value() {
    return value;
  }
}
