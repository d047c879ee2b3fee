package org.blup.benchmarks;

import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.JavaKernels;

/** How fast the dense kernels multiply large matrices on this machine, one thread. */
final class KernelRate {

  private static final int SIZE = 512;

  private KernelRate() {}

  /** The kernels that a factorisation uses. */
  public static String kernels() {
    return kernel().getClass().getSimpleName();
  }

  static DenseKernels kernel() {
    return new JavaKernels();
  }

  /** Additions and multiplications a second, the best of a second's trials. */
  public static double operationsPerSecond() {
    DenseKernels kernels = kernel();
    double[] a = new double[SIZE * SIZE];
    double[] c = new double[SIZE * SIZE];
    java.util.Arrays.setAll(a, i -> (i % 7 - 3) * 1e-3);
    double best = Double.POSITIVE_INFINITY;
    long end = System.nanoTime() + 1_000_000_000L;
    for (long now = System.nanoTime(); now < end; ) {
      kernels.subtractProduct(SIZE, SIZE, SIZE, a, 0, 1, SIZE, a, 0, SIZE, 1, c, 0, SIZE);
      long start = now;
      now = System.nanoTime();
      best = Math.min(best, (now - start) * 1e-9);
    }
    return 2.0 * SIZE * SIZE * SIZE / best;
  }
}
