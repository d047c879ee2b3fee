package org.blup.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.blup.MixedModel;

/** A process of its own: reads a CSV file row by row and fits it, again and again. */
final class ReadingRun {

  @MixedModel("y ~ x + (1 | g)")
  record Row(double y, double x, int g) {}

  private ReadingRun() {}

  /**
   * Prints what a warm run takes, as lines {@code name=value}.
   *
   * @param arguments the file, and for how many seconds it is measured
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Timing timing = Timing.median(() -> fit(file), Double.parseDouble(arguments[1]));
    System.out.println("seconds=" + timing.seconds());
    System.out.println("processor=" + timing.processorSeconds());
    System.out.println("criterion=" + fit(file).criterion());
    Sleep.printPeakMemory();
  }

  private static ReadingRun_RowModel.Fit fit(Path file) {
    try (Stream<Row> rows = ReadingRun_RowModel.streamCsv(file)) {
      return ReadingRun_RowModel.fit(rows);
    }
  }
}
