package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.blup.model.Fitting;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow tasks are run a second time elsewhere, and whichever ends first changes nothing. */
class SpeculationTest {

  /** Far longer than Spark takes to start the second attempt, whose end interrupts the first. */
  private static final long SLOW_MILLISECONDS = 120_000;

  private static final Fitting<Sleep, SleepModel.Fit> CHOICES =
      SleepModel.fitting().degreesOfFreedom(DegreesOfFreedom.WALD);

  @TempDir private Path home;

  @Test
  void aSecondAttemptChangesNothingForSumsOnTheDriver() throws IOException {
    AtomicInteger speculative = new AtomicInteger();
    try (TwoHosts cluster = new TwoHosts(home);
        SparkSession session = session(cluster, speculative)) {
      SleepModel.Fit expected = SparkFits.fit(CHOICES, sleep(session));

      assertSameBits(SparkFits.fit(CHOICES, slowOnce(sleep(session))), expected);
    }
    assertThat(speculative).hasPositiveValue();
  }

  @Test
  void aSecondAttemptChangesNothingForLevelsInTheCluster() throws IOException {
    AtomicInteger speculative = new AtomicInteger();
    try (TwoHosts cluster = new TwoHosts(home);
        SparkSession session = session(cluster, speculative)) {
      try (DistributedFit<Sleep, SleepModel.Fit> expected =
              SparkFits.fitDistributed(CHOICES, sleep(session));
          DistributedFit<Sleep, SleepModel.Fit> fit =
              SparkFits.fitDistributed(CHOICES, slowOnce(sleep(session)))) {
        assertSameBits(fit.fit(), expected.fit());
      }
    }
    assertThat(speculative).hasPositiveValue();
  }

  private static SparkSession session(TwoHosts cluster, AtomicInteger speculative)
      throws IOException {
    SparkSession session =
        cluster
            .builder()
            .config("spark.speculation", "true")
            .config("spark.speculation.interval", "50ms")
            .config("spark.speculation.quantile", "0.5")
            .config("spark.speculation.multiplier", "1.5")
            .config("spark.speculation.efficiency.enabled", "false")
            // a free executor takes what there is
            .config("spark.locality.wait", "0s")
            .getOrCreate();
    session
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskInfo().speculative() && end.taskInfo().successful()) {
                  speculative.incrementAndGet();
                }
              }
            });
    return session;
  }

  private static void assertSameBits(SleepModel.Fit fit, SleepModel.Fit expected) {
    assertThat(fit.theta()).isEqualTo(expected.theta());
    assertThat(fit.criterion()).isEqualTo(expected.criterion());
    assertThat(fit.toString()).isEqualTo(expected.toString());
  }

  /** Subjects with rows in each of 9 partitions. */
  private static Dataset<Row> sleep(SparkSession session) {
    return session
        .range(0, 900, 1, 9)
        .selectExpr(
            "250 + pmod(hash(id), 1000) / 10 + pmod(hash(id % 50, 3), 100) as reaction",
            "double(pmod(hash(id, 2), 10)) as days", "concat('s', id % 50) as subject");
  }

  /** The same rows, one of whose tasks is slow at its first attempt. */
  private Dataset<Row> slowOnce(Dataset<Row> rows) {
    File slowed = home.resolve("slowed").toFile();
    UDF1<String, String> slow =
        value -> {
          if (TaskContext.getPartitionId() == 5 && slowed.createNewFile()) {
            Thread.sleep(SLOW_MILLISECONDS);
          }
          return value;
        };
    return rows.withColumn(
        "subject", functions.udf(slow, DataTypes.StringType).apply(functions.col("subject")));
  }
}
