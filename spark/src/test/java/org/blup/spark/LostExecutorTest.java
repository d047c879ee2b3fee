package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.model.DistantSums;
import org.blup.model.Fitting;
import org.blup.model.Model;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors in processes of their own, one of which ends in the middle of a job. */
class LostExecutorTest {

  @TempDir private Path home;

  private SparkSession cluster() throws IOException {
    return LocalCluster.builder(home).getOrCreate();
  }

  @Test
  void aLostExecutorChangesNothingForLevelsInTheCluster() throws IOException {
    List<Visit> visits = Visit.some(600, false);
    GrowthModel.Fit expected = GrowthModel.fit(Checkup.of(visits));
    AtomicInteger lost = new AtomicInteger();
    try (SparkSession cluster = cluster()) {
      cluster.sparkContext().addSparkListener(counting(lost));
      Dataset<Row> rows =
          LocalSpark.dataset(visits, Visit.SCHEMA)
              .repartition(17)
              .withColumn("patient", endingOnce().apply(functions.col("patient")));

      try (DistributedFit<Checkup, GrowthModel.Fit> fit =
          SparkFits.fitDistributed(
              GrowthModel.fitting().degreesOfFreedom(DegreesOfFreedom.WALD), rows)) {
        SameFit.assertSame(fit.fit(), expected);
        assertThat(fit.modes().count()).isEqualTo(2L * fit.levels());
      }
    }
    assertThat(lost).hasPositiveValue();
  }

  /**
   * The blocks that it had in memory, and the sums on its disk, are made again elsewhere: to the
   * last bit, since no shuffle has brought the rows into an order that may be another next time.
   */
  @Test
  void anExecutorLostInAnEvaluationChangesNothing() throws IOException {
    Model<Sleep, SleepModel.Fit> model = SleepModel.model();
    Fitting<Sleep, SleepModel.Fit> choices =
        SleepModel.fitting().degreesOfFreedom(DegreesOfFreedom.WALD);
    AtomicInteger lost = new AtomicInteger();
    try (SparkSession cluster = cluster();
        ClusterLevels<Sleep> levels =
            new ClusterLevels<>(
                SparkFits.summed(model, sleep(cluster)),
                Models.readable(model).reference(),
                model,
                JavaSparkContext.fromSparkContext(cluster.sparkContext()))) {
      cluster.sparkContext().addSparkListener(counting(lost));
      SleepModel.Fit expected = choices.fit(new DistantSums<>(levels.collapsed(), levels));
      DistantLevels failing =
          new FailingLevels(
              levels, home.resolve("halted").toFile(), () -> Runtime.getRuntime().halt(1));

      SleepModel.Fit fit = choices.fit(new DistantSums<>(levels.collapsed(), failing));

      assertThat(fit.theta()).isEqualTo(expected.theta());
      assertThat(fit.criterion()).isEqualTo(expected.criterion());
    }
    assertThat(home.resolve("halted")).exists();
    assertThat(lost).hasPositiveValue();
  }

  /** Subjects with rows in each of 9 partitions. */
  private static Dataset<Row> sleep(SparkSession session) {
    return session
        .range(0, 900, 1, 9)
        .selectExpr(
            "250 + pmod(hash(id), 1000) / 10 + pmod(hash(id % 50, 3), 100) as reaction",
            "double(pmod(hash(id, 2), 10)) as days", "concat('s', id % 50) as subject");
  }

  private static SparkListener counting(AtomicInteger lost) {
    return new SparkListener() {
      @Override
      public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        lost.incrementAndGet();
      }
    };
  }

  @Test
  void aLostExecutorChangesNothing() throws IOException {
    List<Visit> visits = Visit.some(600, false);
    VisitModel.Fit expected = VisitModel.fit(visits);
    AtomicInteger lost = new AtomicInteger();
    try (SparkSession cluster = cluster()) {
      cluster.sparkContext().addSparkListener(counting(lost));
      Dataset<Row> rows =
          LocalSpark.dataset(visits, Visit.SCHEMA)
              .repartition(24)
              .withColumn("patient", endingOnce().apply(functions.col("patient")));

      VisitModel.Fit fit = SparkFits.fit(VisitModel.model(), rows);

      assertThat(fit.rows()).isEqualTo(expected.rows());
      assertThat(fit.criterion()).isCloseTo(expected.criterion(), within(1e-7));
      assertThat(SparkFits.predict(fit, rows).agg(functions.sum("prediction")).first().getDouble(0))
          .isCloseTo(visits.stream().mapToDouble(fit::predict).sum(), within(1e-7));
    }
    assertThat(lost).hasPositiveValue();
  }

  /** Passes values on, and ends the process when it is in the middle of the partitions. */
  private org.apache.spark.sql.expressions.UserDefinedFunction endingOnce() {
    File ended = home.resolve("ended").toFile();
    UDF1<String, String> ending =
        value -> {
          if (TaskContext.getPartitionId() == 15 && ended.createNewFile()) {
            Runtime.getRuntime().halt(1);
          }
          return value;
        };
    return functions.udf(ending, DataTypes.StringType);
  }
}
