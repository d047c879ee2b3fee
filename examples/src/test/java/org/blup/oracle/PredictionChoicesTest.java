package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.MixedFit;
import org.blup.model.prediction.Prediction;
import org.blup.model.prediction.UnknownLevels;
import org.blup.oracle.SleepModels.Sleep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some random terms alone, levels the data did not have, and what is refused. */
class PredictionChoicesTest {

  private static final AftermathCase<Sleep> SLEEP = AftermathCase.of(SleepModels.slopes());
  private static final MixedFit<Sleep> FIT = SLEEP.fit();
  private static final Sleep NEW_SUBJECT = new Sleep(0, 3, 999);

  @ParameterizedTest
  @CsvSource({
    "penicillin-crossed, plate",
    "pastes-nested, batch:cask",
    "machines-nested-shorthand, worker:machine",
    "oats-linear-nitro, block:variety"
  })
  void oneGroupAloneRepeatsR(String id, String group) {
    oneGroupAlone(OracleCase.of(id), group);
  }

  /** lme4 sorts terms by their levels, the most first: R's first term is this group. */
  private <R> void oneGroupAlone(OracleCase<R> oracleCase, String group) {
    AftermathCase<R> c = AftermathCase.of(oracleCase);
    Prediction<R> prediction = c.fit().prediction().including(group);
    for (JsonNode answer : c.answer().get("predictions").get("first_term")) {
      R row = c.rows().get(answer.get("row").intValue());
      double se = answer.get("se").doubleValue();
      assertThat(prediction.predict(row))
          .isCloseTo(answer.get("prediction").doubleValue(), within(1e-5 * se));
      assertThat(prediction.standardError(row)).isCloseTo(se, within(1e-6 * se));
      double df = answer.get("df").doubleValue();
      assertThat(prediction.df(row)).isCloseTo(df, within(1e-4 * df));
    }
  }

  @Test
  void aNewLevelIsPredictedAtTheMeanAndVariesWithItsWholeVariance() {
    Prediction<Sleep> prediction = FIT.prediction().unknownLevels(UnknownLevels.POPULATION_MEAN);
    for (JsonNode answer : SLEEP.answer().get("predictions").get("new_first")) {
      Sleep old = SLEEP.rows().get(answer.get("row").intValue());
      Sleep row = new Sleep(old.reaction(), old.days(), 999);
      double se = answer.get("se").doubleValue();
      assertThat(prediction.predict(row)).isEqualTo(FIT.predictPopulation(row));
      assertThat(prediction.standardError(row)).isCloseTo(se, within(1e-6 * se));
      double df = answer.get("df").doubleValue();
      assertThat(prediction.df(row)).isCloseTo(df, within(1e-4 * df));
    }
  }

  @Test
  void knownLevelsArePredictedAsBeforeWhereNewOnesAreAllowed() {
    Prediction<Sleep> lenient = FIT.prediction().unknownLevels(UnknownLevels.POPULATION_MEAN);
    for (Sleep row : SLEEP.rows()) {
      assertThat(lenient.predict(row)).isEqualTo(FIT.predict(row));
    }
  }

  @Test
  void aTermIsNamedAsInTheFormulaOrByItsGroup() {
    Sleep row = SLEEP.rows().get(7);
    double whole = FIT.predict(row);
    assertThat(FIT.prediction().including("subject").predict(row)).isEqualTo(whole);
    assertThat(FIT.prediction().including("1 + days|subject").predict(row)).isEqualTo(whole);
    assertThat(FIT.prediction().excluding("(1 + days | subject)").predict(NEW_SUBJECT))
        .isEqualTo(FIT.predictPopulation(NEW_SUBJECT));
  }

  @Test
  void aLevelTheDataDidNotHaveIsRefusedUnlessAskedFor() {
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> FIT.prediction().predict(NEW_SUBJECT))
        .withMessageContaining("999");
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> FIT.prediction().standardError(NEW_SUBJECT))
        .withMessageContaining("999");
    assertThat(FIT.prediction().population().standardError(NEW_SUBJECT)).isPositive();
  }

  @Test
  void anUnknownGroupIsRefusedWithTheGroupsThereAre() {
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.prediction().including("item"))
        .withMessageContaining("'item'")
        .withMessageContaining("subject");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.influence("item", SLEEP.rows()))
        .withMessageContaining("subject");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.conditionalModes("item"))
        .withMessageContaining("subject");
  }

  @Test
  void aLevelOfAnIntervalLiesBetweenZeroAndOne() {
    Sleep row = SLEEP.rows().get(0);
    for (double level : new double[] {0, 1, 95, -0.5, Double.NaN}) {
      assertThatExceptionOfType(BlupException.class)
          .isThrownBy(() -> FIT.prediction().confidenceInterval(row, level))
          .withMessageContaining("between 0 and 1");
      assertThatExceptionOfType(BlupException.class)
          .isThrownBy(() -> FIT.prediction().predictionInterval(row, level))
          .withMessageContaining("between 0 and 1");
    }
  }

  @Test
  void aPredictionWithoutItsNumbersIsNotANumber() {
    AftermathCase<SleepModels.CorrelatedSlopes> c =
        AftermathCase.of(
            OracleCase.of(
                "sleep-slope",
                SleepModels_CorrelatedSlopesModel.model(),
                SleepModels.CorrelatedSlopes::of));
    var row = new SleepModels.CorrelatedSlopes(Double.NaN, Double.NaN, "308");
    assertThat(c.fit().prediction().predict(row)).isNaN();
    assertThat(c.fit().prediction().standardError(row)).isNaN();
    assertThat(c.fit().prediction().predictionInterval(row, 0.9).lower()).isNaN();
  }

  @Test
  void diagnosticsNeedTheRowsOfTheFit() {
    List<Sleep> rows = new ArrayList<>(SLEEP.rows());
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.diagnostics(null))
        .withMessageContaining("needs the rows");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.influence("subject", List.of()))
        .withMessageContaining("0 of 180");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.diagnostics(rows.subList(1, 180)))
        .withMessageContaining("179 of 180");
    rows.set(4, new Sleep(321, rows.get(4).days(), rows.get(4).subject()));
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.diagnostics(rows))
        .withMessageContaining("not the rows of the fit");
    rows.set(4, new Sleep(Double.NaN, 4, 308));
    assertThatExceptionOfType(MissingValueException.class)
        .isThrownBy(() -> FIT.diagnostics(rows))
        .withMessageContaining("reaction is missing in row 4");
  }
}
