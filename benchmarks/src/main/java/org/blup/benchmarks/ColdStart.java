package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The sleep study as whole processes: start, read, fit, print, end. */
final class ColdStart {

  /** What a short program is started with by those who care: no second compiler, one collector. */
  private static final List<String> LEAN = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path file;
  private final Options options;
  private final boolean lme4;

  ColdStart(Path file, Options options, boolean lme4) {
    this.file = file;
    this.options = options;
    this.lme4 = lme4;
  }

  MarkdownTable table() {
    MarkdownTable table = new MarkdownTable(List.of("sleepstudy, whole process", "s", "peak MB"));
    if (lme4) {
      table.add(row("lme4", Lme4.sleepStudy(file)));
    }
    table.add(row("Blup", java(options.jvmArguments())));
    List<String> lean = new ArrayList<>(options.jvmArguments());
    lean.addAll(LEAN);
    table.add(row("Blup, " + String.join(" ", LEAN), java(lean)));
    return table;
  }

  private List<String> java(List<String> jvmArguments) {
    return JavaCommand.of(jvmArguments, Sleep.class, List.of(file.toString()));
  }

  private List<String> row(String name, List<String> command) {
    int repetitions = options.quick() ? 3 : 9;
    List<Double> seconds = new ArrayList<>();
    OptionalDouble memory = OptionalDouble.empty();
    for (int i = 0; i < repetitions; i++) {
      long start = System.nanoTime();
      memory = Measurements.of(command).number("memory");
      seconds.add((System.nanoTime() - start) * 1e-9);
    }
    seconds.sort(null);
    return List.of(
        name,
        String.format(Locale.ROOT, "%.3f", seconds.get(repetitions / 2)),
        memory.isPresent() ? String.format(Locale.ROOT, "%.0f", memory.getAsDouble()) : "–");
  }
}
