package org.blup.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.Model;

/** How much Spark lets the tasks of a job hand to the driver. */
final class ResultLimit {

  /** The setting of Spark. */
  static final String SETTING = "spark.driver.maxResultSize";

  /** Spark's own value. */
  private static final String DEFAULT = "1g";

  /** What Spark adds to a result, at most: its measures of the task, some of which count. */
  private static final long BESIDE = 1 << 14;

  private final String setting;
  private final long bytes;

  private ResultLimit(String setting, long bytes) {
    this.setting = setting;
    this.bytes = bytes;
  }

  static ResultLimit of(SparkConf conf) {
    long bytes = conf.getSizeAsBytes(SETTING, DEFAULT);
    return new ResultLimit(conf.get(SETTING, DEFAULT), bytes > 0 ? bytes : Long.MAX_VALUE);
  }

  /** Whether a task may hand on so many bytes, if it is the only one of its job. */
  boolean allows(long result) {
    return result <= bytes - BESIDE;
  }

  /** That the driver would have to read so many bytes at once, as a clause. */
  String exceededBy(long result) {
    return "their sums would come to the driver in parts of up to %s, and %s is %s"
        .formatted(ModelTooLargeException.size(result), SETTING, setting);
  }

  /**
   * The results of all tasks, in their order.
   *
   * @throws ModelTooLargeException if together they exceed the limit
   */
  static List<byte[]> collect(JavaRDD<byte[]> results, Model<?, ?> model) {
    try {
      return results.collect();
    } catch (Exception e) {
      // thrown without being declared; only the text says what it is
      if (e instanceof SparkException && String.valueOf(e.getMessage()).contains(SETTING)) {
        ResultLimit limit = of(results.context().getConf());
        throw new ModelTooLargeException(
            ("%s: what %d tasks hand to the driver, a result for each part of the levels,"
                    + " takes more than %s (%s). Raise it, or divide the dataset into fewer partitions,"
                    + " as with coalesce(n), for as few parts")
                .formatted(model, results.getNumPartitions(), SETTING, limit.setting));
      }
      throw e;
    }
  }
}
