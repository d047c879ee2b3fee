package org.blup.examples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.MixedModel;

/**
 * A file that need not fit into memory: rows are read one by one, summed and forgotten. The rows
 * are simulated, ten for each customer: spend = 20 + 3 visits, customers with standard deviation 4,
 * chance 2. With {@code -Xmx256m} it runs just as well.
 */
public final class MillionRows {

  /** A day of a customer. */
  @MixedModel("spend ~ visits + (1 | customer)")
  record Day(double spend, double visits, int customer) {}

  private static final int ROWS = 1_000_000;

  private MillionRows() {}

  /**
   * Writes the file, fits it and deletes it.
   *
   * @param args how many rows, a million unless said otherwise
   */
  public static void main(String[] args) throws IOException {
    int rows = args.length == 0 ? ROWS : Integer.parseInt(args[0]);
    Path file = Files.createTempFile("days", ".csv");
    try {
      write(file, rows);
      long start = System.nanoTime();
      try (Stream<Day> days = MillionRows_DayModel.streamCsv(file)) {
        System.out.println(MillionRows_DayModel.fit(days));
      }
      System.out.printf(
          "%,d rows, %d MB, read and fitted in %.1f s%n",
          rows, Files.size(file) >> 20, (System.nanoTime() - start) / 1e9);
    } finally {
      Files.delete(file);
    }
  }

  private static void write(Path file, int rows) throws IOException {
    Random random = new Random(1);
    double[] customers =
        random.doubles(rows / 10).map(unused -> 4 * random.nextGaussian()).toArray();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("spend,visits,customer\n");
      for (int row = 0; row < rows; row++) {
        int customer = row % customers.length;
        int visits = random.nextInt(8);
        double spend = 20 + 3 * visits + customers[customer] + 2 * random.nextGaussian();
        out.write(spend + "," + visits + "," + customer + "\n");
      }
    }
  }
}
