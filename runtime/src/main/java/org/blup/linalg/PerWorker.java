package org.blup.linalg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Scratch space for each worker of {@link Pieces}, made when a worker first needs it: so much as
 * there are threads, however many pieces there are.
 *
 * @param <T> the scratch space
 */
public final class PerWorker<T> {

  private final IntFunction<T> make;
  private final List<@Nullable T> made = new ArrayList<>(Collections.nCopies(Pieces.COUNT, null));

  /** Scratch space by a worker's number. */
  public PerWorker(IntFunction<T> make) {
    this.make = make;
  }

  /** A worker's own. */
  public T of(int worker) {
    T known = made.get(worker);
    if (known == null) {
      known = make.apply(worker);
      made.set(worker, known);
    }
    return known;
  }

  /** Does something with all that were made so far. */
  public void forEach(Consumer<T> action) {
    for (T each : made) {
      if (each != null) {
        action.accept(each);
      }
    }
  }
}
