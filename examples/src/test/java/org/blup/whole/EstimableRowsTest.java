package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.exception.UnknownLevelException;
import org.blup.model.fit.Interval;
import org.blup.model.prediction.UnknownLevels;
import org.junit.jupiter.api.Test;

/** What the data say nothing of is not predicted: combinations and levels without rows. */
class EstimableRowsTest {

  @MixedModel("yield ~ variety * nitro + (1 | block/variety)")
  record Oats(double yield, String variety, String nitro, String block) {}

  enum Dose {
    NONE,
    LOW,
    HIGH,
    EXTREME
  }

  @MixedModel("y ~ dose + copy + x + (1 | g)")
  record Trial(double y, Dose dose, String copy, double x, String g) {}

  @Test
  void aCombinationWithoutRowsIsNotPredicted() throws IOException {
    for (String marvellous : List.of("Marvellous", "AMarvellous", "ZMarvellous")) {
      var fit = EstimableRowsTest_OatsModel.fit(oats(marvellous));
      Oats empty = new Oats(0, marvellous, "n0.2", "III");

      assertThat(fit.isEstimable(empty)).isFalse();
      assertThat(fit.predict(empty)).isNaN();
      assertThat(fit.predictPopulation(empty)).isNaN();
      assertThat(fit.prediction().standardError(empty)).isNaN();
      assertThat(fit.prediction().df(empty)).isNaN();
      assertThat(isNaN(fit.prediction().confidenceInterval(empty, 0.95))).isTrue();
      assertThat(isNaN(fit.prediction().predictionInterval(empty, 0.95))).isTrue();
      assertThat(fit.simulate(List.of(empty, oats(marvellous).get(0)), 1)[0]).isNaN();
      assertThat(fit.simulate(List.of(empty, oats(marvellous).get(0)), 1)[1]).isFinite();
    }
  }

  /** Source: predict of lme4 1.1-31 on the same rows. */
  @Test
  void allOthersArePredictedAsInLme4() throws IOException {
    for (String marvellous : List.of("Marvellous", "AMarvellous", "ZMarvellous")) {
      List<Oats> rows = oats(marvellous);
      var fit = EstimableRowsTest_OatsModel.fit(rows);

      assertThat(rows).allMatch(fit::isEstimable);
      Oats first = new Oats(0, marvellous, "n0.4", "III");
      Oats second = new Oats(0, "Victory", "n0.2", "III");
      Oats third = new Oats(0, "Golden Rain", "n0", "III");
      assertThat(fit.predict(first)).isCloseTo(116.6827632021, within(1e-4));
      assertThat(fit.predict(second)).isCloseTo(76.9605229335, within(1e-4));
      assertThat(fit.predict(third)).isCloseTo(65.5677700944, within(1e-4));
      assertThat(fit.predictPopulation(second)).isCloseTo(89.6666666667, within(1e-9));
      assertThat(fit.prediction().standardError(second)).isPositive();
      assertThat(fit.diagnostics(rows).residual(0)).isEqualTo(fit.residual(rows.get(0)));
    }
  }

  @Test
  void aConstantWithoutRowsIsAnUnknownLevel() {
    var fit = EstimableRowsTest_TrialModel.fit(trials());
    Trial never = new Trial(0, Dose.EXTREME, "HIGH", 0, "g1");
    String message = "'EXTREME' is not a level of dose, which has 3 levels: 'NONE', 'LOW', 'HIGH'";

    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.predict(never))
        .withMessage(message);
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(
            () ->
                fit.prediction().unknownLevels(UnknownLevels.POPULATION_MEAN).standardError(never))
        .withMessage(message);
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.isEstimable(never))
        .withMessage(message);
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.referenceGrid().at("dose", Dose.EXTREME))
        .withMessage(message);
  }

  /** The levels of copy are those of dose: the data do not distinguish their effects. */
  @Test
  void aCombinationOfSeenLevelsMayNotBeEstimable() {
    var fit = EstimableRowsTest_TrialModel.fit(trials());

    assertThat(fit.isEstimable(new Trial(0, Dose.HIGH, "HIGH", 0.5, "g1"))).isTrue();
    assertThat(fit.isEstimable(new Trial(0, Dose.HIGH, "LOW", 0.5, "g1"))).isFalse();
    assertThat(fit.predict(new Trial(0, Dose.HIGH, "LOW", 0.5, "g1"))).isNaN();
    assertThat(fit.predict(new Trial(0, Dose.LOW, "LOW", 7, "g1"))).isFinite();
    assertThat(fit.isEstimable(new Trial(0, Dose.LOW, "LOW", Double.NaN, "g1"))).isFalse();
  }

  @Test
  void manyThreadsMayAskAtOnce() throws IOException {
    List<Oats> rows = oats("Marvellous");
    Oats empty = new Oats(0, "Marvellous", "n0.2", "III");
    var fit = EstimableRowsTest_OatsModel.fit(rows);

    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .filter(
                    i ->
                        fit.isEstimable(i % 2 == 0 ? empty : rows.get(i % rows.size()))
                            == (i % 2 == 0))
                .count())
        .isZero();
  }

  private static boolean isNaN(Interval interval) {
    return Double.isNaN(interval.lower()) && Double.isNaN(interval.upper());
  }

  private static List<Trial> trials() {
    Random random = new Random(1);
    List<Trial> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Dose dose = Dose.values()[i % 3];
      double y = 5 + 3 * dose.ordinal() + random.nextGaussian();
      rows.add(new Trial(y, dose, dose.name(), random.nextDouble(), "g" + i % 5));
    }
    return rows;
  }

  /** Yates's oats (1935), from nlme, without Marvellous at 0.2. */
  private static List<Oats> oats(String marvellous) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            EstimableRowsTest.class.getResourceAsStream("oats-without-a-cell.csv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .map(
              word ->
                  new Oats(
                      Double.parseDouble(word[3]),
                      word[1].equals("Marvellous") ? marvellous : word[1],
                      word[4],
                      word[0]))
          .toList();
    }
  }
}
