package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
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
