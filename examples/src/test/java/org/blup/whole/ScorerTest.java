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
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.exception.StorageException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.prediction.Scorer;
import org.blup.model.prediction.UnknownLevels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits that were saved for predictions alone predict as the live ones. */
class ScorerTest {

  enum Size {
    SMALL,
    MIDDLE,
    LARGE,
    NEVER_SEEN
  }

  @MixedModel(name = "Line", value = "y ~ x + (1 + x | site)")
  @MixedModel(
      name = "Much",
      value =
          "log(y) ~ poly(x, 2) * size + ns(z, 3) + factor(dose) + offset(0.1 * z) + hot / I(x^3)"
              + " + (1 + size | site) + (0 + scale(x) | plot) + (1 | site:plot)")
  @MixedModel(name = "Walk", value = "y ~ x + (1 | rw1(year))")
  @MixedModel(name = "Empty", value = "y ~ size * hot + (1 | site)")
  @SuppressWarnings({"blup:901", "blup:902", "blup:905"})
  record Run(
      double y,
      double x,
      double z,
      Size size,
      boolean hot,
      double dose,
      String site,
      long plot,
      int year) {}

  private static final List<Run> ROWS = rows();

  private static List<Run> rows() {
    Random random = new Random(11);
    double[] sites = random.doubles(8, -1, 1).toArray();
    return IntStream.range(0, 400)
        .mapToObj(
            i -> {
              double x = random.nextGaussian();
              int site = random.nextInt(8);
              Size size = Size.values()[random.nextInt(3)];
              return new Run(
                  Math.exp(sites[site] * (1 + x) + 0.3 * random.nextGaussian()),
                  x,
                  random.nextDouble(),
                  size,
                  random.nextBoolean(),
                  0.1 * random.nextInt(3),
                  "site " + site,
                  random.nextInt(12) - 5L,
                  1990 + random.nextInt(9));
            })
        .toList();
  }

  @Test
  void rowsArePredictedAsByTheFit() {
    checkPredictions(ScorerTest_LineModel.model());
    checkPredictions(ScorerTest_MuchModel.model());
    checkPredictions(ScorerTest_WalkModel.model());
  }

  /** The order of sums is another one, so that last bits may differ. */
  private static void checkPredictions(Model<Run, ? extends MixedFit<Run>> model) {
    MixedFit<Run> fit = model.fit(ROWS);
    Scorer<Run> scorer = model.loadScorer(new ByteArrayInputStream(saved(fit)));
    assertThat(scorer.formula()).isEqualTo(fit.formula());
    for (Run row : ROWS) {
      assertThat(scorer.predict(row)).isCloseTo(fit.predict(row), within(1e-12));
      assertThat(scorer.predictPopulation(row))
          .isCloseTo(fit.predictPopulation(row), within(1e-12));
    }
  }

  @Test
  void missingValuesAreMissingPredictions() {
    MixedFit<Run> fit = ScorerTest_MuchModel.fit(ROWS);
    Scorer<Run> scorer = scorer(fit);
    for (Run row :
        List.of(
            new Run(Double.NaN, 0.5, 0.5, Size.SMALL, true, 0.1, "site 1", 1, 0),
            new Run(1, Double.NaN, 0.5, Size.SMALL, true, 0.1, "site 1", 1, 0),
            new Run(1, 0.5, Double.NaN, Size.SMALL, false, 0.1, "site 1", 1, 0),
            new Run(1, 0.5, 0.5, null, false, 0.1, "site 1", 1, 0),
            new Run(1, 0.5, 0.5, Size.LARGE, false, Double.NaN, "site 1", 1, 0),
            new Run(1, 0.5, 0.5, Size.LARGE, false, 0.2, null, 1, 0))) {
      assertThat(scorer.predict(row)).isCloseTo(fit.predict(row), within(1e-12));
      assertThat(scorer.predictPopulation(row))
          .isCloseTo(fit.predictPopulation(row), within(1e-12));
    }
  }

  @Test
  void unknownLevelsGoByTheRuleOfTheFit() {
    MixedFit<Run> fit = ScorerTest_MuchModel.fit(ROWS);
    Scorer<Run> scorer = scorer(fit);
    Scorer<Run> lenient = scorer.unknownLevels(UnknownLevels.POPULATION_MEAN);
    List<Run> rows =
        List.of(
            new Run(1, 0.5, 0.5, Size.SMALL, true, 0.1, "elsewhere", 1, 0),
            new Run(1, 0.5, 0.5, Size.SMALL, true, 0.1, "site 1", 99, 0),
            new Run(1, 0.5, 0.5, Size.SMALL, true, 0.7, "site 1", 1, 0),
            new Run(1, 0.5, 0.5, Size.NEVER_SEEN, true, 0.1, "site 1", 1, 0));
    for (Run row : rows) {
      assertThat(messageOf(() -> scorer.predict(row)))
          .isEqualTo(messageOf(() -> fit.predict(row)))
          .isNotEmpty();
      assertThat(messageOf(() -> scorer.predictPopulation(row)))
          .isEqualTo(messageOf(() -> fit.predictPopulation(row)));
    }
    var live = fit.prediction().unknownLevels(UnknownLevels.POPULATION_MEAN);
    for (Run row : rows.subList(0, 2)) {
      assertThat(lenient.predict(row)).isCloseTo(live.predict(row), within(1e-12));
    }
    assertThatThrownBy(() -> lenient.predict(rows.get(3)))
        .isInstanceOf(UnknownLevelException.class);
  }

