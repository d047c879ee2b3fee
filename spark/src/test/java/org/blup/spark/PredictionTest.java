package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.UnreadableDataException;
import org.blup.model.Algorithm;
import org.blup.model.prediction.Scorer;
import org.blup.model.prediction.UnknownLevels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Columns of predictions are what the fit answers row by row. */
class PredictionTest {

  /**
   * Scorers, which executors have, add an intercept and slopes times years, of some 1,000 each, in
   * another order than fits do.
   */
  private static final double ROUNDING = 1e-11;

  private static List<Visit> visits;
  private static VisitModel.Fit fit;
  private static Scorer<Visit> scorer;
  private static Dataset<Row> dataset;

  @BeforeAll
  static void fitted() {
    visits = Visit.some(400, false);
    fit = VisitModel.fit(visits);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    fit.saveScorer(saved);
    scorer = VisitModel.loadScorer(new ByteArrayInputStream(saved.toByteArray()));
    dataset = LocalSpark.dataset(visits, Visit.SCHEMA);
  }

  @Test
  void predictionsAreThoseOfTheFit() {
    List<Row> rows = SparkFits.predict(fit, dataset).collectAsList();

    assertThat(rows).hasSameSizeAs(visits);
    for (int i = 0; i < visits.size(); i++) {
      Visit visit = visits.get(i);
      assertThat(rows.get(i).<Double>getAs("prediction"))
          .isEqualTo(scorer.predict(visit))
          .isCloseTo(fit.predict(visit), within(ROUNDING));
      assertThat(rows.get(i).<Double>getAs("populationPrediction"))
          .isEqualTo(scorer.predictPopulation(visit))
          .isCloseTo(fit.predictPopulation(visit), within(ROUNDING));
    }
  }

  @Test
  void allOtherColumnsStay() {
    Dataset<Row> named =
        dataset.withColumn("a.b", functions.lit(1)).withColumn("`", functions.lit(2));

    assertThat(SparkFits.predict(fit, named).columns())
        .startsWith(named.columns())
        .endsWith("a.b", "`", "prediction", "populationPrediction");
  }

  @Test
  void theResponseNeedNotBeThere() {
    assertThat(
            SparkFits.predict(fit, dataset.drop("score")).select("prediction").first().getDouble(0))
        .isEqualTo(scorer.predict(visits.get(0)));
    assertThatThrownBy(() -> SparkFits.predict(fit, dataset.drop("score", "patient")))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("'patient' is missing\n");
  }

  @Test
  void whatMissesAValueHasNoPrediction() {
    Dataset<Row> rows = dataset.withColumn("patient", functions.expr("nullif(patient, 'p0')"));

    assertThat(SparkFits.predict(fit, rows).filter("prediction is null").count())
        .isEqualTo(visits.stream().filter(visit -> visit.patient().equals("p0")).count())
        .isPositive();
    assertThat(SparkFits.predict(fit, rows).filter("populationPrediction is null").count())
        .isZero();
  }

  @Test
  void unknownLevelsAreAnErrorUnlessSaidOtherwise() {
    Dataset<Row> rows = dataset.withColumn("patient", functions.lit("new")).limit(1);

    assertThatThrownBy(() -> SparkFits.predict(fit, rows).collectAsList())
        .hasStackTraceContaining("UnknownLevelException: 'new' is not a level of patient");
    Row row = SparkFits.predict(fit, rows, UnknownLevels.POPULATION_MEAN).first();
    Visit first = visits.get(0);
    Visit unknown =
        new Visit(
            0,
            first.year(),
            first.arm(),
            first.treated(),
            first.clinic(),
            "new",
            1,
            null,
            null,
            null);
    assertThat(row.<Double>getAs("prediction"))
        .isEqualTo(scorer.unknownLevels(UnknownLevels.POPULATION_MEAN).predict(unknown))
        .isCloseTo(
            fit.prediction().unknownLevels(UnknownLevels.POPULATION_MEAN).predict(unknown),
            within(ROUNDING));
  }

  @Test
  void aColumnOfTheNameIsNotReplaced() {
    assertThatThrownBy(
            () -> SparkFits.predict(fit, dataset.withColumn("Prediction", functions.lit(1))))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("the dataset has a column 'prediction' already");
  }

  /** Fits without a criterion cannot be saved, and are predicted all the same. */
  @Test
  void fitsByIterationsArePredicted() {
    List<Checkup> rows = Checkup.of(visits);
    CrossedModel.Fit crossed = CrossedModel.fitting().algorithm(Algorithm.ITERATIVE).fit(rows);

    List<Row> predicted = SparkFits.predict(crossed, dataset).collectAsList();

    for (int i = 0; i < rows.size(); i++) {
      assertThat(predicted.get(i).<Double>getAs("prediction"))
          .isCloseTo(crossed.predict(rows.get(i)), within(ROUNDING));
    }
  }

  /** The relationship stays on the driver. */
  @Test
  void relatedLevelsAreFittedAndNotPredicted() {
    List<Calf> calves = Calf.some();
    Relationship related = Calf.relationship();
    Dataset<Row> rows = LocalSpark.dataset(calves, "weight double, animal string");
    CalfModel.Fit calfFit = SparkFits.fit(CalfModel.model(related), rows.repartition(5));

    assertThat(calfFit.criterion())
        .isCloseTo(CalfModel.fitting(related).fit(calves).criterion(), within(1e-9));
    assertThatThrownBy(() -> SparkFits.predict(calfFit, rows))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("levels are related, and a relationship is not sent");
  }
}
