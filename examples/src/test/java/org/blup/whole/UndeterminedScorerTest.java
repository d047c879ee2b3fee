package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.blup.exception.StorageException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.prediction.Scorer;
import org.blup.model.prediction.UnknownLevels;
import org.blup.whole.UndeterminedVariancesTest.Fish;
import org.junit.jupiter.api.Test;

/**
 * Scorers of fits with variances that the data do not determine: rows whose prediction depends on
 * one have none, as by the fit.
 */
class UndeterminedScorerTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "scorer", "drug-3.scorer");

  /** Days, tanks and doses together that the data had, and that they had not. */
  private static List<Fish> questions() {
    List<Fish> rows = new ArrayList<>(UndeterminedVariancesTest.ROWS);
    for (int day = 0; day < 10; day++) {
      for (double drug : new double[] {0, 1e-9, 0.5, 1, 1e6}) {
        for (int odd : new int[] {0, 1}) {
          rows.add(new Fish(0, "t1", "tank8", "basin6", day, drug, odd, 1 - odd));
        }
      }
    }
    return rows;
  }

  @Test
  void rowsArePredictedWhereTheDataDetermineThem() {
    check(UndeterminedVariancesTest_DrugModel.model(), Criterion.REML);
    check(UndeterminedVariancesTest_DrugModel.model(), Criterion.ML);
    check(UndeterminedVariancesTest_OddModel.model(), Criterion.REML);
  }

  private static void check(Model<Fish, ? extends MixedFit<Fish>> model, Criterion criterion) {
    MixedFit<Fish> fit = model.fitting().criterion(criterion).fit(UndeterminedVariancesTest.ROWS);
    assertThat(fit.undeterminedVariances()).isNotEmpty();
    Scorer<Fish> scorer = model.loadScorer(new ByteArrayInputStream(saved(fit)));
    Scorer<Fish> lenient = scorer.unknownLevels(UnknownLevels.POPULATION_MEAN);
    List<Fish> rows = questions();
    assertThat(rows).anyMatch(row -> !Double.isNaN(fit.predict(row)));
    for (Fish row : rows) {
      assertSame(row, fit::predict, scorer::predict);
      assertSame(row, fit::predictPopulation, scorer::predictPopulation);
      Fish later =
          new Fish(0, "t1", row.tank(), row.basin(), 99, row.drug(), row.odd(), row.even());
      assertSame(
          later,
          fit.prediction().unknownLevels(UnknownLevels.POPULATION_MEAN)::predict,
          lenient::predict);
      assertThatThrownBy(() -> scorer.predict(later)).isInstanceOf(UnknownLevelException.class);
    }
  }

  private static void assertSame(
      Fish row, ToDoubleFunction<Fish> fit, ToDoubleFunction<Fish> scorer) {
    double expected = fit.applyAsDouble(row);
    double found = scorer.applyAsDouble(row);
    if (Double.isNaN(expected)) {
      assertThat(found).as(row.toString()).isNaN();
    } else {
      double rounding = 1e-12 * Math.max(1, Math.max(Math.abs(expected), row.drug()));
      assertThat(found).as(row.toString()).isCloseTo(expected, within(rounding));
    }
  }

  @Test
  void whatTheDataDetermineIsNotAllOrNothing() {
    MixedFit<Fish> fit = UndeterminedVariancesTest_DrugModel.fit(UndeterminedVariancesTest.ROWS);
    Scorer<Fish> scorer =
        UndeterminedVariancesTest_DrugModel.loadScorer(new ByteArrayInputStream(saved(fit)));
    Fish given = UndeterminedVariancesTest.ROWS.get(5);
    Fish other = new Fish(0, "t1", "tank8", "basin7", 4, 1, 0, 1);

    assertThat(scorer.predict(given)).isNotNaN();
    assertThat(scorer.predictPopulation(given)).isNaN();
    assertThat(scorer.predict(other)).isNaN();
  }

  /**
   * Golden: the bytes of a file of version 3, which later versions must read. {@code
   * -Dgolden.update=true} writes it; once released, it does not change.
   */
  @Test
  void filesOfTheThirdVersionAreRead() throws IOException {
    MixedFit<Fish> fit = UndeterminedVariancesTest_DrugModel.fit(UndeterminedVariancesTest.ROWS);
    if (Boolean.getBoolean("golden.update")) {
      fit.saveScorer(GOLDEN);
    }
    assertThat(Arrays.copyOf(Files.readAllBytes(GOLDEN), 10)).endsWith(0, 3);
    Scorer<Fish> scorer = UndeterminedVariancesTest_DrugModel.loadScorer(GOLDEN);
    for (Fish row : UndeterminedVariancesTest.ROWS) {
      assertThat(scorer.predict(row)).isCloseTo(fit.predict(row), within(1e-6));
    }
    assertThat(scorer.predictPopulation(UndeterminedVariancesTest.ROWS.get(5))).isNaN();
  }

  @Test
  void everyDamageIsNoticed() {
    byte[] good = saved(UndeterminedVariancesTest_DrugModel.fit(UndeterminedVariancesTest.ROWS));
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      assertRefused(bad);
      assertRefused(Arrays.copyOf(good, at));
    }
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(
            () -> UndeterminedVariancesTest_DrugModel.loadScorer(new ByteArrayInputStream(bytes)))
        .isInstanceOf(StorageException.class);
  }

  private static byte[] saved(MixedFit<Fish> fit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fit.saveScorer(out);
    return out.toByteArray();
  }
}
