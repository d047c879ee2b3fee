package org.blup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A CSV file several times the heap to a fit with a million groups, beside the {@code GROUP BY} of
 * the same sums by DuckDB, and beside {@code wc -l}, which only reads it.
 */
final class LargerThanMemory {

  private static final String HEAP = "-Xmx512m";
  private static final String DUCKDB = "512MB";

  private LargerThanMemory() {}

  /** Arguments: {@code --quick} for a hundredth of the rows. */
  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    long rows = options.quick() ? 1_000_000 : 100_000_000;
    int groups = options.quick() ? 10_000 : 1_000_000;
    Path file = LargeFile.of(rows, groups);
    System.out.println(Machine.describe());
    System.out.printf(
        Locale.ROOT, "%,d rows, %,d groups, %,d MB%n%n", rows, groups, size(file) / 1_000_000);
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "one file, read once",
                "s",
                "processor s",
                "million rows/s",
                "… a processor s",
                "peak MB",
                "rows",
                "groups"));
    table.add(row("`wc -l`", rows, lines(file)));
    List<String> jvm = new ArrayList<>(options.jvmArguments());
    jvm.add(HEAP);
    List<String> blup = List.of("blup", file.toString());
    table.add(
        row(
            "Blup, a fit of `y ~ x + (1 \\| g)`, " + HEAP,
            rows,
            Measurements.of(JavaCommand.of(jvm, LargeFileRun.class, blup))));
    List<String> duckdb = List.of("duckdb", DUCKDB, file.toString());
    table.add(
        row(
            "DuckDB, `GROUP BY`, " + DUCKDB + " and its JVM",
            rows,
            Measurements.of(JavaCommand.of(List.of("-Xmx64m"), LargeFileRun.class, duckdb))));
    System.out.println(table);
  }

  private static Measurements lines(Path file) {
    return Measurements.of(
        List.of(
            "bash",
            "-c",
            "TIMEFORMAT=$'seconds=%R\\nprocessor=%U'; { time wc -l < \"$0\" > /dev/null; } 2>&1",
            file.toString()));
  }

  private static List<String> row(String name, long rows, Measurements measured) {
    return List.of(
        name,
        measured.cell("seconds", "%.1f"),
        measured.cell("processor", "%.1f"),
        rate(rows, measured.number("seconds")),
        rate(rows, measured.number("processor")),
        measured.cell("memory", "%.0f"),
        measured.cell("rows", "%,.0f"),
        measured.cell("groups", "%,.0f"));
  }

  private static String rate(long rows, OptionalDouble seconds) {
    return seconds.isPresent()
        ? String.format(Locale.ROOT, "%.2f", rows / seconds.getAsDouble() * 1e-6)
        : "–";
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
