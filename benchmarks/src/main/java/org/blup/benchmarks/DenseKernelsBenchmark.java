package org.blup.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.DensePanel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The dense kernels on square matrices: a product (2n³ operations), a Cholesky factor (n³/3). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DenseKernelsBenchmark {

  @Param({"4", "16", "64", "256", "1024"})
  int size;

  private DenseKernels kernels;
  private DensePanel dense;
  private double[] a;
  private double[] c;
  private double[] positive;

  /** {@code a} is small beside the diagonal of {@code positive}. */
  @Setup
  public void fill() {
    kernels = KernelRate.kernel();
    dense = new DensePanel(kernels);
    a = new double[size * size];
    c = new double[size * size];
    Arrays.setAll(a, i -> (i * 31 % 17 - 8) * 0.1);
    positive = a.clone();
    for (int i = 0; i < size; i++) {
      positive[i * (size + 1)] = 2.0 * size;
    }
  }

  @Benchmark
  public double[] product() {
    kernels.subtractProduct(size, size, size, a, 0, 1, size, a, 0, size, 1, c, 0, size);
    return c;
  }

  @Benchmark
  public double[] cholesky() {
    System.arraycopy(positive, 0, c, 0, c.length);
    dense.factorSquare(size, c, 0, size);
    return c;
  }
}
