package org.blup.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a piece of work needs of the heap. */
final class HeapUse {

  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private HeapUse() {}

  /**
   * The most bytes that were alive at once during the work, beyond those before it. Another thread
   * collects garbage all the while and looks at what is left, so the work takes longer.
   */
  static long live(Runnable work) {
    long before = collected();
    AtomicBoolean done = new AtomicBoolean();
    long[] most = {before};
    Thread watcher =
        new Thread(
            () -> {
              while (!done.get()) {
                most[0] = Math.max(most[0], collected());
              }
            },
            "heap watcher");
    watcher.start();
    try {
      work.run();
    } finally {
      done.set(true);
      join(watcher);
    }
    return most[0] - before;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long collected() {
    System.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  /** The bytes that this thread allocated during the work, alive or not. */
  static long allocated(Runnable work) {
    if (!(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads)) {
      return 0;
    }
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    work.run();
    return threads.getThreadAllocatedBytes(id) - before;
  }
}
