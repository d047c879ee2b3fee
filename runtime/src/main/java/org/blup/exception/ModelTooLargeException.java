package org.blup.exception;

import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A model that needs more memory than Java has. */
public final class ModelTooLargeException extends BlupException {

  private static final long serialVersionUID = 1L;

  private static final double MEGABYTE = 1 << 20;

  /** Negative where it is not known. */
  private final double bytesNeeded;

  /** For the packages of Blup. */
  public ModelTooLargeException(String message) {
    this(message, -1);
  }

  /** For the packages of Blup: what was found too large before any of it was allocated. */
  public ModelTooLargeException(String message, double bytesNeeded) {
    super(message);
    this.bytesNeeded = bytesNeeded;
  }

  /** For the packages of Blup: what was to be done when memory ran out. */
  public ModelTooLargeException(String message, @Nullable OutOfMemoryError cause) {
    this(message);
    initCause(cause);
  }

  /** The memory that was estimated to be needed, in bytes, where that is known. */
  public OptionalDouble bytesNeeded() {
    return bytesNeeded < 0 ? OptionalDouble.empty() : OptionalDouble.of(bytesNeeded);
  }

  /** The same error, saying of which model. */
  public ModelTooLargeException of(String model) {
    ModelTooLargeException named =
        new ModelTooLargeException(model + ": " + getMessage(), bytesNeeded);
    named.initCause(getCause());
    return named;
  }

  /** A number of bytes as text: {@code 12.3 MB}, {@code 1.25 GB}. */
  public static String size(double bytes) {
    double megabytes = bytes / MEGABYTE;
    return megabytes < 1000
        ? String.format(Locale.ROOT, "%.1f MB", Math.max(megabytes, 0.1))
        : String.format(Locale.ROOT, "%.2f GB", megabytes / 1024);
  }

  /** All memory that Java may use, as text. */
  public static String heap() {
    return size(Runtime.getRuntime().maxMemory());
  }
}
