package org.blup.exception;

import java.util.Objects;

/**
 * What every error of a model, its data or its fit extends. The message names the component, the
 * row and the value at fault where there are such, and says what to do.
 */
public class BlupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BlupException(String message) {
    super(message);
  }

  @Override
  public final String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
