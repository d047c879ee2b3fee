package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.spark.SameFit.assertSame;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.blup.design.CrossProducts;
import org.blup.model.MissingValues;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dataset's fit is that of its rows in a list, whatever the partitions. */
class SameAnswerTest {

  private static List<Visit> visits;
  private static VisitModel.Fit expected;
  private static Dataset<Row> dataset;

  @BeforeAll
  static void rows() {
    visits = Visit.some(1500, true);
    expected = VisitModel.fitting().missing(MissingValues.OMIT).fit(visits);
    dataset = LocalSpark.dataset(visits, Visit.SCHEMA).cache();
  }

  private static VisitModel.Fit fit(Dataset<Row> rows) {
    return VisitModel.fitting()
        .missing(MissingValues.OMIT)
        .fit(SparkFits.crossProducts(VisitModel.model(), rows));
  }

  /** 8 partitions are merged on the driver, more in two steps; some have no row. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 9, 150})
  void rowsInAnyNumberOfPartitions(int partitions) {
    assertSame(fit(dataset.repartition(partitions)), expected);
  }

  static Stream<Dataset<Row>> unevenPartitions() {
    return Stream.of(
        dataset.repartition(13, functions.col("patient")),
        dataset.repartitionByRange(11, functions.col("year")),
        dataset.orderBy(functions.col("score").desc()),
        dataset
            .filter("patient = 'p0'")
            .coalesce(1)
            .union(dataset.filter("patient != 'p0'").repartition(20)),
        dataset.filter("clinic > 99").union(dataset).union(dataset.filter("clinic > 99")));
  }

  @ParameterizedTest
  @MethodSource
  void unevenPartitions(Dataset<Row> rows) {
    assertSame(fit(rows), expected);
  }

  @Test
  void rowsThatMissValuesAreCountedAndFirstIsNamed() {
    CrossProducts<Visit> sums =
        SparkFits.crossProducts(VisitModel.model(), dataset.repartition(30));

    assertThat(sums.rows()).isEqualTo(expected.rows());
    assertThat(sums.omitted()).isEqualTo(visits.size() - expected.rows()).isPositive();
  }

  /** Tasks end in another order each time, and their sums are merged in the same. */
  @Test
  void theSamePartitionsGiveTheSameBits() {
    Dataset<Row> rows = dataset.repartition(40).cache();
    VisitModel.Fit fit = fit(rows);

    for (int run = 0; run < 3; run++) {
      VisitModel.Fit again = fit(rows);
      assertThat(again.criterion()).isEqualTo(fit.criterion());
      assertThat(again.theta()).isEqualTo(fit.theta());
    }
    rows.unpersist();
  }

  /** Columns stand in another order, among others, and are called in other case. */
  @Test
  void columnsAreFoundByName() {
    Dataset<Row> rows =
        dataset
            .select(
                "patient",
                "precision",
                "id",
                "day",
                "age",
                "clinic",
                "treated",
                "study arm",
                "year",
                "score")
            .withColumnRenamed("year", "Year")
            .withColumn("year.of.birth", functions.lit(1960))
            .withColumn("notes", functions.lit("none"));
    assertSame(fit(rows), expected);
  }

  /** Numbers may be of any type that holds them. */
  @Test
  void numbersOfOtherTypes() {
    Dataset<Row> rows =
        dataset
            .withColumn("year", functions.col("year").cast("decimal(10,0)"))
            .withColumn("clinic", functions.col("clinic").cast("tinyint"))
            .withColumn("precision", functions.col("precision").cast("decimal(8,2)"))
            .withColumn("age", functions.lit(null));
    assertSame(fit(rows), expected);
  }

  @Test
  void partsOfOtherDaysAreMerged() {
    CrossProducts<Visit> sums = VisitModel.crossProducts();
    visits.stream().filter(visit -> visit.year() < 2000).forEach(sums::add);
    sums.merge(
        SparkFits.crossProducts(
            VisitModel.model(), dataset.filter("year >= 2000").repartition(12)));

    assertSame(VisitModel.fitting().missing(MissingValues.OMIT).fit(sums), expected);
  }

  /** The rows of a subject are found again in several partitions. */
  @Test
  void residualsThatCovary() {
    List<Step> steps = Step.some();
    Dataset<Row> rows = LocalSpark.dataset(steps, "level double, day int, subject string");

    assertSame(SparkFits.fit(StepModel.model(), rows.repartition(17)), StepModel.fit(steps));
  }
}
