package org.blup.internal.numeric;

import java.util.concurrent.CancellationException;

/** Gives long work up where the thread that waits for it was interrupted. */
public final class Interruption {

  /** Rows, points and the like between two checks, where each is quick. */
  private static final int OFTEN = 1024;

  private Interruption() {}

  /**
   * Gives the work up if this thread was interrupted, and leaves it interrupted.
   *
   * @throws CancellationException if it was
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "The thread was interrupted, and its work given up. Nothing was changed: ask again");
    }
  }

  /**
   * The same for one of many quick steps.
   *
   * @param step its number
   */
  public static void check(long step) {
    if (step % OFTEN == 0) {
      check();
    }
  }
}
