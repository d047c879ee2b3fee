package org.blup.internal.model;

import java.util.function.Supplier;
import org.blup.exception.ModelTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of listeners and statistics from inside a computation. Where one of them runs out of memory
 * its own error arrives, and not a {@link ModelTooLargeException}.
 */
public final class UserCode {

  private volatile @Nullable OutOfMemoryError thrown;

  /** Calls the user's code. */
  public void run(Runnable code) {
    call(
        () -> {
          code.run();
          return this;
        });
  }

  /** Calls the user's code for what it answers. */
  public <T> T call(Supplier<T> code) {
    try {
      return code.get();
    } catch (OutOfMemoryError e) {
      thrown = e;
      throw e;
    }
  }

  /** Runs a computation that calls the user's code. */
  public <T> T within(Supplier<T> computation) {
    try {
      return computation.get();
    } catch (ModelTooLargeException e) {
      OutOfMemoryError own = thrown;
      if (own != null && own == e.getCause()) {
        throw own;
      }
      throw e;
    }
  }
}
