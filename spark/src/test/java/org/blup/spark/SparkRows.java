package org.blup.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.blup.design.CrossProducts;

/**
 * Measures what Spark costs: the sums of rows from a stream, and from the same rows in a Parquet
 * file by one and two cores; and the bytes of sums that tasks hand on for each level. Takes the
 * numbers of rows and of levels. Seconds are those that pass, and processor seconds of all threads.
 */
public final class SparkRows {

  /** Runs of each measurement, the best of which is printed: earlier ones compile. */
  private static final int RUNS = 4;

  private SparkRows() {}

  /** Prints one line for each measurement. */
  public static void main(String[] arguments) throws IOException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2_000_000;
    long levels = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
    System.out.printf("%,d rows, %,d levels%n", rows, levels);

    measure("plain stream", rows, () -> stream(rows, levels));
    Path file = Path.of("target", "spark-rows.parquet");
    for (int cores = 1; cores <= 2; cores++) {
      try (SparkSession session = session(cores)) {
        if (cores == 1) {
          write(session, rows, levels, file);
        }
        Dataset<Row> dataset = session.read().parquet(file.toString());
        String where = "local[" + cores + "], ";
        measure(where + "rows counted as objects", rows, () -> count(dataset));
        measure(where + "rows summed", rows, () -> sum(dataset));
        if (cores == 2) {
          handedOn(session, "rows in any order, 16 partitions", dataset.repartition(16), levels);
          handedOn(
              session,
              "partitions by level, 16",
              dataset.repartition(16, functions.col("subject")),
              levels);
        }
      }
    }
  }

  private static SparkSession session(int cores) {
    return SparkSession.builder()
        .master("local[" + cores + "]")
        .appName("rows")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "16")
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate();
  }

  private static void write(SparkSession session, long rows, long levels, Path file) {
    session
        .range(0, rows, 1, 8)
        .selectExpr(
            "250 + pmod(hash(id), 1000) / 10 as reaction",
            "double(id % 10) as days",
            "concat('s', pmod(hash(id, 1), " + levels + ")) as subject")
        .write()
        .mode("overwrite")
        .parquet(file.toString());
  }

  private static long stream(long rows, long levels) {
    CrossProducts<Sleep> sums = SleepModel.crossProducts();
    LongStream.range(0, rows)
        .mapToObj(
            i -> {
              long mixed = (i * 0x9E3779B97F4A7C15L) >>> 20;
              return new Sleep(250 + mixed % 1000 / 10.0, i % 10, "s" + mixed % levels);
            })
        .forEach(sums::add);
    return sums.rows();
  }

  private static long count(Dataset<Row> dataset) {
    return dataset.javaRDD().map(row -> row.getDouble(0) > 0 ? 1L : 0L).reduce(Long::sum);
  }

  private static long sum(Dataset<Row> dataset) {
    return SparkFits.crossProducts(SleepModel.model(), dataset).rows();
  }

  /** The bytes that tasks of the first step of merging hand on to those of the second. */
  private static void handedOn(
      SparkSession session, String how, Dataset<Row> dataset, long levels) {
    AtomicLong lastStage = new AtomicLong();
    session
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onStageCompleted(SparkListenerStageCompleted stage) {
                long bytes = stage.stageInfo().taskMetrics().shuffleWriteMetrics().bytesWritten();
                if (bytes > 0) {
                  lastStage.set(bytes);
                }
              }
            });
    sum(dataset);
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.printf(
        "%-40s %,d bytes, %.1f a level%n", how, lastStage.get(), (double) lastStage.get() / levels);
  }

  private interface Work {
    long rows();
  }

  private static void measure(String what, long rows, Work work) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double best = Double.POSITIVE_INFINITY;
    double leastProcessor = Double.POSITIVE_INFINITY;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      long processor = system.getProcessCpuTime();
      if (work.rows() != rows) {
        throw new IllegalStateException(what + ": rows are missing");
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
      leastProcessor = Math.min(leastProcessor, (system.getProcessCpuTime() - processor) / 1e9);
    }
    System.out.printf(
        "%-40s %6.2f s, %6.2f processor s, %,.0f rows a second, %,.0f a processor second%n",
        what, best, leastProcessor, rows / best, rows / leastProcessor);
  }
}
