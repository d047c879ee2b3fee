package org.blup.internal.linalg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.blup.internal.numeric.Pieces;
import org.jspecify.annotations.Nullable;

/**
 * Scratch space for each worker of {@link Pieces}, or sums for each piece, made when first needed:
 * at most one for each thread or piece of the work done.
 *
 * @param <T> the scratch space
 */
public final class PerWorker<T> {

  private final IntFunction<T> make;
  private final List<@Nullable T> made = new ArrayList<>(Collections.nCopies(Pieces.COUNT, null));

  /** Scratch space by the number of a worker or piece. */
  public PerWorker(IntFunction<T> make) {
    this.make = make;
  }

  /** A worker's or piece's own. */
  public T of(int number) {
    T known = made.get(number);
    if (known == null) {
      known = make.apply(number);
      made.set(number, known);
    }
    return known;
  }

  /** Does something with all that were made so far, in the order of their numbers. */
  public void forEach(Consumer<T> action) {
    for (T each : made) {
      if (each != null) {
        action.accept(each);
      }
    }
  }
}
