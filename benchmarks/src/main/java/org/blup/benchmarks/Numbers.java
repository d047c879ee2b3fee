package org.blup.benchmarks;

/**
 * Pseudo-random numbers that are the same on every machine and cheap beside the work they feed
 * (Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators, OOPSLA, figure 16).
 */
final class Numbers {

  /** Four sixteen-bit numbers have this mean and, nearly, this standard deviation. */
  private static final double MEAN = 2 * 65535.0;

  private static final double DEVIATION = 65536 / Math.sqrt(3);

  private long state;

  Numbers(long seed) {
    state = seed;
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform on 0 … bound − 1. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Uniform from 0 to below 1. */
  double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** Mean 0, variance 1, bell-shaped: a sum of four uniform numbers. */
  double bell() {
    long bits = next();
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - MEAN) / DEVIATION;
  }

  /** As many bell-shaped numbers, with a given standard deviation. */
  double[] bells(int count, double deviation) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = deviation * bell();
    }
    return values;
  }
}
