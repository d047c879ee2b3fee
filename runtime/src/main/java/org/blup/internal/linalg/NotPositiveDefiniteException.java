package org.blup.internal.linalg;

/** A matrix whose factorisation meets a pivot that is not positive. */
public final class NotPositiveDefiniteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int borderColumn;

  public NotPositiveDefiniteException(int borderColumn) {
    super("Not positive definite" + (borderColumn < 0 ? "" : " at border column " + borderColumn));
    this.borderColumn = borderColumn;
  }

  /** The border's column where it failed, or −1 if it failed before the border. */
  public int borderColumn() {
    return borderColumn;
  }
}
