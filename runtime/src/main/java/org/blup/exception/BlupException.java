package org.blup.exception;

import java.util.function.UnaryOperator;

/**
 * What every error of a model, its data or its fit extends. The message names the component, the
 * row and the value at fault where there are such, and says what to do.
 */
public class BlupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private String message;

  public BlupException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public final String getMessage() {
    return message;
  }

  /**
   * For the packages of Blup: puts the message into the words of who reads it, as by the line of
   * the file that a row was read from. The error stays what it is, with all else that it tells.
   */
  public final void reword(UnaryOperator<String> words) {
    message = words.apply(message);
  }
}
