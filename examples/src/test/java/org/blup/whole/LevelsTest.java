package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.Coefficient;
import org.blup.model.diagnostics.Influence;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.prediction.Prediction;
import org.junit.jupiter.api.Test;

/** Levels are told apart by what they are, not by how they print. */
class LevelsTest {

  @MixedModel("y ~ x + (1 | a:b)")
  record Pair(double y, double x, String a, String b) {}

  /** Constants with bodies and names of their own are constants all the same. */
  enum Kind {
    NEVER,
    EASY {
      @Override
      public String toString() {
        return "so easy";
      }
    },
    HARD,
    ODD,
    ALSO_NEVER
  }

  @MixedModel(name = "Full", value = "y ~ kind + (0 + kind | g)")
  @MixedModel(name = "Contrasts", value = "y ~ kind + (kind | g)")
  @MixedModel(name = "Apart", value = "y ~ x + (1 | g) + (0 + x | g)")
  @MixedModel(name = "Numbered", value = "y ~ kind + factor(n) + (1 | g)")
  record Constants(double y, double x, Kind kind, int n, String g) {}

  @MixedModel(name = "TextFull", value = "y ~ kind + (0 + kind | g)")
  @MixedModel(name = "TextContrasts", value = "y ~ kind + (kind | g)")
  record Texts(double y, String kind, String g) {}

  @MixedModel("y ~ 1 + (1 | g)")
  record Longs(double y, long g) {}

  @MixedModel("y ~ f + fg + (1 | h)")
  record Named(double y, String f, String fg, String h) {}

  @MixedModel("y ~ f + (1 | g)")
  record Odd(double y, String f, String g) {}

  @Test
  void combinationsThatPrintAlikeAreToldApart() {
    String[][] pairs = {{"a:b", "c"}, {"a", "b:c"}, {"a", "c"}, {"\"a\"", "c"}, {"d", "e"}};
    Random random = new Random(3);
    List<Pair> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String[] pair = pairs[i % 5];
      double y = 3 * (i % 5) + 0.3 * random.nextGaussian();
      rows.add(new Pair(y, random.nextGaussian(), pair[0], pair[1]));
    }
    var fit = LevelsTest_PairModel.fit(rows);

