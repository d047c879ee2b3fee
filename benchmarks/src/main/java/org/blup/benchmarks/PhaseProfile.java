package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The seconds of each phase of some work, from samples of the stack of the thread that runs it: the
 * phases' own code knows nothing of it. What a phase waits for other threads belongs to it, so that
 * the phases add up to the time that passes.
 *
 * @param seconds of one run of the work, the sampling included
 * @param phases seconds of each phase in it, and of {@code other}
 * @param methods seconds of the methods that were running, the hottest first; short methods count
 *     for their callers where the compiler has merged them
 */
record PhaseProfile(double seconds, Map<String, Double> phases, Map<String, Double> methods) {

  /**
   * A phase is whatever runs below this method; of phases within phases the inner one counts.
   *
   * @throws IllegalArgumentException if there is no such method, as after a renaming
   */
  record Phase(String name, String type, String method) {

    Phase {
      if (!declares(type, method)) {
        throw new IllegalArgumentException(
            "the phase '"
                + name
                + "' is told by "
                + type
                + "."
                + method
                + ", which does not exist");
      }
    }

    private static boolean declares(String type, String method) {
      try {
        Class<?> declaring = Class.forName(type, false, Phase.class.getClassLoader());
        return method.equals("<init>")
            || Arrays.stream(declaring.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(method));
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }

  /** Where there is one grouping factor, its gradient includes the curvature information. */
  static final List<Phase> PHASES =
      List.of(
          new Phase("ordering", "org.blup.internal.linalg.ordering.IndependentFirst", "order"),
          new Phase("symbolic", "org.blup.internal.linalg.cholesky.SymbolicFactor", "of"),
          new Phase("setup", "org.blup.internal.reml.setup.EquationSetup", "of"),
          new Phase("setup", "org.blup.internal.reml.equations.MixedModelEquations", "<init>"),
          new Phase("numeric", "org.blup.internal.reml.equations.MixedModelEquations", "criterion"),
          new Phase("numeric", "org.blup.internal.reml.equations.MixedModelEquations", "factor"),
          new Phase("modes", "org.blup.internal.reml.equations.SparseFactor", "solve"),
          new Phase("modes", "org.blup.internal.reml.equations.LevelSweep", "solve"),
          new Phase("gradient", "org.blup.internal.reml.equations.TemplateGradient", "compute"),
          new Phase("gradient", "org.blup.internal.reml.equations.LevelSweep", "differentiate"),
          new Phase(
              "information", "org.blup.internal.reml.equations.AverageInformation", "compute"));

  private static final String OTHER = "other";

  private static final long PAUSE = 500_000;

  /** Runs the work again and again for some seconds. */
  static PhaseProfile of(Runnable work, double atLeast) {
    Sampler sampler = new Sampler(Thread.currentThread());
    sampler.start();
    long start = System.nanoTime();
    int runs = 0;
    do {
      work.run();
      runs++;
    } while ((System.nanoTime() - start) * 1e-9 < atLeast);
    double seconds = (System.nanoTime() - start) * 1e-9 / runs;
    return shares(seconds, sampler.end());
  }

  private static PhaseProfile shares(double seconds, List<StackTraceElement[]> stacks) {
    Map<String, Double> phases = new LinkedHashMap<>();
    PHASES.forEach(phase -> phases.put(phase.name(), 0.0));
    phases.put(OTHER, 0.0);
    Map<String, Double> methods = new HashMap<>();
    double each = seconds / Math.max(1, stacks.size());
    for (StackTraceElement[] stack : stacks) {
      phases.merge(phaseOf(stack), each, Double::sum);
      methods.merge(nameOf(stack), each, Double::sum);
    }
    Map<String, Double> sorted = new LinkedHashMap<>();
    methods.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return new PhaseProfile(seconds, phases, sorted);
  }

  /** The innermost method of ours. */
  private static String nameOf(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (type.startsWith("org.blup.")) {
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
      }
    }
    return OTHER;
  }

  private static String phaseOf(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      for (Phase phase : PHASES) {
        if (frame.getMethodName().equals(phase.method())
            && frame.getClassName().equals(phase.type())) {
          return phase.name();
        }
      }
    }
    return OTHER;
  }

  /** Looks twice a millisecond where a thread is. */
  private static final class Sampler extends Thread {

    private final Thread watched;
    private final List<StackTraceElement[]> stacks = new ArrayList<>();
    private volatile boolean ended;

    Sampler(Thread watched) {
      this.watched = watched;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!ended) {
        LockSupport.parkNanos(PAUSE);
        stacks.add(watched.getStackTrace());
      }
    }

    List<StackTraceElement[]> end() {
      ended = true;
      try {
        join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted while measuring", e);
      }
      return stacks;
    }
  }
}
