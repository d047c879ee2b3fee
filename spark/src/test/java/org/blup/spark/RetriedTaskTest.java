package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.model.DistantSums;
import org.blup.model.Fitting;
import org.blup.model.Model;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that fails in the middle and is run again changes nothing, either way. */
class RetriedTaskTest {

  @TempDir private Path home;

  @Test
  void aTaskThatIsRunAgainChangesNothing() {
    List<Visit> visits = Visit.some(600, false);
    GrowthModel.Fit expected = GrowthModel.fit(Checkup.of(visits));
    LocalSpark.stop();
    try (SparkSession unused = LocalSpark.builder("local[2,3]").getOrCreate()) {
      Dataset<Row> rows = LocalSpark.dataset(visits, Visit.SCHEMA).repartition(9);

      SameFit.assertSame(
          SparkFits.fit(GrowthModel.model(), failingOnce(rows, "collected")), expected);
      assertThat(home.resolve("collected")).exists();
      try (DistributedFit<Checkup, GrowthModel.Fit> fit =
          SparkFits.fitDistributed(
              GrowthModel.fitting().degreesOfFreedom(DegreesOfFreedom.WALD),
              failingOnce(rows, "distributed"))) {
        SameFit.assertSame(fit.fit(), expected);
      }
      assertThat(home.resolve("distributed")).exists();
    }
  }

  /** The levels are where they are by then, and what is run again is one part of an evaluation. */
  @Test
  void anEvaluationWhoseTaskIsRunAgainGivesTheSameBits() {
    List<Visit> visits = Visit.some(600, false);
    Model<Checkup, GrowthModel.Fit> model = GrowthModel.model();
    Fitting<Checkup, GrowthModel.Fit> choices =
        GrowthModel.fitting().degreesOfFreedom(DegreesOfFreedom.WALD);
    LocalSpark.stop();
    try (SparkSession session = LocalSpark.builder("local[2,3]").getOrCreate();
        ClusterLevels<Checkup> levels =
            new ClusterLevels<>(
                SparkFits.summed(model, LocalSpark.dataset(visits, Visit.SCHEMA).repartition(9)),
                Models.readable(model).reference(),
                model,
                JavaSparkContext.fromSparkContext(session.sparkContext()))) {
      GrowthModel.Fit expected = choices.fit(new DistantSums<>(levels.collapsed(), levels));
      DistantLevels failing =
          new FailingLevels(
              levels,
              home.resolve("evaluation").toFile(),
              () -> {
                throw new IllegalStateException("once");
              });

      GrowthModel.Fit fit = choices.fit(new DistantSums<>(levels.collapsed(), failing));

      assertThat(home.resolve("evaluation")).exists();
      assertThat(fit.theta()).isEqualTo(expected.theta());
      assertThat(fit.criterion()).isEqualTo(expected.criterion());
    }
  }

  /** The same rows, in one of whose partitions the first task fails behind its first rows. */
  private Dataset<Row> failingOnce(Dataset<Row> rows, String name) {
    File failed = home.resolve(name).toFile();
    int[] seen = {0};
    UDF1<String, String> failing =
        value -> {
          boolean isPartOfTheWay = TaskContext.getPartitionId() == 5 && ++seen[0] > 10;
          if (isPartOfTheWay && failed.createNewFile()) {
            throw new IllegalStateException("once");
          }
          return value;
        };
    UserDefinedFunction function = functions.udf(failing, DataTypes.StringType);
    return rows.withColumn("patient", function.apply(functions.col("patient")));
  }
}
