package org.blup.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Fits the sleep study from a Parquet file, and adds predictions to its rows. Takes the file and
 * Spark's master; without arguments it writes the file first, from the CSV file of the examples.
 */
public final class SleepFromParquet {

  private SleepFromParquet() {}

  /** Prints the fit and the first predictions. */
  public static void main(String[] arguments) throws IOException {
    String master = arguments.length > 1 ? arguments[1] : "local[2]";
    try (SparkSession session =
        SparkSession.builder()
            .master(master)
            .appName("sleep study")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      String file = arguments.length > 0 ? arguments[0] : written(session, Path.of("target"));
      System.out.println(fit(session, file));
      predictions(session, file).show(5);
    }
  }

  /** The fit of a file. */
  static SleepModel.Fit fit(SparkSession session, String file) {
    return SparkFits.fit(SleepModel.model(), session.read().parquet(file));
  }

  /** The rows of a file with their predictions. */
  static Dataset<Row> predictions(SparkSession session, String file) {
    return SparkFits.predict(fit(session, file), session.read().parquet(file));
  }

  /** Writes the file into a folder. */
  static String written(SparkSession session, Path folder) {
    Path csv = Path.of("..", "examples", "src", "main", "resources", "org", "blup", "examples");
    String file = folder.resolve("sleepstudy.parquet").toString();
    session
        .read()
        .option("header", true)
        .schema("reaction double, days double, subject string")
        .csv(csv.resolve("sleepstudy.csv").toString())
        .write()
        .mode("overwrite")
        .parquet(file);
    return file;
  }
}
