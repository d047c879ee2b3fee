package org.blup.exception;

/**
 * Sums or a fit that cannot be written to a file or stream, or read from it: it is not there,
 * damaged, of another model or of another version. The message says which, and what to do.
 */
public final class StorageException extends BlupException {

  private static final long serialVersionUID = 1L;

  private final String source;

  /** For the packages of Blup. */
  public StorageException(String message, String source) {
    super(message);
    this.source = source;
  }

  /** The same, and what went wrong beneath. */
  public StorageException(String message, String source, Exception cause) {
    this(message, source);
    initCause(cause);
  }

  /** The file as it was named, or what was read or written instead of a file. */
  public String source() {
    return source;
  }
}
