package org.blup.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.blup.processor.BlupProcessor;

/**
 * What the processor adds to a compilation: {@value #RECORDS} annotated records, compiled with the
 * processor, and then, without it, beside the classes it wrote. Both times all sources are read
 * from memory, compiled in full and written to memory. Time is that of the compiling thread, so
 * that what else runs on the machine counts little.
 */
public final class CompileCost {

  private static final int RECORDS = 500;
  private static final int ROUNDS = 7;

  private static final List<String> FORMULAS =
      List.of(
          "y ~ x + (x | g)",
          "y ~ x + (1 | g)",
          "y ~ x + z + (x || g)",
          "y ~ x * f + (1 | g) + (1 | h)",
          "y ~ x + (1 | g/h)",
          "log(y) ~ log(x) + I(x^2) + (1 | g)",
          "y ~ e * x + (e | g)",
          "y ~ 0 + f + offset(z) + (0 + x | g)",
          "y ~ factor(n) + x + (1 | g:h)",
          "y ~ (x + z + n)^2 + (x + z | g) + (1 | h)");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

  private CompileCost() {}

  /**
   * Runs the measurement in processes of their own, whose class path is that of a compiler.
   *
   * @param arguments nothing; or, for those processes, what to measure and a folder for the classes
   *     that the processor writes
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      measure();
      return;
    }
    CompileCost cost = new CompileCost();
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "first-with" -> cost.firstWith(folder);
      case "first-without" -> cost.firstWithout(folder);
      default -> cost.warm();
    }
  }

  private static void measure() throws IOException {
    Path folder = Files.createTempDirectory("compile-cost");
    MarkdownTable table =
        new MarkdownTable(List.of("ms a record", "javac", "with the processor", "more"));
    Measurements firstWith = process("first-with", folder);
    Measurements firstWithout = process("first-without", folder);
    Measurements warm = process("warm", folder);
    table.add(row("a compiler's first", firstWithout, firstWith));
    table.add(row("warm, median", warm, warm));
    System.out.printf("%d records%n%s", RECORDS, table);
  }

  private static Measurements process(String what, Path folder) {
    return Measurements.of(
        JavaCommand.of(List.of(), CompileCost.class, List.of(what, folder.toString())));
  }

  private void firstWith(Path folder) throws IOException {
    MemoryFiles generated = new MemoryFiles(fileManager());
    print("with", compile(records(), generated, List.of(new BlupProcessor())));
    for (JavaFileObject source : generated.sources()) {
      Path file = folder.resolve(Path.of(source.getName()).getFileName());
      Files.writeString(file, source.getCharContent(true));
    }
  }

  private void firstWithout(Path folder) throws IOException {
    List<JavaFileObject> sources = records();
    try (Stream<Path> generated = Files.list(folder)) {
      fileManager()
          .getJavaFileObjects(generated.sorted().toArray(Path[]::new))
          .forEach(sources::add);
    }
    print("without", compile(sources, new MemoryFiles(fileManager()), List.of()));
  }

  private void warm() {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      MemoryFiles generated = new MemoryFiles(fileManager());
      with.add(compile(records(), generated, List.of(new BlupProcessor())));
      List<JavaFileObject> all = records();
      all.addAll(generated.sources());
      without.add(compile(all, new MemoryFiles(fileManager()), List.of()));
    }
    print("with", median(with));
    print("without", median(without));
  }

  private static void print(String name, double seconds) {
    System.out.println(name + "=" + 1000 * seconds / RECORDS);
  }

  private StandardJavaFileManager fileManager() {
    return compiler.getStandardFileManager(null, Locale.ROOT, null);
  }

  /** Compiles, and returns the processor time it took in seconds. */
  private double compile(
      List<JavaFileObject> sources, MemoryFiles files, List<Processor> processors) {
    List<String> options =
        processors.isEmpty() ? List.of("-nowarn", "-proc:none") : List.of("-nowarn");
    JavaCompiler.CompilationTask task = compiler.getTask(null, files, null, options, null, sources);
    if (!processors.isEmpty()) {
      task.setProcessors(processors);
    }
    long start = clock.getCurrentThreadCpuTime();
    if (!task.call()) {
      throw new IllegalStateException("the records do not compile");
    }
    return (clock.getCurrentThreadCpuTime() - start) * 1e-9;
  }

  private static List<JavaFileObject> records() {
    List<JavaFileObject> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String source =
          """
          package rows;

          import org.blup.MixedModel;

          @MixedModel("%s")
          @SuppressWarnings({"blup:903", "blup:906"})
          public record Row%d(
              double y, double x, double z, int n, String f, Level e, String g, String h) {

            public enum Level { LOW, MIDDLE, HIGH }
          }
          """
              .formatted(FORMULAS.get(i % FORMULAS.size()), i);
      records.add(MemoryFiles.source("rows.Row" + i, source));
    }
    return records;
  }

  private static double median(List<Double> seconds) {
    List<Double> warm = seconds.subList(ROUNDS / 3, ROUNDS).stream().sorted().toList();
    return warm.get(warm.size() / 2);
  }

  private static List<String> row(String name, Measurements without, Measurements with) {
    double javac = without.number("without").orElseThrow();
    double both = with.number("with").orElseThrow();
    return Stream.concat(
            Stream.of(name),
            Stream.of(javac, both, both - javac)
                .map(milliseconds -> String.format(Locale.ROOT, "%.2f", milliseconds)))
        .toList();
  }
}
