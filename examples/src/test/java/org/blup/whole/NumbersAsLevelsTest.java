package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.design.CrossProducts;
import org.blup.exception.InvalidValueException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.Coefficient;
import org.blup.model.MissingValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code factor(x)} of a number takes its values as levels, as R does. */
class NumbersAsLevelsTest {

  @MixedModel(name = "Doses", value = "y ~ factor(dose) + (1 | g)")
  @MixedModel(name = "DosesFrom", value = "y ~ C(dose, treatment(\"1.0\")) + (1 | g)")
  @MixedModel(name = "DosesByLevel", value = "y ~ factor(dose) + (0 + factor(dose) || g)")
  @MixedModel(name = "Grouped", value = "y ~ dose + (1 | factor(dose)) + (1 | g/factor(dose))")
  record Dose(double y, double dose, String g) {}

  @MixedModel("y ~ dose + (1 | g)")
  @MixedModel(name = "GroupedText", value = "y ~ x + (1 | dose) + (1 | g/dose)")
  @SuppressWarnings("blup:906")
  record Text(double y, String dose, String g, double x) {}

  @MixedModel("y ~ factor(price) + factor(yield) + (1 | g)")
  record Boxes(double y, BigDecimal price, OptionalDouble yield, String g) {}

  /** In the order of numbers, not of the texts {@code 0}, {@code 0.3}, {@code 1}, {@code 10}. */
  private static final double[] VALUES = {-0.0, 0, 0.1 + 0.2, 0.3, 1, 10};

