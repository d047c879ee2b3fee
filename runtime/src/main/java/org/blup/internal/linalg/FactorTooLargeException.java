package org.blup.internal.linalg;

/** A factor that no array can hold: the ordering leaves too much fill. */
public final class FactorTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long length;

  public FactorTooLargeException(long length) {
    super("The factor needs " + length + " numbers (8 bytes each)");
    this.length = length;
  }

  /** The doubles that would have been needed. */
  public long length() {
    return length;
  }
}
