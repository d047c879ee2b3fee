package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What exceeds {@code spark.driver.maxResultSize} never ends in an error of Spark's. */
class ResultLimitTest {

  private static final List<Visit> VISITS = Visit.some(600, false);

  /** Of a task 4 kB beside what Spark adds, which the sums of 60 patients exceed. */
  @BeforeAll
  static void limit() {
    LocalSpark.stop();
    SparkSession session =
        LocalSpark.builder("local[2]").config("spark.driver.maxResultSize", "20k").getOrCreate();
    assertThat(session.conf().get("spark.driver.maxResultSize")).isEqualTo("20k");
  }

  @AfterAll
  static void unlimited() {
    LocalSpark.stop();
  }

  private static Dataset<Row> rows(int partitions) {
    return LocalSpark.dataset(VISITS, Visit.SCHEMA).repartition(partitions);
  }

  @Test
  void levelsThatTheDriverMayNotReadStayInTheCluster() {
    GrowthModel.Fit fit = SparkFits.fit(GrowthModel.model(), rows(3));

    SameFit.assertSame(fit, GrowthModel.fit(Checkup.of(VISITS)));
    assertThat(fit.toString())
        .contains(
            "Levels left in the cluster, because their sums would come to the driver in parts of up"
                + " to 0.1 MB, and spark.driver.maxResultSize is 20k");
  }

  @Test
  void smallSumsAreCollected() {
    ClinicsModel.Fit fit = SparkFits.fit(ClinicsModel.model(), rows(3));

    assertThat(fit.toString()).doesNotContain("Levels left in the cluster");
    SameFit.assertSame(fit, ClinicsModel.fit(Checkup.of(VISITS)));
  }

  @Test
  void sumsThatTheDriverMayNotReadAreRefusedByName() {
    assertRefused(() -> SparkFits.crossProducts(GrowthModel.model(), rows(3)), "Growth");
    assertRefused(() -> SparkFits.crossProducts(GrowthModel.model(), rows(12)), "Growth");
    assertRefused(() -> fitOf(VisitModel.model()), "Visit");
  }

  private static <R, F extends MixedFit<R>> F fitOf(Model<R, F> model) {
    return SparkFits.fit(model, rows(3));
  }

  private static void assertRefused(Runnable question, String model) {
    assertThatThrownBy(question::run)
        .isInstanceOf(ModelTooLargeException.class)
        .hasMessageStartingWith(model)
        .hasMessageContaining(
            "the rows cannot be summed on the driver, since their sums would come to the driver in"
                + " parts of up to")
        .hasMessageContaining("and spark.driver.maxResultSize is 20k. Raise that, or")
        .hasMessageContaining("SparkFits.fitDistributed");
  }

  @Test
  void resultsOfTooManyPartsAreRefusedByName() {
    assertThatThrownBy(() -> SparkFits.fitDistributed(GrowthModel.fitting(), rows(80)))
        .isInstanceOf(ModelTooLargeException.class)
        .hasMessageContaining(
            "what 81 tasks hand to the driver, a result for each part of the levels, takes more"
                + " than spark.driver.maxResultSize (20k). Raise it, or divide the dataset into"
                + " fewer partitions, as with coalesce(n), for as few parts");
  }
}