  private static List<Dose> rows() {
    Random random = new Random(5);
    List<Dose> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double dose = VALUES[i % VALUES.length];
      rows.add(new Dose(dose * dose + random.nextGaussian(), dose, "g" + i % 8));
    }
    return rows;
  }

  private static String text(double dose) {
    return dose == 0 ? "a0" : dose < 1 ? "b0.3" : dose < 10 ? "c1" : "d10";
  }

  @Test
  void theFitIsThatOfTextsInNumericalOrder() {
    NumbersAsLevelsTest_DosesModel.Fit fit = NumbersAsLevelsTest_DosesModel.fit(rows());
    List<Text> texts =
        rows().stream().map(r -> new Text(r.y(), text(r.dose()), r.g(), r.dose())).toList();
    NumbersAsLevelsTest_TextModel.Fit same = NumbersAsLevelsTest_TextModel.fit(texts);

    assertThat(fit.criterion()).isEqualTo(same.criterion());
    assertThat(fit.coefficients())
        .extracting(Coefficient::name)
        .containsExactly("(Intercept)", "factor(dose)0.3", "factor(dose)1", "factor(dose)10");
    assertThat(fit.fixed().factorDose(0.3).estimate())
        .isEqualTo(same.fixed().dose("b0.3").estimate());
    assertThat(fit.means().factorDose().get(10.0).estimate())
        .isEqualTo(same.means().dose().get("d10").estimate());
    assertThat(fit.means().atFactorDose(1).overall().estimate())
        .isEqualTo(same.means().atDose("c1").overall().estimate());
    assertThat(fit.predict(new Dose(0, 0.1 + 0.2, "g3")))
        .isEqualTo(same.predict(new Text(0, "b0.3", "g3", 0.3)));
  }

  @Test
  void valuesGroup(@TempDir Path folder) {
    NumbersAsLevelsTest_GroupedModel.Fit fit = NumbersAsLevelsTest_GroupedModel.fit(rows());
    List<Text> texts =
        rows().stream().map(r -> new Text(r.y(), text(r.dose()), r.g(), r.dose())).toList();
    NumbersAsLevelsTest_GroupedTextModel.Fit same = NumbersAsLevelsTest_GroupedTextModel.fit(texts);

    assertThat(fit.formula())
        .isEqualTo("y ~ 1 + dose + (1 | factor(dose)) + (1 | g) + (1 | g:factor(dose))");
    assertThat(fit.criterion()).isEqualTo(same.criterion());
    assertThat(fit.factorDose().levels()).containsExactly("0", "0.3", "1", "10");
    assertThat(fit.factorDose().get(0.1 + 0.2).intercept())
        .isEqualTo(same.dose().get("b0.3").intercept());
    assertThat(fit.gFactorDose().get("g3", 10).intercept())
        .isEqualTo(same.gDose().get("g3", "d10").intercept());
    assertThat(fit.predict(new Dose(0, 0.3, "g3")))
        .isEqualTo(same.predict(new Text(0, "b0.3", "g3", 0.3)));
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.predict(new Dose(0, 0.5, "g3")))
        .withMessageContaining("0.5");

    fit.save(folder.resolve("fit"));
    assertThat(NumbersAsLevelsTest_GroupedModel.load(folder.resolve("fit")))
        .hasToString(fit.toString());
    fit.saveScorer(folder.resolve("scorer"));
    assertThat(
            NumbersAsLevelsTest_GroupedModel.loadScorer(folder.resolve("scorer"))
                .predict(new Dose(0, 0.3, "g3")))
        .isCloseTo(fit.predict(new Dose(0, 0.3, "g3")), within(1e-12));
  }

  @Test
  void levelsOutliveAFile(@TempDir Path folder) {
    CrossProducts<Dose> sums = NumbersAsLevelsTest_DosesModel.crossProducts();
    rows().forEach(sums::add);
    sums.writeTo(folder.resolve("sums"));
    assertThat(
            NumbersAsLevelsTest_DosesModel.fit(
                NumbersAsLevelsTest_DosesModel.readCrossProducts(folder.resolve("sums"))))
        .hasToString(NumbersAsLevelsTest_DosesModel.fit(rows()).toString());
  }

  @Test
  void aReferenceIsTheNumberThatIsMeant() {
    NumbersAsLevelsTest_DosesFromModel.Fit fit = NumbersAsLevelsTest_DosesFromModel.fit(rows());
    assertThat(fit.fixed().dose(0).estimate())
        .isCloseTo(
            -NumbersAsLevelsTest_DosesModel.fit(rows()).fixed().factorDose(1).estimate(),
            within(1e-12));
  }

  @Test
  void effectsOfEachLevelVary() {
    NumbersAsLevelsTest_DosesByLevelModel.Fit fit =
        NumbersAsLevelsTest_DosesByLevelModel.fit(rows());
    assertThat(fit.g().effectNames())
        .containsExactly("factor(dose)0", "factor(dose)0.3", "factor(dose)1", "factor(dose)10");
    assertThat(fit.g().get("g3").factorDose(10)).isEqualTo(fit.conditionalModes("g").mode(3, 3));
  }

  @Test
  void aValueWithoutRowsIsAnUnknownLevel() {
    NumbersAsLevelsTest_DosesModel.Fit fit = NumbersAsLevelsTest_DosesModel.fit(rows());
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.predict(new Dose(0, 2.5, "g3")))
        .withMessageContainingAll("2.5", "factor(dose)", "'0', '0.3', '1', '10'");
    assertThat(fit.predict(new Dose(0, Double.NaN, "g3"))).isNaN();
  }

  @Test
  void notANumberIsMissingAndInfinityRefused() {
    List<Dose> rows = rows();
    rows.add(7, new Dose(1, Double.NaN, "g1"));
    assertThatExceptionOfType(MissingValueException.class)
        .isThrownBy(() -> NumbersAsLevelsTest_DosesModel.fit(rows))
        .withMessageContaining("factor(dose)");
    NumbersAsLevelsTest_DosesModel.Fit fit =
        NumbersAsLevelsTest_DosesModel.fitting().missing(MissingValues.OMIT).fit(rows);
    assertThat(fit.criterion()).isEqualTo(NumbersAsLevelsTest_DosesModel.fit(rows()).criterion());

    rows.set(7, new Dose(1, Double.NEGATIVE_INFINITY, "g1"));
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> NumbersAsLevelsTest_DosesModel.fit(rows))
        .withMessageContainingAll("factor(dose) is -Infinity in row 7", "finite");
  }

  @Test
  void decimalsAndOptionalNumbersHaveLevelsToo() {
    List<Boxes> rows =
        rows().stream()
            .map(
                r ->
                    new Boxes(
                        r.y(),
                        r.dose() > 0.5 ? new BigDecimal("2.50") : new BigDecimal("2.5E1"),
                        OptionalDouble.of(r.g().hashCode() % 3),
                        r.g()))
            .toList();
    assertThat(NumbersAsLevelsTest_BoxesModel.fit(rows).coefficients())
        .extracting(Coefficient::name)
        .containsExactly("(Intercept)", "factor(price)25", "factor(yield)1", "factor(yield)2");
  }
}
