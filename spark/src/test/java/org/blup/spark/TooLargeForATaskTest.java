package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too large for a task is an error on the driver that says what it is and what to do. */
class TooLargeForATaskTest {

  @Test
  void anEvaluationThatRunsOutOfMemoryNamesItsPart() {
    List<Visit> visits = Visit.some(300, false);
    Model<Checkup, GrowthModel.Fit> model = GrowthModel.model();
    SparkSession session = LocalSpark.session();
    try (ClusterLevels<Checkup> levels =
        new ClusterLevels<>(
            SparkFits.summed(model, LocalSpark.dataset(visits, Visit.SCHEMA).repartition(3)),
            Models.readable(model).reference(),
            model,
            JavaSparkContext.fromSparkContext(session.sparkContext()))) {

      assertThatThrownBy(
              () ->
                  levels.ofParts(
                      part -> {
                        throw new OutOfMemoryError();
                      }))
          .isInstanceOf(ModelTooLargeException.class)
          .hasMessageMatching(
              "part 1 of 3 of the levels, whose sums take [0-9.]+ MB in the form of files, is too"
                  + " large for its task: it needs more than the .*B that its executor has, for all"
                  + " tasks at once\\. On Spark, divide the dataset into more than 3 partitions, as"
                  + " with repartition\\(12\\), for as many parts; or give executors more memory,"
                  + " or fewer cores");
    }
  }

  @Test
  void aScorerThatAnExecutorCannotLoadIsNamed() {
    assertThatThrownBy(
            () ->
                TaskWork.ofLoading(SleepModel.model(), 300 << 20)
                    .within(
                        () -> {
                          throw new OutOfMemoryError();
                        }))
        .isInstanceOf(ModelTooLargeException.class)
        .hasMessageMatching(
            "Sleep: reaction ~ .*: the fit, whose coefficients and effects of levels take 300\\.0"
                + " MB in the form of files, is too large for its task: it needs more than the .*B"
                + " that its executor has, for all tasks at once\\. On Spark, fit with"
                + " SparkFits\\.fitDistributed, whose modes\\(\\) are a dataset that can be joined to"
                + " the rows; or give executors more memory, or fewer cores")
        .hasNoCause();
  }

  @Test
  void whatASmallExecutorCannotHoldEndsNoTask(@TempDir Path home) throws IOException {
    AtomicInteger failed = new AtomicInteger();
    try (SparkSession session =
        LocalCluster.builder(home).config("spark.executor.memory", "200m").getOrCreate()) {
      session.sparkContext().addSparkListener(counting(failed));
      Dataset<Row> rows =
          session
              .range(0, 4_000_000, 1, 2)
              .selectExpr(
                  "250 + pmod(hash(id), 1000) / 10 as reaction",
                  "double(pmod(hash(id, 2), 10)) as days",
                  "concat('s', id % 2000000) as subject");

      assertThatThrownBy(() -> SparkFits.fitDistributed(SleepModel.fitting(), rows))
          .isInstanceOf(ModelTooLargeException.class)
          .hasMessageMatching(
              "partition 0 of the dataset is too large for its task: Sleep: the sums over [0-9]+"
                  + " levels of subject .* To grow further they need at least .*\\. On Spark, divide"
                  + " the dataset into more partitions.*")
          .hasNoCause()
          .satisfies(
              error ->
                  assertThat(error.getStackTrace())
                      .extracting(StackTraceElement::getMethodName)
                      .contains("fitDistributed"));
    }
    assertThat(failed).hasValue(0);
  }

  private static SparkListener counting(AtomicInteger failed) {
    return new SparkListener() {
      @Override
      public void onTaskEnd(SparkListenerTaskEnd end) {
        if (!end.taskInfo().successful()) {
          failed.incrementAndGet();
        }
      }
    };
  }
}
