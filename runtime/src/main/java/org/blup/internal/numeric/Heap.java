package org.blup.internal.numeric;

/** The memory there is. */
public final class Heap {

  private Heap() {}

  /** Bytes that can still be allocated, garbage that was not collected yet apart. */
  public static long available() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /** Whether so much is there, once garbage is collected where it has to be. */
  public static boolean has(double bytes) {
    if (bytes > available()) {
      System.gc();
    }
    return bytes <= available();
  }
}
