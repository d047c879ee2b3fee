package org.blup.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a piece of work takes once it is warm.
 *
 * @param seconds that pass
 * @param processorSeconds of all threads: what it takes where other programs want the cores too
 */
record Timing(double seconds, double processorSeconds) {

  private static final double WARMING = 5;

  /**
   * After a warm-up of five times the length, by which the compiler of the JVM has done its work,
   * the median of as many runs as fit into some seconds, at least three unless those take five
   * times as long; and their mean processor time, since its clock ticks in hundredths of a second.
   */
  static Timing median(Runnable work, double atLeast) {
    repeat(work, WARMING * atLeast);
    long processor = processorNanoseconds();
    List<Double> runs = repeat(work, atLeast);
    double each = (processorNanoseconds() - processor) * 1e-9 / runs.size();
    runs.sort(null);
    return new Timing(runs.get(runs.size() / 2), each);
  }

  private static List<Double> repeat(Runnable work, double atLeast) {
    List<Double> runs = new ArrayList<>();
    double sum = 0;
    while (sum < atLeast || (runs.size() < 3 && sum < 5 * atLeast)) {
      long start = System.nanoTime();
      work.run();
      double seconds = (System.nanoTime() - start) * 1e-9;
      runs.add(seconds);
      sum += seconds;
    }
    return runs;
  }

  /** What all threads of this process have taken so far. */
  static long processorNanoseconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