  private static String messageOf(Runnable prediction) {
    try {
      prediction.run();
      return "";
    } catch (UnknownLevelException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void levelsThatCovaryAreNeverTakenForOthers() {
    Scorer<Run> scorer =
        ScorerTest_WalkModel.loadScorer(
                new ByteArrayInputStream(saved(ScorerTest_WalkModel.fit(ROWS))))
            .unknownLevels(UnknownLevels.POPULATION_MEAN);
    Run later = new Run(1, 0, 0, Size.SMALL, true, 0, "site 1", 1, 2050);
    assertThatThrownBy(() -> scorer.predict(later)).isInstanceOf(UnknownLevelException.class);
  }

  /** The column of a constant without rows is dropped, and a row with it is refused anyway. */
  @Test
  void constantsWithoutRowsAreUnknown() {
    MixedFit<Run> fit = ScorerTest_EmptyModel.fit(ROWS);
    assertThat(fit.droppedCoefficients()).contains("sizeNEVER_SEEN");
    Scorer<Run> scorer = ScorerTest_EmptyModel.loadScorer(new ByteArrayInputStream(saved(fit)));
    assertThat(scorer.predict(ROWS.get(3))).isCloseTo(fit.predict(ROWS.get(3)), within(1e-12));
    Run unseen = new Run(1, 0, 0, Size.NEVER_SEEN, true, 0, "site 1", 1, 0);
    assertThatThrownBy(() -> scorer.predict(unseen)).isInstanceOf(UnknownLevelException.class);
  }

  @Test
  void filesAreSmallAndReplacedAsAWhole(@TempDir Path folder) throws IOException {
    MixedFit<Run> fit = ScorerTest_LineModel.fit(ROWS);
    Path file = folder.resolve("line.scorer");
    fit.saveScorer(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(saved(fit)).hasSizeLessThan(1000);
    assertThat(ScorerTest_LineModel.loadScorer(file).predict(ROWS.get(0)))
        .isCloseTo(fit.predict(ROWS.get(0)), within(1e-12));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThatThrownBy(() -> ScorerTest_LineModel.loadScorer(folder.resolve("none")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("there is no such file");
  }

  /** Golden: the bytes of a file of version 1, which later versions must read. */
  @Test
  void filesOfTheFirstVersionAreRead() throws IOException {
    try (var in = ScorerTest.class.getResourceAsStream("/scorer/line-1.scorer")) {
      Scorer<Run> scorer = ScorerTest_LineModel.loadScorer(in);
      MixedFit<Run> fit = ScorerTest_LineModel.fit(ROWS);
      for (Run row : ROWS) {
        assertThat(scorer.predict(row)).isCloseTo(fit.predict(row), within(1e-6));
      }
    }
  }

  @Test
  void everyDamageIsNoticed() {
    byte[] good = saved(ScorerTest_MuchModel.fit(ROWS));
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      refused(bad);
    }
    for (int length = 0; length < good.length; length += 7) {
      refused(Arrays.copyOf(good, length));
    }
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> ScorerTest_MuchModel.loadScorer(new ByteArrayInputStream(bytes)))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void filesOfAnotherModelAreRefused(@TempDir Path folder) throws IOException {
    byte[] line = saved(ScorerTest_LineModel.fit(ROWS));
    assertThatThrownBy(() -> ScorerTest_WalkModel.loadScorer(new ByteArrayInputStream(line)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(
            "a scorer of another model: it has 'formula: y ~ 1 + x + (1 + x | site)'");
    Path file = folder.resolve("fit.json");
    ScorerTest_LineModel.fit(ROWS).save(file);
    assertThatThrownBy(() -> ScorerTest_LineModel.loadScorer(file))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("does not hold a scorer");
    Files.write(file, Arrays.copyOf(line, line.length + 1));
    assertThatThrownBy(() -> ScorerTest_LineModel.loadScorer(file))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("something behind its end");
  }

  @Test
  void manyThreadsMayAsk() {
    MixedFit<Run> fit = ScorerTest_MuchModel.fit(ROWS);
    Scorer<Run> scorer = scorer(fit);
    List<Run> many = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> many.addAll(ROWS));
    double[] together = many.parallelStream().mapToDouble(scorer::predict).toArray();
    double[] apart = many.stream().mapToDouble(scorer::predict).toArray();
    assertThat(together).containsExactly(apart);
  }

  private static Scorer<Run> scorer(MixedFit<Run> fit) {
    return ScorerTest_MuchModel.loadScorer(new ByteArrayInputStream(saved(fit)));
  }

  private static byte[] saved(MixedFit<Run> fit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fit.saveScorer(out);
    return out.toByteArray();
  }
}
