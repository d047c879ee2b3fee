package org.blup.internal.model;

import java.util.function.Supplier;
import org.blup.exception.ModelTooLargeException;

/**
 * Names the reason where memory runs out in the middle of a question. Its objects are garbage by
 * then, and fits change by no question, so that smaller ones can still be asked.
 */
public final class MemoryLimit {

  private MemoryLimit() {}

  /**
   * Computes something, within the memory there is.
   *
   * @throws ModelTooLargeException if that is not enough
   */
  public static <T> T within(Supplier<T> computation) {
    try {
      return computation.get();
    } catch (OutOfMemoryError e) {
      throw new ModelTooLargeException(
          "this needs more than the %s of memory that Java has, a part of which is in use already."
                  .formatted(ModelTooLargeException.heap())
              + " Give Java more memory (-Xmx), or keep less beside it",
          e);
    }
  }
}
