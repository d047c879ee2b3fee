package org.blup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * The seconds of each phase of an estimation, from samples of the stack that Java Flight Recorder
 * takes every millisecond: the phases' own code knows nothing of it. Only the thread that runs the
 * work counts, so that the phases add up to the time that passed.
 *
 * @param seconds of one run of the work
 * @param phases seconds of each phase in it, and of {@code other}
 * @param methods seconds of the methods that were running, the hottest first
 */
record PhaseProfile(double seconds, Map<String, Double> phases, Map<String, Double> methods) {

  /** A phase is whatever runs below this method; of phases within phases the inner one counts. */
  record Phase(String name, String type, String method) {}

  static final List<Phase> PHASES =
      List.of(
          new Phase("symbolic", "org.blup.linalg.SymbolicFactor", "of"),
          new Phase("setup", "org.blup.reml.MixedModelEquations", "<init>"),
          new Phase("numeric", "org.blup.reml.MixedModelEquations", "criterion"),
          new Phase("modes", "org.blup.reml.MixedModelEquations", "solve"),
          new Phase("gradient", "org.blup.reml.TemplateGradient", "compute"),
          new Phase("information", "org.blup.reml.AverageInformation", "compute"));

  private static final String OTHER = "other";

  /** Runs the work again and again for some seconds. */
  static PhaseProfile of(Runnable work, double atLeast) {
    try (Recording recording = new Recording()) {
      for (String event : List.of("jdk.ExecutionSample", "jdk.NativeMethodSample")) {
        recording.enable(event).withPeriod(Duration.ofMillis(1));
      }
      recording.start();
      long start = System.nanoTime();
      int runs = 0;
      do {
        work.run();
        runs++;
      } while ((System.nanoTime() - start) * 1e-9 < atLeast);
      double seconds = (System.nanoTime() - start) * 1e-9 / runs;
      recording.stop();
      return shares(seconds, stacks(recording));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the flight recording", e);
    }
  }

  private static PhaseProfile shares(double seconds, List<RecordedStackTrace> stacks) {
    Map<String, Double> phases = new LinkedHashMap<>();
    PHASES.forEach(phase -> phases.put(phase.name(), 0.0));
    phases.put(OTHER, 0.0);
    Map<String, Double> methods = new HashMap<>();
    double each = seconds / Math.max(1, stacks.size());
    for (RecordedStackTrace stack : stacks) {
      phases.merge(phaseOf(stack), each, Double::sum);
      methods.merge(nameOf(stack.getFrames().get(0)), each, Double::sum);
    }
    Map<String, Double> sorted = new LinkedHashMap<>();
    methods.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return new PhaseProfile(seconds, phases, sorted);
  }

  private static String nameOf(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
  }

  /** What this thread was doing at each sample. */
  private static List<RecordedStackTrace> stacks(Recording recording) throws IOException {
    Path file = Files.createTempFile("blup", ".jfr");
    try {
      recording.dump(file);
      List<RecordedStackTrace> stacks = new ArrayList<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        RecordedThread thread = event.getThread("sampledThread");
        RecordedStackTrace stack = event.getStackTrace();
        if (thread != null
            && Thread.currentThread().getName().equals(thread.getJavaName())
            && stack != null
            && !stack.getFrames().isEmpty()) {
          stacks.add(stack);
        }
      }
      return stacks;
    } finally {
      Files.delete(file);
    }
  }

  private static String phaseOf(RecordedStackTrace stack) {
    for (RecordedFrame frame : stack.getFrames()) {
      for (Phase phase : PHASES) {
        if (frame.getMethod().getName().equals(phase.method())
            && frame.getMethod().getType().getName().equals(phase.type())) {
          return phase.name();
        }
      }
    }
    return OTHER;
  }
}
