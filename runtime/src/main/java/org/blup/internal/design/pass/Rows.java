package org.blup.internal.design.pass;

import java.util.Iterator;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/** Rows as users hand them over. */
public final class Rows {

  private Rows() {}

  /**
   * The same rows, if they can be read.
   *
   * @throws BlupException if they are null, or, when they are read, if they have no iterator
   */
  public static <R> Iterable<R> checked(@Nullable Iterable<R> rows) {
    if (rows == null) {
      throw new BlupException("'rows' is null.");
    }
    return () -> {
      @Nullable Iterator<R> iterator = rows.iterator();
      if (iterator == null) {
        throw new BlupException(
            "'rows' gave null for an iterator(). Let it return a new iterator each time.");
      }
      return iterator;
    };
  }
}
