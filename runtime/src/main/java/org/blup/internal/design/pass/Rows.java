package org.blup.internal.design.pass;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.exception.InvalidValueException;
import org.blup.exception.MissingValueException;
import org.blup.internal.io.Located;
import org.jspecify.annotations.Nullable;

/** Rows as users hand them over. */
public final class Rows {

  private Rows() {}

  /**
   * Does something with rows, and where a value of one of them is at fault says where it stands, if
   * the rows know.
   *
   * @param rows a list or a spliterator
   * @param model its name, which messages begin with; it is no news to who reads of a file
   */
  public static <T> T naming(Object rows, String model, Supplier<T> work) {
    if (!(rows instanceof Located located)) {
      return work.get();
    }
    try {
      return work.get();
    } catch (MissingValueException e) {
      throw placed(
          e,
          located.places().of(e.row()),
          model,
          message -> new MissingValueException(message, e.component(), e.row(), e.count()));
    } catch (InvalidValueException e) {
      throw placed(
          e,
          located.places().of(e.row()),
          model,
          message -> new InvalidValueException(message, e.component(), e.row(), e.value()));
    }
  }

  /** The same error with the place of its row in place of the model's name, if both are there. */
  private static BlupException placed(
      BlupException error,
      Optional<String> place,
      String model,
      Function<String, BlupException> reworded) {
    String prefix = model + ": ";
    String message = error.getMessage();
    if (place.isEmpty() || !message.startsWith(prefix)) {
      return error;
    }
    BlupException placed = reworded.apply(place.get() + ": " + message.substring(prefix.length()));
    placed.initCause(error);
    return placed;
  }

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
