package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.blup.spark.SameFit.assertSame;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.blup.exception.BlupException;
import org.blup.exception.DistantLevelsException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.model.DistantSums;
import org.blup.model.Algorithm;
import org.blup.model.Criterion;
import org.blup.model.Fitting;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fit whose levels stay in the cluster is that of the rows in a list. */
class DistributedTest {

  private static List<Checkup> rows;
  private static Dataset<Row> dataset;

  @BeforeAll
  static void rows() {
    List<Visit> visits = Visit.some(1500, true);
    rows = Checkup.of(visits);
    dataset = LocalSpark.dataset(visits, Visit.SCHEMA).cache();
  }

  /** Without Satterthwaite's degrees of freedom, which take two jobs an evaluation more. */
  private static <F extends MixedFit<Checkup>> Fitting<Checkup, F> omitting(
      Fitting<Checkup, F> choices) {
    return choices.missing(MissingValues.OMIT).degreesOfFreedom(DegreesOfFreedom.WALD);
  }

  private static <F extends MixedFit<Checkup>> void assertSameFit(
      Fitting<Checkup, F> choices, Dataset<Row> from) {
    F expected = choices.fit(rows);
    try (DistributedFit<Checkup, F> distributed = SparkFits.fitDistributed(choices, from)) {
      assertSame(distributed.fit(), expected);
      assertThat(distributed.fit().omitted()).isEqualTo(expected.omitted());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 50})
  void rowsInAnyNumberOfPartitions(int partitions) {
    assertSameFit(omitting(GrowthModel.fitting()), dataset.repartition(partitions));
    assertSameFit(omitting(NestedModel.fitting()), dataset.repartition(partitions));
  }

  static Stream<Fitting<Checkup, ? extends MixedFit<Checkup>>> models() {
    return Stream.of(
        ClinicsModel.fitting(),
        ClinicsModel.fitting().criterion(Criterion.ML),
        GrowthModel.fitting().criterion(Criterion.ML),
        PartsModel.fitting(),
        CombinedModel.fitting(),
        SlopesModel.fitting(),
        ArmsModel.fitting(),
        NestedModel.fitting().criterion(Criterion.ML));
  }

  @ParameterizedTest
  @MethodSource
  void models(Fitting<Checkup, ? extends MixedFit<Checkup>> choices) {
    assertSameFit(omitting(choices), dataset.repartition(3));
  }

  static Stream<Dataset<Row>> unevenPartitions() {
    return Stream.of(
        dataset.repartition(5, functions.col("patient")),
        dataset
            .filter("patient = 'p0'")
            .coalesce(1)
            .union(dataset.filter("patient != 'p0'").repartition(6)),
        dataset.filter("clinic > 99").union(dataset).union(dataset.filter("clinic > 99")));
  }

  @ParameterizedTest
  @MethodSource
  void unevenPartitions(Dataset<Row> uneven) {
    assertSameFit(omitting(GrowthModel.fitting()), uneven);
    assertSameFit(omitting(NestedModel.fitting()), uneven);
  }

  /** Tasks end in another order each time, and what they hand on is added in the same. */
  @Test
  void theSamePartitionsGiveTheSameBits() {
    Dataset<Row> same = dataset.repartition(5).cache();
    double[] theta = {};
    for (int run = 0; run < 2; run++) {
      try (DistributedFit<Checkup, ?> fit =
          SparkFits.fitDistributed(omitting(GrowthModel.fitting()), same)) {
        assertThat(fit.fit().theta()).isEqualTo(run == 0 ? fit.fit().theta() : theta);
        theta = fit.fit().theta();
      }
    }
    same.unpersist();
  }

  @Test
  void modesAreADataset() {
    GrowthModel.Fit expected = omitting(GrowthModel.fitting()).fit(rows);
    ConditionalModes modes = expected.patient().conditionalModes();
    Map<String, Double> deviations = new HashMap<>();
    try (DistributedFit<Checkup, GrowthModel.Fit> fit =
        SparkFits.fitDistributed(omitting(GrowthModel.fitting()), dataset.repartition(3))) {
      assertThat(fit.levels()).isEqualTo(modes.levels().size());
      for (Row row : fit.modes().collectAsList()) {
        int level = modes.position(row.<String>getAs("patient"));
        int effect = modes.effectNames().indexOf(row.<String>getAs("effect"));
        double deviation = modes.standardDeviation(level, effect);
        assertThat(row.<Double>getAs("mode"))
            .isCloseTo(modes.mode(level, effect), within(1e-9 * deviation));
        assertThat(row.<Double>getAs("standardDeviation"))
            .isCloseTo(deviation, within(1e-9 * deviation));
        deviations.put(row.getAs("patient") + " " + row.getAs("effect"), deviation);
      }
    }
    assertThat(deviations).hasSize(2 * modes.levels().size());
  }

