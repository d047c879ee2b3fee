package org.blup.exception;

/**
 * The data do not determine what the model asks for: too few rows or levels, or nothing that
 * varies. The message says what is short and what to change.
 */
public class UnidentifiableModelException extends BlupException {

  private static final long serialVersionUID = 1L;

  public UnidentifiableModelException(String message) {
    super(message);
  }
}
