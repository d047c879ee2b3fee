package org.blup.exception;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file or a query result that cannot be read into rows. The message names the source, the line,
 * the column and the value at fault where there are such, and says what to do.
 */
public final class UnreadableDataException extends BlupException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final long line;
  private final @Nullable String column;
  private final @Nullable String value;

  /** Says what is wrong with the source as a whole, or with a line of it. */
  public UnreadableDataException(String message, String source, long line) {
    this(message, source, line, null, null);
  }

  /** Says what is wrong with a value. */
  public UnreadableDataException(
      String message, String source, long line, @Nullable String column, @Nullable String value) {
    super(message);
    this.source = source;
    this.line = line;
    this.column = column;
    this.value = value;
  }

  /** The file as it was named, or what was read instead of a file. */
  public String source() {
    return source;
  }

  /**
   * The line of a file where the row starts, or the row of a query's result, the first being 1; 0
   * if none is at fault.
   */
  public long line() {
    return line;
  }

  /** The column of the value. */
  public Optional<String> column() {
    return Optional.ofNullable(column);
  }

  /** The value as it is written. */
  public Optional<String> value() {
    return Optional.ofNullable(value);
  }
}