  @Test
  void anotherFitOfTheSameSumsLeavesTheModes() {
    Model<Checkup, GrowthModel.Fit> model = GrowthModel.model();
    Dataset<Row> some = dataset.repartition(3);
    SparkSession session = LocalSpark.session();
    ClusterLevels<Checkup> levels =
        new ClusterLevels<>(
            SparkFits.summed(model, some),
            Models.readable(model).reference(),
            model,
            JavaSparkContext.fromSparkContext(session.sparkContext()));
    DistantSums<Checkup> sums = new DistantSums<>(levels.collapsed(), levels);
    GrowthModel.Fit first = omitting(GrowthModel.fitting()).fit(sums);
    try (var distributed = new DistributedFit<>(first, sums, levels, session)) {
      List<Row> modes = distributed.modes().collectAsList();

      omitting(GrowthModel.fitting()).criterion(Criterion.ML).fit(sums);

      assertThat(distributed.modes().collectAsList()).isEqualTo(modes);
    }
  }

  @Test
  void aGroupOfSeveralFactorsHasAColumnForEach() {
    try (DistributedFit<Checkup, CombinedModel.Fit> fit =
        SparkFits.fitDistributed(omitting(CombinedModel.fitting()), dataset.repartition(3))) {
      assertThat(fit.modes().columns())
          .containsExactly("patient", "clinic", "effect", "mode", "standardDeviation");
      assertThat(fit.modes().count()).isEqualTo(fit.levels());
    }
  }

  /** An enum's constants, with effects of their own, within clinics; and booleans. */
  @Test
  void meansOfAFactorWithinGroupsAreAnswered() {
    ArmsModel.Fit expected = omitting(ArmsModel.fitting()).fit(rows);
    try (DistributedFit<Checkup, ArmsModel.Fit> fit =
        SparkFits.fitDistributed(omitting(ArmsModel.fitting()), dataset.repartition(3))) {
      assertThat(fit.fit().means("`study arm`").toString())
          .isEqualTo(expected.means("`study arm`").toString());
      assertThat(fit.fit().predictPopulation(rows.get(3)))
          .isCloseTo(expected.predictPopulation(rows.get(3)), within(1e-9));
      assertThat(fit.modes("clinic:`study arm`").columns())
          .containsExactly("clinic", "study arm", "effect", "mode", "standardDeviation");
      assertThat(fit.modes("clinic:treated").count()).isEqualTo(fit.levels("clinic:treated"));
    }
  }

  @Test
  void nestedGroupsHaveModesEach() {
    NestedModel.Fit expected = omitting(NestedModel.fitting()).fit(rows);
    try (DistributedFit<Checkup, NestedModel.Fit> fit =
        SparkFits.fitDistributed(omitting(NestedModel.fitting()), dataset.repartition(3))) {
      for (String group : List.of("clinic", "clinic:patient")) {
        ConditionalModes modes = expected.conditionalModes(group);
        List<Row> rows = fit.modes(group).collectAsList();
        assertThat(rows).hasSize(modes.levels().size()).hasSize(fit.levels(group));
        for (Row row : rows) {
          String clinic = row.getAs("clinic");
          int level =
              group.equals("clinic")
                  ? modes.position(clinic)
                  : modes.position(clinic, row.<String>getAs("patient"));
          double deviation = modes.standardDeviation(level, 0);
          assertThat(row.<Double>getAs("mode"))
              .isCloseTo(modes.mode(level, 0), within(1e-9 * deviation));
          assertThat(row.<Double>getAs("standardDeviation"))
              .isCloseTo(deviation, within(1e-9 * deviation));
        }
      }
      assertThatThrownBy(fit::modes)
          .isInstanceOf(BlupException.class)
          .hasMessageContaining("several grouping factors")
          .hasMessageContaining("as in modes(\"");
      assertThatThrownBy(() -> fit.levels("ward"))
          .isInstanceOf(BlupException.class)
          .hasMessageContaining("no grouping factor 'ward'");
    }
  }

