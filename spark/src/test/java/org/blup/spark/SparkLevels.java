package org.blup.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.blup.model.fit.DegreesOfFreedom;

/**
 * What an evaluation costs whose levels are in the cluster, and what it costs to bring them there.
 * Arguments: rows a level, and numbers of levels.
 */
final class SparkLevels {

  private SparkLevels() {}

  public static void main(String[] arguments) throws IOException {
    int each = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("levels");
    SparkSession session =
        LocalSpark.builder("local[2]").config("spark.sql.adaptive.enabled", "false").getOrCreate();
    for (int i = 1; i < arguments.length; i++) {
      long levels = Long.parseLong(arguments[i]);
      Path file = folder.resolve("levels-" + levels + ".parquet");
      write(session, levels * each, levels, file);
      measure(levels, session.read().parquet(file.toString()));
    }
    session.stop();
  }

  private static void write(SparkSession session, long rows, long levels, Path file) {
    session
        .range(0, rows, 1, 8)
        .selectExpr(
            "250 + pmod(hash(id), 1000) / 10 + pmod(hash(id % " + levels + ", 3), 100) as reaction",
            "double(int(id / " + levels + ")) as days",
            "concat('s', id % " + levels + ") as subject")
        .write()
        .mode("overwrite")
        .parquet(file.toString());
  }

  private static void measure(long levels, Dataset<Row> rows) {
    double atStart = processorSeconds();
    int[] evaluations = {0};
    double[] first = {0};
    try (DistributedFit<Sleep, SleepModel.Fit> fit =
        SparkFits.fitDistributed(
            SleepModel.fitting()
                .degreesOfFreedom(DegreesOfFreedom.WALD)
                .progress(
                    (theta, value) -> {
                      first[0] = evaluations[0] == 0 ? processorSeconds() : first[0];
                      evaluations[0]++;
                    }),
            rows)) {
      double end = processorSeconds();
      System.out.printf(
          "%,d levels: %.2f processor s to the first value, %.3f each of %d evaluations with"
              + " derivatives, %,d levels fitted%n",
          levels,
          first[0] - atStart,
          (end - first[0]) / (evaluations[0] - 1),
          evaluations[0],
          fit.levels());
    }
  }

  private static double processorSeconds() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
