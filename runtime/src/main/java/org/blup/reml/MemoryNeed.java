package org.blup.reml;

import java.util.Locale;
import org.blup.linalg.FactorTooLargeException;
import org.blup.linalg.SymbolicFactor;

/** What a fit needs, compared with what there is before anything large is allocated. */
final class MemoryNeed {

  private static final double GIGABYTE = 1 << 30;

  private MemoryNeed() {}

  /**
   * Bytes for the factor, its inverse, and the solutions with one right-hand side a parameter.
   *
   * @param length the numbers in the factor
   * @param unknowns the random effects
   */
  static long bytes(long length, long unknowns, long parameters) {
    return Double.BYTES * (2 * length + unknowns * (2 * parameters + 4));
  }

  /**
   * Makes sure that a fit can be held.
   *
   * @throws ModelTooLargeException with the estimate if it cannot
   */
  static void check(SymbolicFactor symbolic, int parameters) {
    if (bytes(symbolic.length(), symbolic.unknowns(), parameters) > available()) {
      System.gc();
      check(symbolic, parameters, available());
    }
  }

  private static long available() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  static void check(SymbolicFactor symbolic, int parameters, long available) {
    long needed = bytes(symbolic.length(), symbolic.unknowns(), parameters);
    if (needed > available) {
      throw new ModelTooLargeException(
          String.format(
              Locale.ROOT,
              "This fit needs about %.1f GB of memory and %.1f GB are free: the levels of crossed"
                  + " grouping factors fill a dense block. Give Java more memory (-Xmx), or fit"
                  + " fewer levels, fewer crossed factors or fewer effects for each level",
              needed / GIGABYTE,
              available / GIGABYTE));
    }
  }

  /** The same for a factor that no array can hold, whatever memory there is. */
  static ModelTooLargeException refuse(FactorTooLargeException e) {
    return new ModelTooLargeException(
        String.format(
            Locale.ROOT,
            "This fit needs about %.1f GB of memory, more than a Java array can hold: the levels of"
                + " crossed grouping factors fill a dense block. Fit fewer levels, fewer crossed"
                + " factors or fewer effects for each level",
            bytes(e.length(), 0, 0) / GIGABYTE));
  }
}