    assertThat(fit.aB().levels())
        .containsExactly("\"\"\"a\"\"\":c", "a:\"b:c\"", "a:c", "\"a:b\":c", "d:e");
    assertThat(fit.aB().all()).hasSize(5);
    assertThat(fit.aB().all().get("\"a:b\":c")).isEqualTo(fit.aB().get("a:b", "c"));
    ConditionalModes modes = fit.conditionalModes("a:b");
    Influence influence = fit.influence("a:b", rows);
    for (String[] pair : pairs) {
      int position = modes.position(pair);
      assertThat(modes.mode(position, 0)).isEqualTo(fit.aB().get(pair[0], pair[1]).intercept());
      assertThat(modes.position(modes.levels().get(position))).isEqualTo(position);
      assertThat(influence.level(pair)).isSameAs(influence.levels().get(position));
    }
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> modes.position("a:b:c"))
        .withMessageContaining("'a:b:c' is not a level of a:b, which has 5 levels: ");
  }

  @Test
  void constantsWithoutRowsHaveNoRandomEffectAsLevelsOfTextHaveNone() {
    List<Constants> rows = constants();
    List<Texts> texts = rows.stream().map(r -> new Texts(r.y(), r.kind().name(), r.g())).toList();
    var full = LevelsTest_FullModel.fit(rows);
    var ofTexts = LevelsTest_TextFullModel.fit(texts);

    assertThat(full.criterion()).isCloseTo(ofTexts.criterion(), within(1e-8));
    assertThat(full.aic()).isCloseTo(ofTexts.aic(), within(1e-8));
    assertThat(full.g().effectNames()).containsExactly("kindEASY", "kindHARD", "kindODD");
    assertThat(full.g().get("g3").kindNever()).isNaN();
    assertThat(full.g().get("g3").kindHard())
        .isCloseTo(ofTexts.g().get("g3").kind("HARD"), within(1e-6));
    assertThat(full.g().covariance().kindOdd().variance()).isPositive();
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> full.g().covariance().kindNever())
        .withMessage(
            "'kindNEVER' is no effect by g in this fit: no row has its level, or the level became"
                + " the reference.");
    for (int i = 0; i < rows.size(); i++) {
      assertThat(full.predict(rows.get(i))).isCloseTo(ofTexts.predict(texts.get(i)), within(1e-6));
    }
  }

  @Test
  void theFirstConstantWithRowsIsTheReferenceOfARandomTerm() {
    List<Constants> rows = constants();
    List<Texts> texts = rows.stream().map(r -> new Texts(r.y(), r.kind().name(), r.g())).toList();
    var contrasts = LevelsTest_ContrastsModel.fit(rows);
    var ofTexts = LevelsTest_TextContrastsModel.fit(texts);

    assertThat(contrasts.criterion()).isCloseTo(ofTexts.criterion(), within(1e-8));
    assertThat(contrasts.g().effectNames())
        .containsExactly("(Intercept)", "kindHARD", "kindODD")
        .isEqualTo(ofTexts.g().effectNames());
    assertThat(contrasts.g().get("g3").kindOdd())
        .isCloseTo(ofTexts.g().get("g3").kind("ODD"), within(1e-6));
  }

  @Test
  void aLevelIsTakenForWhatItIs() {
    var fit = LevelsTest_NumberedModel.fit(constants());
    double at2 = fit.referenceGrid().at("factor(n)", 2).overall().estimate();

    for (Object two :
        List.of(2L, (short) 2, 2.0, 2f, new BigDecimal("2.00"), BigInteger.TWO, "2")) {
      assertThat(fit.referenceGrid().at("factor(n)", two).overall().estimate()).isEqualTo(at2);
    }
    assertThat(fit.referenceGrid().at("factor(n)", -0.0).overall().estimate())
        .isEqualTo(fit.referenceGrid().at("factor(n)", 0).overall().estimate());
    for (Object other :
        List.of(
            2.7,
            Double.NaN,
            new BigDecimal("2.9"),
            BigInteger.TWO.pow(64).add(BigInteger.TWO),
            '2',
            true,
            Kind.HARD)) {
      assertThatExceptionOfType(UnknownLevelException.class)
          .isThrownBy(() -> fit.referenceGrid().at("factor(n)", other))
          .withMessage(
              "'" + other + "' is not a level of factor(n), which has 3 levels: '0', '1', '2'");
    }
    for (Object other : List.of(Thread.State.RUNNABLE, Kind.NEVER, "NEVER", 1)) {
      assertThatExceptionOfType(UnknownLevelException.class)
          .isThrownBy(() -> fit.referenceGrid().at("kind", other))
          .withMessage(
              "'" + other + "' is not a level of kind, which has 3 levels: 'EASY', 'HARD', 'ODD'");
    }
  }

  @Test
  void aTermIsPredictedAsItWasWrittenThoughItWasMerged() {
    var fit = LevelsTest_ApartModel.fit(constants());
    Prediction<Constants> slopes = fit.prediction().including("0 + x | g");
    Constants row = new Constants(0, 1.5, Kind.HARD, 1, "g3");
    var effects = fit.g().get("g3");

    assertThat(fit.formula()).isEqualTo("y ~ 1 + x + (1 + x || g)");
    assertThat(slopes.predict(row))
        .isCloseTo(fit.predictPopulation(row) + 1.5 * effects.x(), within(1e-12));
    assertThat(fit.prediction().including("(1 | g)").predict(row))
        .isCloseTo(fit.predictPopulation(row) + effects.intercept(), within(1e-12));
    assertThat(fit.prediction().including("1 | g", "0 + x | g").predict(row))
        .isEqualTo(fit.predict(row));
    assertThat(fit.prediction().excluding("0 + x | g").standardError(row))
        .isEqualTo(fit.prediction().including("1 | g").standardError(row));
    assertThat(slopes.standardError(new Constants(0, 0, Kind.HARD, 1, "g3")))
        .isCloseTo(
            fit.prediction().population().standardError(new Constants(0, 0, Kind.HARD, 1, "g3")),
            within(1e-12));
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> fit.prediction().including("0 + z | g"))
        .withMessage(
            "Apart has no group and no random term '0 + z | g'. It has: g, (1 + x || g), (1 | g),"
                + " (0 + x | g).");
  }

  @Test
  void integersAtTheirLimitsAreLevels() {
    long[] levels = {Long.MIN_VALUE, Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE, Long.MAX_VALUE};
    Random random = new Random(1);
    List<Longs> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(new Longs(i % 6 + random.nextGaussian(), levels[i % 6]));
    }
    var fit = LevelsTest_LongsModel.fit(rows);

    assertThat(fit.g().levels())
        .containsExactly(
            "-9223372036854775808", "-2147483648", "-1", "0", "2147483647", "9223372036854775807");
    assertThat(fit.g().get(Long.MAX_VALUE).intercept())
        .isGreaterThan(fit.g().get(Long.MIN_VALUE).intercept());
    assertThat(fit.predict(new Longs(0, Long.MIN_VALUE))).isFinite();
  }

  @Test
  void anyTextIsALevel() {
    String[] levels = {"", " ", "\n", "ü", "u\u0308", "\uD83D\uDE00", "'", "a|b", "a + b", "NA"};
    Random random = new Random(1);
    List<Odd> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String f = levels[i % 10];
      rows.add(new Odd(i % 10 + random.nextGaussian(), f, levels[i / 10 % 10]));
    }
    var fit = LevelsTest_OddModel.fit(rows);

    assertThat(fit.coefficients()).hasSize(10);
    assertThat(fit.g().all()).hasSize(10);
    for (String level : levels) {
      assertThat(fit.means().f().get(level).estimate())
          .isCloseTo(fit.predictPopulation(new Odd(0, level, "")), within(1e-9));
    }
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.predict(new Odd(0, "", "a\nb")))
        .withMessageStartingWith("'a\\nb' is not a level of g, which has 10 levels: '', '\\n', ' '")
        .withMessageEndingWith("prediction().unknownLevels(UnknownLevels.POPULATION_MEAN)");
  }

  /** R has two coefficients of the name fg1. */
  @Test
  void coefficientsOfOneNameAreToldApart() {
    Random random = new Random(1);
    List<Named> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double y = (i % 2 == 0 ? 0 : 2) + (i / 2 % 2 == 0 ? 0 : 5) + 0.1 * random.nextGaussian();
      rows.add(new Named(y, i % 2 == 0 ? "a" : "g1", i / 2 % 2 == 0 ? "0" : "1", "h" + i % 5));
    }
    var fit = LevelsTest_NamedModel.fit(rows);

    assertThat(fit.coefficients())
        .extracting(Coefficient::name)
        .containsExactly("(Intercept)", "f\"g1\"", "fg\"1\"");
    assertThat(fit.coefficient("f\"g1\"").estimate()).isCloseTo(2, within(0.2));
    assertThat(fit.coefficient("fg\"1\"").estimate()).isCloseTo(5, within(0.2));
    assertThat(fit.fixed().fg("1").estimate()).isCloseTo(5, within(0.2));
  }

  private static List<Constants> constants() {
    Random random = new Random(3);
    double[] levels = random.doubles(12).toArray();
    double[] kinds = random.doubles(36).toArray();
    List<Constants> rows = new ArrayList<>();
    for (int i = 0; i < 360; i++) {
      int g = i % 12;
      int kind = i / 12 % 3;
      double x = random.nextGaussian();
      double y = 2 * levels[g] + (2 + x) * kinds[3 * g + kind] + kind + 0.3 * random.nextGaussian();
      rows.add(new Constants(y, x, Kind.values()[kind + 1], i % 3, "g" + g));
    }
    return rows;
  }
}
