package org.blup.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Measures one question in a process of its own, and prints lines {@code name=value}: the median of
 * several fits' answers, once they are warm, and the mean of the processor time they took.
 */
final class InferenceRun {

  private static final int LEAST = 5;

  private InferenceRun() {}

  /** Arguments: the question's id, its file, and how many seconds to go on for. */
  public static void main(String[] arguments) {
    InferenceQuestion question =
        InferenceQuestions.find(arguments[0])
            .orElseThrow(() -> new IllegalArgumentException("no question " + arguments[0]));
    Supplier<Runnable> fresh = question.fresh().apply(Path.of(arguments[1]));
    double enough = Double.parseDouble(arguments[2]);
    List<Double> seconds = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    long begin = System.nanoTime();
    while (seconds.size() < LEAST || (System.nanoTime() - begin) * 1e-9 < enough) {
      Runnable work = fresh.get();
      long processorStart = processorNanoseconds();
      long start = System.nanoTime();
      work.run();
      seconds.add((System.nanoTime() - start) * 1e-9);
      processor.add((processorNanoseconds() - processorStart) * 1e-9);
    }
    print("seconds", laterMedian(seconds));
    print("processor", laterMean(processor));
  }

  /** The median of the second half: the first warms up. */
  private static double laterMedian(List<Double> values) {
    List<Double> later =
        values.subList(values.size() / 2, values.size()).stream().sorted().toList();
    return later.get(later.size() / 2);
  }

  /** The mean of the second half: a process's clock ticks in hundredths of a second. */
  private static double laterMean(List<Double> values) {
    return values.stream().skip(values.size() / 2).mapToDouble(v -> v).average().orElseThrow();
  }

  /** Of all threads. */
  private static long processorNanoseconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private static void print(String name, double value) {
    System.out.printf(Locale.ROOT, "%s=%.17g%n", name, value);
  }
}
