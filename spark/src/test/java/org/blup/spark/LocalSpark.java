package org.blup.spark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Spark within the process of the tests, and datasets for it. */
final class LocalSpark {

  private LocalSpark() {}

  /** The session that all tests share, but those that need another. */
  static SparkSession session() {
    return builder("local[2]").getOrCreate();
  }

  /** How a session is made; without a web page, and on addresses of this computer alone. */
  static SparkSession.Builder builder(String master) {
    assumeTrue(
        Runtime.version().feature() < 24 || !version().startsWith("3."),
        "Spark " + version() + " does not run on Java 24 or later: Spark 4 does (-Pspark-4)");
    return SparkSession.builder()
        .master(master)
        .appName("blup-spark")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .config("spark.sql.shuffle.partitions", "4");
  }

  private static String version() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  /** Ends the session, so that another kind can be made. */
  static void stop() {
    session().stop();
  }

  /** Records as a dataset, enums and the like as texts. */
  static <R extends Record> Dataset<Row> dataset(List<R> rows, String schema) {
    return session()
        .createDataFrame(rows.stream().map(LocalSpark::row).toList(), StructType.fromDDL(schema));
  }

  private static Row row(Record row) {
    return RowFactory.create(
        Arrays.stream(row.getClass().getRecordComponents()).map(c -> value(c, row)).toArray());
  }

  private static Object value(RecordComponent component, Record row) {
    try {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(row);
      return value instanceof Enum<?> || value instanceof UUID ? value.toString() : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
