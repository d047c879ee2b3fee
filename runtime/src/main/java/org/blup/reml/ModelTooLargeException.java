package org.blup.reml;

import org.blup.design.BlupException;

/** A model that needs more memory than there is; found out before it is asked for. */
public final class ModelTooLargeException extends BlupException {

  private static final long serialVersionUID = 1L;

  ModelTooLargeException(String message) {
    super(message);
  }
}
