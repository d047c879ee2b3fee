package org.blup.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.blup.MixedModel;

/** A process of its own: one pass over a large CSV file, by Blup or by DuckDB. */
final class LargeFileRun {

  @MixedModel("y ~ x + (1 | g)")
  record Row(double y, double x, int g) {}

  /** The sums that this model needs, each of a level and of all rows. */
  private static final String SUMS =
      "select count(*), sum(n), sum(x), sum(y), sum(xx), sum(xy), sum(yy) from (select g, count(*)"
          + " as n, sum(x) as x, sum(y) as y, sum(x * x) as xx, sum(x * y) as xy, sum(y * y) as yy"
          + " from read_csv('%s', header = true, columns = {'y': 'DOUBLE', 'x': 'DOUBLE', 'g':"
          + " 'INTEGER'}) group by g)";

  private LargeFileRun() {}

  /**
   * Prints what the run takes, as lines {@code name=value}.
   *
   * @param arguments {@code blup}, or {@code duckdb} and its memory limit; and the file
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path file = Path.of(arguments[arguments.length - 1]);
    long start = System.nanoTime();
    if (arguments[0].equals("blup")) {
      fit(file, start);
    } else {
      query(file, arguments[1]);
    }
    System.out.println("seconds=" + seconds(start));
    System.out.println("processor=" + Timing.processorNanoseconds() * 1e-9);
    Sleep.printPeakMemory();
  }

  private static void fit(Path file, long start) {
    try (Stream<Row> rows = LargeFileRun_RowModel.streamCsv(file)) {
      LargeFileRun_RowModel.Fit fit =
          LargeFileRun_RowModel.fitting()
              .progress((theta, value) -> System.out.println("last evaluation=" + seconds(start)))
              .fit(rows);
      System.out.println("rows=" + fit.rows());
      System.out.println("groups=" + fit.g().levels().size());
      System.out.println("sigma=" + fit.sigma());
      System.out.println("x=" + fit.fixed().x().estimate());
    }
  }

  private static void query(Path file, String memory) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set memory_limit = '" + memory + "'");
      statement.execute("set preserve_insertion_order = false");
      try (ResultSet result = statement.executeQuery(SUMS.formatted(file))) {
        result.next();
        System.out.println("groups=" + result.getLong(1));
        System.out.println("rows=" + result.getLong(2));
      }
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
