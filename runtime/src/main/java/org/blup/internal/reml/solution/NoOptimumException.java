package org.blup.internal.reml.solution;

import org.blup.exception.BlupException;

/** The search for the optimum ended before it was found: no fit is better than a wrong one. */
public final class NoOptimumException extends BlupException {

  private static final long serialVersionUID = 1L;

  /** Says what was searched for, and what to do instead. */
  public NoOptimumException(String message) {
    super(message);
  }

  /** The same, said of a model by its name. */
  public NoOptimumException of(String model) {
    return new NoOptimumException(model + ": " + getMessage());
  }
}
