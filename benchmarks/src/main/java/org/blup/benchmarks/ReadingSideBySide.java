package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A million rows of a CSV file to a fit with 100,000 groups, beside data.table and lme4. */
final class ReadingSideBySide {

  /** Rows are summed as they are read, so that little will do. */
  private static final String HEAP = "-Xmx64m";

  private ReadingSideBySide() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    Path file = Simulated.slopesFile();
    MarkdownTable table =
        new MarkdownTable(List.of("CSV to a fit", "s", "processor s", "peak MB", "REML criterion"));
    List<String> jvm = new ArrayList<>(options.jvmArguments());
    jvm.add(HEAP);
    List<String> work = List.of(file.toString(), options.quick() ? "1" : "5");
    table.add(row("Blup, " + HEAP, Measurements.of(JavaCommand.of(jvm, ReadingRun.class, work))));
    Optional<Lme4> lme4 = options.lme4() ? Lme4.find() : Optional.empty();
    if (lme4.isPresent()) {
      table.add(row("data.table and lme4", Lme4.read(file)));
    }
    System.out.println(Machine.describe());
    lme4.ifPresent(present -> System.out.println(present.describe()));
    System.out.println();
    System.out.println(table);
  }

  private static List<String> row(String name, Measurements measured) {
    return List.of(
        name,
        text("%.2f", measured.number("seconds")),
        text("%.2f", measured.number("processor")),
        text("%.0f", measured.number("memory")),
        text("%.6f", measured.number("criterion")));
  }

  private static String text(String format, OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : "–";
  }
}
