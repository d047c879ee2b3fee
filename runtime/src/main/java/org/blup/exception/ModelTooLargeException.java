package org.blup.exception;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A model that needs more memory than Java has. */
public final class ModelTooLargeException extends BlupException {

  private static final long serialVersionUID = 1L;

  private static final double MEGABYTE = 1 << 20;

  /** For the packages of Blup. */
  public ModelTooLargeException(String message) {
    super(message);
  }

  /** For the packages of Blup: what was to be done when memory ran out. */
  public ModelTooLargeException(String message, @Nullable OutOfMemoryError cause) {
    super(message);
    initCause(cause);
  }

  /** The same error, saying of which model. */
  public ModelTooLargeException of(String model) {
    ModelTooLargeException named = new ModelTooLargeException(model + ": " + getMessage());
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