  /** The fit answers when Spark has let go of all: it was made with Satterthwaite's tests. */
  @Test
  void aClosedFitStillAnswers() {
    Fitting<Checkup, GrowthModel.Fit> choices = GrowthModel.fitting().missing(MissingValues.OMIT);
    GrowthModel.Fit fit;
    try (DistributedFit<Checkup, GrowthModel.Fit> distributed =
        SparkFits.fitDistributed(choices, dataset.repartition(3))) {
      fit = distributed.fit();
    }

    GrowthModel.Fit expected = choices.fit(rows);
    for (int c = 0; c < expected.coefficients().size(); c++) {
      double df = expected.coefficients().get(c).test().df();
      assertThat(fit.coefficients().get(c).test().df()).isCloseTo(df, within(1e-6 * df));
    }
    assertThat(fit.toString()).isEqualTo(expected.toString());
    assertThat(fit.means("`study arm`").toString())
        .isEqualTo(expected.means("`study arm`").toString());
    assertThat(fit.predictPopulation(rows.get(3)))
        .isCloseTo(expected.predictPopulation(rows.get(3)), within(1e-9));
  }

  @Test
  void whatNeedsSingleLevelsIsRefusedByName(@TempDir Path home) {
    try (DistributedFit<Checkup, GrowthModel.Fit> distributed =
        SparkFits.fitDistributed(omitting(GrowthModel.fitting()), dataset.repartition(3))) {
      GrowthModel.Fit fit = distributed.fit();
      assertRefused(() -> fit.predict(rows.get(0)), "Growth: an effect of patient");
      assertRefused(() -> fit.patient().get("p0"), "Growth: an effect of a level of patient");
      assertRefused(() -> fit.patient().all(), "what is asked of the levels of patient");
      assertRefused(
          () -> fit.patient().conditionalModes().mode(0, 0), "Growth: the mode of a level");
      assertRefused(() -> fit.saveScorer(home.resolve("scorer")), "Growth: saveScorer(file)");
      assertThat(home).isEmptyDirectory();
      assertRefused(
          () -> fit.saveScorer(OutputStream.nullOutputStream()), "Growth: saveScorer(stream)");
      assertRefused(() -> fit.save(home.resolve("fit")), "save(file)");
      assertRefused(() -> fit.frame(rows), "Growth: frame(rows)");
      assertRefused(() -> fit.profile(), "profile()");
      assertRefused(() -> fit.drop1(), "drop1()");
      assertRefused(() -> fit.ranova(), "ranova()");
      assertRefused(() -> fit.bootstrap(), "bootstrap()");
      assertRefused(() -> fit.prediction(), "prediction()");
      assertRefused(() -> fit.simulate(rows, 1), "simulate(rows, seed)");
      assertRefused(() -> fit.diagnostics(rows), "diagnostics(rows)");
      assertRefused(() -> fit.rSquared(), "rSquared()");
      assertRefused(() -> SparkFits.predict(fit, dataset), "SparkFits.predict(fit, rows)");
    }
  }

  private static void assertRefused(Runnable question, String name) {
    assertThatThrownBy(question::run)
        .isInstanceOf(DistantLevelsException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("SparkFits.crossProducts(model, rows)");
  }

  @Test
  void choicesThatNeedLevelsAreRefusedByName() {
    assertRefused(
        () ->
            SparkFits.fitDistributed(
                GrowthModel.fitting().degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER),
                dataset.na().drop()),
        "degreesOfFreedom(KENWARD_ROGER)");
    assertRefused(
        () ->
            SparkFits.fitDistributed(
                GrowthModel.fitting().algorithm(Algorithm.ITERATIVE), dataset.na().drop()),
        "algorithm(ITERATIVE)");
  }

  @Test
  void modelsOfAnotherStructureAreRefusedByName() {
    assertThatThrownBy(() -> SparkFits.fitDistributed(VisitModel.fitting(), dataset))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(
            "it has several grouping factors, clinic, patient, and no factor is part")
        .hasMessageContaining("(1 | school/class)");
    assertThatThrownBy(() -> SparkFits.fitDistributed(StepModel.fitting(), dataset))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("its residuals have a covariance of their own");
  }

  @Test
  void errorsAreThoseOfTheDriver() {
    assertThatThrownBy(() -> SparkFits.fitDistributed(GrowthModel.fitting(), dataset))
        .isInstanceOf(MissingValueException.class);
    assertThatThrownBy(
            () ->
                SparkFits.fitDistributed(
                    ClinicsModel.fitting(),
                    dataset.withColumn("score", functions.lit(Double.POSITIVE_INFINITY))))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("partition 0 of the dataset");
    assertThatThrownBy(
            () -> SparkFits.fitDistributed(ClinicsModel.fitting(), dataset.filter("clinic > 99")))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("there are no rows");
    assertThatThrownBy(
            () ->
                SparkFits.fitDistributed(
                    omitting(ClinicsModel.fitting()), dataset.filter("clinic = 3")))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("A grouping factor needs two");
  }
}
