package org.blup.internal.linalg;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** Runs work on a number of threads that the test says, whatever the machine has. */
public final class Threads {

  private Threads() {}

  /** The result of work that is done in a pool of so many threads. */
  public static <T> T of(int threads, Supplier<T> work) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(work::get).join();
    } finally {
      pool.shutdown();
    }
  }
}
