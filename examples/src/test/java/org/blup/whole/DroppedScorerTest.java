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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.exception.StorageException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.prediction.Scorer;
import org.blup.model.prediction.UnknownLevels;
import org.junit.jupiter.api.Test;

/**
 * Scorers of fits with dropped coefficients: rows that the data do not determine have no
 * prediction, as by the fit.
 */
class DroppedScorerTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "scorer");

  enum Size {
    SMALL,
    MIDDLE,
    LARGE,
    NEVER_SEEN
  }

  @MixedModel(name = "Cells", value = "y ~ size * hot * diet + (1 | site)")
  @MixedModel(name = "Line", value = "y ~ year + age + hot + offset(0.5 * age) + (1 + hot | site)")
  @MixedModel(name = "Curve", value = "y ~ size * poly(x, 2) + diet / age + (1 | site)")
  @SuppressWarnings({"blup:901", "blup:902", "blup:905"})
  record Plot(
      double y,
      double x,
      double year,
      double age,
      Size size,
      boolean hot,
      String diet,
      String site) {}

  /**
   * No large and hot plots, and no small ones on rice; the age tells the year; and x has two values
   * where plots are large, which no parabola needs.
   */
  private static final List<Plot> ROWS = rows();

  private static List<Plot> rows() {
    Random random = new Random(13);
    double[] sites = random.doubles(8, -1, 1).toArray();
    return IntStream.range(0, 300)
        .mapToObj(
            i -> {
              Size size = Size.values()[random.nextInt(3)];
              int site = random.nextInt(8);
              double age = random.nextInt(40);
              return new Plot(
                  sites[site] + random.nextGaussian(),
                  size == Size.LARGE ? random.nextInt(2) : random.nextGaussian(),
                  1990 + age,
                  age,
                  size,
                  size != Size.LARGE && random.nextBoolean(),
                  List.of("corn", "rice", "wheat")
                      .get(size == Size.SMALL ? 2 * random.nextInt(2) : random.nextInt(3)),
                  "site " + site);
            })
        .toList();
  }

  /** All combinations of levels, with numbers that the data had together, and that they had not. */
  private static List<Plot> questions() {
    List<Plot> rows = new ArrayList<>(ROWS);
    for (Size size : List.of(Size.SMALL, Size.MIDDLE, Size.LARGE)) {
      for (String diet : List.of("corn", "rice", "wheat")) {
        for (double x : new double[] {0, 0.5, 1, 1 + 1e-12, -3}) {
          for (double year : new double[] {2000, 2000.5, 2000 + 1e-9, 1e6}) {
            rows.add(new Plot(0, x, year, 10, size, year > 2000, diet, "site 1"));
          }
        }
      }
    }
    return rows;
  }

  @Test
  void rowsArePredictedWhereTheDataDetermineThem() {
    check(DroppedScorerTest_CellsModel.model());
    check(DroppedScorerTest_LineModel.model());
    check(DroppedScorerTest_CurveModel.model());
  }

  private static void check(Model<Plot, ? extends MixedFit<Plot>> model) {
    MixedFit<Plot> fit = model.fit(ROWS);
    assertThat(fit.droppedCoefficients()).isNotEmpty();
    Scorer<Plot> scorer = scorer(model, fit);
    Scorer<Plot> lenient = scorer.unknownLevels(UnknownLevels.POPULATION_MEAN);
    List<Plot> rows = questions();
    assertThat(rows).anyMatch(fit::isEstimable).anyMatch(row -> !fit.isEstimable(row));
    for (Plot row : rows) {
      assertSame(row, fit::predict, scorer::predict);
      assertSame(row, fit::predictPopulation, scorer::predictPopulation);
      Plot elsewhere = at("elsewhere", row);
      assertSame(elsewhere, fit::predictPopulation, lenient::predict);
      assertThatThrownBy(() -> scorer.predict(elsewhere)).isInstanceOf(UnknownLevelException.class);
    }
  }

  private static Plot at(String site, Plot row) {
    return new Plot(
        row.y(), row.x(), row.year(), row.age(), row.size(), row.hot(), row.diet(), site);
  }

  /** To rounding: parts are added in another order. Without a prediction for the same rows. */
  private static void assertSame(
      Plot row, ToDoubleFunction<Plot> fit, ToDoubleFunction<Plot> scorer) {
    double expected = fit.applyAsDouble(row);
    double found = scorer.applyAsDouble(row);
    if (Double.isNaN(expected)) {
      assertThat(found).as(row.toString()).isNaN();
    } else {
      assertThat(found)
          .as(row.toString())
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void missingValuesAndUnknownLevelsAreTreatedAsByTheFit() {
    MixedFit<Plot> fit = DroppedScorerTest_CellsModel.fit(ROWS);
    Scorer<Plot> scorer = scorer(DroppedScorerTest_CellsModel.model(), fit);
    Plot missing = new Plot(0, 0, 2000, 10, Size.SMALL, false, null, "site 1");
    assertThat(fit.predict(missing)).isNaN();
    assertThat(scorer.predict(missing)).isNaN();
    for (Plot row :
        List.of(
            new Plot(0, 0, 2000, 10, Size.NEVER_SEEN, false, "corn", "site 1"),
            new Plot(0, 0, 2000, 10, Size.LARGE, true, "oats", "site 1"),
            new Plot(0, 0, 2000, 10, Size.LARGE, true, "corn", "elsewhere"))) {
      UnknownLevelException expected = unknownLevel(() -> fit.predict(row));
      assertThat(unknownLevel(() -> scorer.predict(row))).hasMessage(expected.getMessage());
    }
  }

  private static UnknownLevelException unknownLevel(Runnable prediction) {
    try {
      prediction.run();
    } catch (UnknownLevelException e) {
      return e;
    }
    throw new AssertionError("no level is unknown");
  }

  /** Golden: the bytes of a file of version 2, which later versions must read. */
  @Test
  void filesOfTheSecondVersionAreRead() throws IOException {
    MixedFit<Plot> fit = DroppedScorerTest_LineModel.fit(ROWS);
    Path file = GOLDEN.resolve("line-2.scorer");
    assertThat(Arrays.copyOf(Files.readAllBytes(file), 10)).endsWith(0, 2);
    Scorer<Plot> scorer = DroppedScorerTest_LineModel.loadScorer(file);
    for (Plot row : ROWS) {
      assertThat(scorer.predict(row)).isCloseTo(fit.predict(row), within(1e-6));
    }
    assertThat(scorer.predict(new Plot(0, 0, 2000.5, 10, Size.SMALL, true, "corn", "site 1")))
        .isNaN();
  }

  @Test
  void everyDamageIsNoticed() {
    for (Model<Plot, ? extends MixedFit<Plot>> model :
        List.of(DroppedScorerTest_CellsModel.model(), DroppedScorerTest_LineModel.model())) {
      byte[] good = saved(model.fit(ROWS));
      for (int at = 0; at < good.length; at++) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) (1 << at % 8);
        assertRefused(model, bad);
        assertRefused(model, Arrays.copyOf(good, at));
      }
    }
  }

  private static void assertRefused(Model<Plot, ?> model, byte[] bytes) {
    assertThatThrownBy(() -> model.loadScorer(new ByteArrayInputStream(bytes)))
        .isInstanceOf(StorageException.class);
  }

  private static Scorer<Plot> scorer(
      Model<Plot, ? extends MixedFit<Plot>> model, MixedFit<Plot> fit) {
    return model.loadScorer(new ByteArrayInputStream(saved(fit)));
  }

  private static byte[] saved(MixedFit<Plot> fit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fit.saveScorer(out);
    return out.toByteArray();
  }
}
