package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.spark.SameFit.assertSame;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.blup.design.CrossProducts;
import org.blup.internal.model.DistantSums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Sums are collected where the driver has room for them, and stay where they are if not. */
class PathChoiceTest {

  private static final List<Checkup> ROWS = Checkup.of(Visit.some(600, false));

  private static JavaRDD<Tuple2<Integer, byte[]>> partitions(int count) {
    Dataset<Row> rows = LocalSpark.dataset(Visit.some(600, false), Visit.SCHEMA);
    return SparkFits.summed(ClinicsModel.model(), rows.repartition(count));
  }

  private static double bytes(JavaRDD<Tuple2<Integer, byte[]>> partitions) {
    return partitions.collect().stream().mapToDouble(sums -> sums._2().length).sum();
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
        new PathChoice<>(partitions(6), ClinicsModel.model(), context(), memory)) {
      var sums = choice.sums();

      assertThat(sums instanceof DistantSums).isEqualTo(isDistributed);
      ClinicsModel.Fit fit = ClinicsModel.fit(sums);
      assertSame(fit, ClinicsModel.fit(ROWS));
      String notice = "Levels left in the cluster, because their sums would need about 0.1 MB";
      assertThat(fit.toString().contains(notice)).isEqualTo(isDistributed);
    }
  }

  /** Up to 8 partitions are merged on the driver alone, and runs of more by tasks before. */
  @ParameterizedTest
  @ValueSource(ints = {6, 20})
  void levelsThatAreInAllPartitionsCountOnce(int count) {
    JavaRDD<Tuple2<Integer, byte[]>> partitions = partitions(count);
    double memory = PathChoice.NEED * bytes(partitions) - 1;
    try (PathChoice<Checkup> choice =
        new PathChoice<>(partitions, ClinicsModel.model(), context(), memory)) {
      var sums = choice.sums();

      assertThat(sums).isNotInstanceOf(DistantSums.class);
      assertSame(ClinicsModel.fit(sums), ClinicsModel.fit(ROWS));
    }
  }

  /** Each of 5 runs has all levels: together they are more than the driver takes at a time. */
  @Test
  void theDriverReadsOneRunAfterTheOther() {
    LocalSpark.stop();
    try (SparkSession session =
        LocalSpark.builder("local[2]").config("spark.driver.maxResultSize", "1m").getOrCreate()) {
      Dataset<Row> rows =
          session
              .range(0, 200_000, 1, 20)
              .selectExpr(
                  "250 + pmod(hash(id), 1000) / 10 as reaction",
                  "double(pmod(hash(id, 2), 10)) as days",
                  "concat('s', id % 10000) as subject");
      CrossProducts<Sleep> sums = SparkFits.crossProducts(SleepModel.model(), rows);

      assertThat(sums.rows()).isEqualTo(200_000);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      sums.writeTo(bytes);
      assertThat(bytes.size()).isBetween(300_000, 1_000_000);
    }
  }
}
