package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.spark.SameFit.assertSame;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.blup.internal.model.DistantSums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Tuple2;

/** Sums are collected where the driver has room for them, and stay where they are if not. */
class PathChoiceTest {

  private static final List<Checkup> ROWS = Checkup.of(Visit.some(600, false));

  private static Dataset<Row> dataset() {
    return LocalSpark.dataset(Visit.some(600, false), Visit.SCHEMA).repartition(6);
  }

  private static JavaRDD<Tuple2<Integer, byte[]>> partitions() {
    return SparkFits.summed(ClinicsModel.model(), dataset());
  }

  private static JavaSparkContext context() {
    SparkSession session = LocalSpark.session();
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /**
   * The sums of 7 clinics take a few hundred bytes, and some thousand where each of 6 partitions
   * has all of them: between, it is the merged sums that decide.
   */
  @ParameterizedTest
  @CsvSource({"1e3, true", "1e12, false"})
  void whatTheDriverHasDecides(double memory, boolean isDistributed) {
    try (PathChoice<Checkup> choice =
        new PathChoice<>(partitions(), ClinicsModel.model(), context(), memory)) {
      var sums = choice.sums();

      assertThat(sums instanceof DistantSums).isEqualTo(isDistributed);
      assertSame(ClinicsModel.fit(sums), ClinicsModel.fit(ROWS));
    }
  }

  @Test
  void levelsThatAreInAllPartitionsCountOnce() {
    double all =
        partitions().map(sums -> (double) sums._2().length).collect().stream()
            .mapToDouble(bytes -> bytes)
            .sum();
    try (PathChoice<Checkup> choice =
        new PathChoice<>(
            partitions(), ClinicsModel.model(), context(), PathChoice.NEED * all - 1)) {
      assertThat(choice.sums()).isNotInstanceOf(DistantSums.class);
    }
  }
}
