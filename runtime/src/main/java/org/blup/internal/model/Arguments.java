package org.blup.internal.model;

import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/** What users pass. */
public final class Arguments {

  private Arguments() {}

  /** An argument that must not be null. */
  public static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new BlupException("'" + name + "' is null.");
    }
    return value;
  }
}
