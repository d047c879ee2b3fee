package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.LikelihoodRatioTest;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.ModelSequence;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.Cell;
import org.blup.model.means.Comparison;
import org.blup.model.means.ComparisonsBy;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.blup.model.means.MeansBy;
import org.blup.model.means.Multiplicity;
import org.blup.model.prediction.Prediction;
import org.junit.jupiter.api.Test;

/**
 * Questions that follow from a fit, beside R 4.2 with lme4 1.1-31, lmerTest 3.1-3 and emmeans
 * 1.8.4, fitted with lme4's optimiser tightened.
 */
class FurtherQuestionsTest {

  @MixedModel(name = "Crossed", value = "yield ~ variety * factor(rate) + (1 | block)")
  @MixedModel(name = "LogYield", value = "log(yield) ~ variety + nitro + (1 | block)")
  @MixedModel(name = "RootYield", value = "sqrt(yield) ~ variety + nitro + (1 | block)")
  @MixedModel(name = "Odd", value = "I(1 / yield) ~ variety + (1 | block)")
  @MixedModel(name = "ByVariety", value = "yield ~ variety + (0 + variety | block)")
  record Plot(double yield, double nitro, int rate, String variety, String block) {

    static Plot of(Line line) {
      return new Plot(
          line.number("yield"),
          line.number("nitro"),
          (int) Math.round(10 * line.number("nitro")),
          line.text("variety"),
          line.text("block"));
    }

    boolean isThere() {
      return rate != 6 || !variety.equals("Victory") || !List.of("I", "II").contains(block);
    }
  }

  @MixedModel(name = "Mean", value = "reaction ~ 1 + (1 | subject)")
  @MixedModel(name = "Line", value = "reaction ~ days + (1 | subject)")
  @MixedModel(name = "Lines", value = "reaction ~ days + (days | subject)")
  record Sleep(double reaction, double days, String subject) {

    static Sleep of(Line line) {
      return new Sleep(line.number("reaction"), line.number("days"), line.text("subject"));
    }
  }

  private static final List<Plot> PLOTS =
      Line.read(OracleFolder.shipped().data().resolve("oats.csv"), Plot::of).stream()
          .filter(Plot::isThere)
          .toList();

  private static final List<Sleep> SLEEP =
      Line.read(OracleFolder.shipped().data().resolve("sleepstudy.csv"), Sleep::of);

  private final FurtherQuestionsTest_LinesModel.Fit lines =
      FurtherQuestionsTest_LinesModel.fit(SLEEP);

  /** {@code summary(pairs(emmeans(m, ~ variety | rate)), infer = TRUE)}, and by Holm. */
  @Test
  void pairsWithinLevelsAreFamiliesOfTheirOwn() {
    FurtherQuestionsTest_CrossedModel.Fit fit = FurtherQuestionsTest_CrossedModel.fit(PLOTS);

    ComparisonsBy<Integer, String> pairs =
        fit.means().variety().by(fit.means().factorRate()).pairwise();

    assertThat(pairs.levels()).containsExactly(0, 2, 4, 6);
    assertThat(pairs.get(0).between("Marvellous", "Victory").pValue())
        .isCloseTo(0.2191445497, within(1e-7));
    assertThat(pairs.get(6).between("Marvellous", "Victory").interval(0.95).upper())
        .isCloseTo(34.18458476, within(1e-5));
    assertThat(pairs.adjust(Multiplicity.HOLM).get(2).between("Marvellous", "Victory").pValue())
        .isCloseTo(0.1225357614, within(1e-7));
    assertThat(pairs.toString()).contains("rate) = 6");
    assertThatThrownBy(() -> pairs.get(3))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("Levels with rows: 0, 2, 4, 6");
  }

  /** {@code emmeans(m, ~ variety * rate)}, with the levels' own types as keys. */
  @Test
  void meansOfTwoFactorsAreFoundByTheirLevels() {
    FurtherQuestionsTest_CrossedModel.Fit fit = FurtherQuestionsTest_CrossedModel.fit(PLOTS);

    Means<Cell<String, Integer>> cells = fit.means().variety().and(fit.means().factorRate());

    assertThat(cells.levels()).startsWith(Cell.of("Golden Rain", 0), Cell.of("Marvellous", 0));
    assertThat(cells.get(Cell.of("Victory", 6)).estimate())
        .isEqualTo(fit.means("variety", "factor(rate)").get(List.of("Victory", "6")).estimate());
    assertThat(cells.pairwise().between(Cell.of("Victory", 0), Cell.of("Victory", 6)).estimate())
        .isCloseTo(
            fit.means()
                .factorRate()
                .by("variety")
                .get("Victory")
                .pairwise()
                .between(0, 6)
                .estimate(),
            within(1e-9));
    assertThatThrownBy(() -> cells.and(fit.means().variety()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("a factor occurs twice");
    assertThatThrownBy(
            () ->
                fit.means()
                    .variety()
                    .and(FurtherQuestionsTest_CrossedModel.fit(PLOTS).means().factorRate()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("of another fit");
  }

  /** Contrasts of one factor within the levels of another. */
  @Test
  void contrastsWithinLevelsAreThoseOfEachLevel() {
    FurtherQuestionsTest_CrossedModel.Fit fit = FurtherQuestionsTest_CrossedModel.fit(PLOTS);
    Map<String, Map<String, Double>> weights =
        Map.of(
            "Victory less others", Map.of("Victory", 1.0, "Marvellous", -0.5, "Golden Rain", -0.5));
    Means<String> varieties = fit.means().variety();

    ComparisonsBy<Integer, String> contrasts =
        varieties.by(fit.means().factorRate()).contrasts(weights);

    assertThat(contrasts.get(4).get("Victory less others").estimate())
        .isCloseTo(
            varieties.at("factor(rate)", 4).contrasts(weights).all().get(0).estimate(),
            within(1e-9));
  }

  /** One argument everywhere; the table names it. */
  @Test
  void tablesHaveIntervalsOfAnyLevel() {
    FurtherQuestionsTest_CrossedModel.Fit fit = FurtherQuestionsTest_CrossedModel.fit(PLOTS);
    Means<String> varieties = fit.means().variety();
    MeansBy<String, String> by = varieties.by("factor(rate)");

    for (String table :
        List.of(
            varieties.table(0.9),
            varieties.pairwise().table(0.9),
            by.table(0.9),
            by.pairwise().table(0.9),
            lines.summary(0.9),
            lines.prediction().table(SLEEP, 0.9),
            lines.bootstrap().replicates(20).run().table(0.9))) {
      assertThat(table).contains("90 %").doesNotContain("95 %");
    }
    assertThat(varieties.table(0.95)).isEqualTo(varieties.toString());
    assertThatThrownBy(() -> varieties.pairwise().table(90))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("not between 0 and 1");
  }

  /** {@code confint(lines, method = "Wald", level = 0.9)} has other degrees of freedom. */
  @Test
  void theSummaryHasTheIntervalsOfItsCoefficients() {
    assertThat(lines.summary(0.9)).contains("7.778", "13.156");
    assertThat(lines.fixed().days().interval(0.9).lower()).isCloseTo(7.778, within(5e-4));
    assertThat(lines.fixed().days().interval(0.9).upper()).isCloseTo(13.156, within(5e-4));
  }

  /** {@code summary(lines)$residuals} in R: −3.9536, −0.4634, 0.0231, 0.4634, 5.1793. */
  @Test
  void scaledResidualsAreThoseOfLme4sSummary() {
    assertThat(lines.diagnostics(SLEEP).toString())
        .contains("Scaled residuals:", "-3.9536  -0.4634  0.0231  0.4634  5.1793");
  }

  /** {@code joint_tests(m, by = "rate")}. */
  @Test
  void pairsAreTestedTogetherWithinLevels() {
    FurtherQuestionsTest_CrossedModel.Fit fit = FurtherQuestionsTest_CrossedModel.fit(PLOTS);
    ComparisonsBy<Integer, String> pairs =
        fit.means().variety().by(fit.means().factorRate()).pairwise();

    FTest first = pairs.get(0).jointTest();
    FTest last = pairs.get(6).jointTest();

    assertThat(first.numeratorDf()).isEqualTo(2);
    assertThat(first.f()).isCloseTo(1.432, within(5e-4));
    assertThat(first.pValue()).isCloseTo(0.2479347969, within(1e-6));
    assertThat(last.pValue()).isCloseTo(0.6145404940, within(1e-4));
  }

  /** {@code test(emmeans(m, ~ 1, at = list(Days = 5)), null = 300, side = …, delta = …)}. */
  @Test
  void oneSidedTestsAndEquivalence() {
    LinearTest test = lines.means().atDays(5).overall().test(300);

    assertThat(test.pValueGreater()).isCloseTo(0.350506718, within(1e-6));
    assertThat(test.pValueLess()).isCloseTo(0.649493282, within(1e-6));
    assertThat(test.pValueEquivalent(20)).isCloseTo(0.05397359024, within(1e-6));
    assertThat(lines.means().atDays(5).overall().test(290).pValueGreater())
        .as("not worse by 10")
        .isCloseTo(0.08482635954, within(1e-6));
    assertThatThrownBy(() -> test.pValueEquivalent(0)).isInstanceOf(BlupException.class);
  }

  /** Equivalence at 5 % is an interval of 90 % within the margin. */
  @Test
  void equivalenceIsAnIntervalWithinTheMargin() {
    LinearTest test = lines.test(lines.fixed().days(), 10);
    double end = Math.max(10 - test.interval(0.9).lower(), test.interval(0.9).upper() - 10);

    assertThat(test.pValueEquivalent(end)).isCloseTo(0.05, within(1e-10));
  }

  /** {@code anova(a, s, b)}. */
  @Test
  void severalModelsAreComparedInTurn() {
    MixedFit<?> mean = FurtherQuestionsTest_MeanModel.fit(SLEEP);
    MixedFit<?> line = FurtherQuestionsTest_LineModel.fit(SLEEP);

    ModelSequence sequence = Model.compare(mean, lines, line);

    assertThat(sequence.tests()).extracting(LikelihoodRatioTest::df).containsExactly(1, 2);
    assertThat(sequence.tests()).allMatch(LikelihoodRatioTest::refitted);
    assertThat(sequence.tests().get(0).chiSquare()).isCloseTo(116.462415068, within(1e-6));
    assertThat(sequence.tests().get(1).chiSquare()).isCloseTo(42.139298542, within(1e-6));
    assertThat(sequence.tests().get(1).pValue()).isCloseTo(7.07241254723e-10, within(1e-15));
    assertThat(sequence.toString()).contains("1802.1").contains("116.46");
    assertThatThrownBy(() -> Model.compare(mean)).isInstanceOf(BlupException.class);
  }

  /** {@code emmeans(l, "variety", type = "response")} and its pairs. */
  @Test
  void meansOfALogarithmGoBackToTheResponse() {
    Means<String> means =
        FurtherQuestionsTest_LogYieldModel.fit(PLOTS).means().variety().onResponseScale();
    Mean golden = means.get("Golden Rain");
    Comparison ratio = means.pairwise().between("Marvellous", "Victory");

    assertThat(golden.estimate()).isCloseTo(100.50483858, within(1e-6));
    assertThat(golden.standardError()).isCloseTo(6.524000198, within(1e-5));
    assertThat(golden.interval(0.95).lower()).isCloseTo(86.20156628, within(1e-4));
    assertThat(golden.interval(0.95).upper()).isCloseTo(117.1814274, within(1e-4));
    assertThat(golden.t()).isCloseTo(71.02206972, within(1e-3));
    assertThat(ratio.name()).isEqualTo("Marvellous / Victory");
    assertThat(ratio.estimate()).isCloseTo(1.1439555413, within(1e-8));
    assertThat(ratio.standardError()).isCloseTo(0.05296028175, within(1e-7));
    assertThat(ratio.interval(0.95).lower()).isCloseTo(1.0235525240, within(1e-6));
    assertThat(ratio.interval(0.95).upper()).isCloseTo(1.278521864, within(1e-6));
    assertThat(ratio.pValue()).isCloseTo(0.01395170134, within(1e-6));
    assertThat(means.toString()).contains("100.5", "86.2", "117.18");
    assertThat(means.pairwise().toString()).contains("Marvellous / Victory", "1.14", "1.27");
    assertThat(means.pairwise().between("Victory", "Marvellous").estimate())
        .isCloseTo(1 / 1.1439555413, within(1e-8));
    assertThatThrownBy(
            () ->
                FurtherQuestionsTest_LogYieldModel.fit(PLOTS)
                    .means()
                    .variety()
                    .slopes("nitro")
                    .onResponseScale())
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("Slopes stay");
  }

  /** {@code emmeans(l2, "variety", type = "response")}: differences stay those of roots. */
  @Test
  void meansOfARootGoBackToTheResponse() {
    Means<String> means =
        FurtherQuestionsTest_RootYieldModel.fit(PLOTS).means().variety().onResponseScale();
    Comparison difference = means.pairwise().between("Marvellous", "Victory");

    assertThat(means.get("Victory").estimate()).isCloseTo(94.97320726, within(1e-6));
    assertThat(means.get("Victory").standardError()).isCloseTo(6.498000210, within(1e-4));
    assertThat(means.get("Victory").interval(0.95).lower()).isCloseTo(80.24196151, within(1e-3));
    assertThat(difference.estimate()).isCloseTo(0.6394205313, within(1e-7));
    assertThat(difference.interval(0.95).upper()).isCloseTo(1.1753162965, within(1e-6));
  }

  /** A population prediction is the mean of its cell: the same numbers by another way. */
  @Test
  void predictionsGoBackToTheResponse() {
    FurtherQuestionsTest_LogYieldModel.Fit fit = FurtherQuestionsTest_LogYieldModel.fit(PLOTS);
    Plot row = new Plot(1, 0.2, 2, "Victory", "I");
    Mean mean = fit.means().atNitro(0.2).variety().onResponseScale().get("Victory");
    Prediction<Plot> prediction = fit.prediction().population().onResponseScale();

    assertThat(prediction.predict(row)).isCloseTo(mean.estimate(), within(1e-9));
    assertThat(prediction.standardError(row)).isCloseTo(mean.standardError(), within(1e-8));
    assertThat(prediction.confidenceInterval(row, 0.9).upper())
        .isCloseTo(
            Math.exp(fit.prediction().population().confidenceInterval(row, 0.9).upper()),
            within(1e-9));
  }

  @Test
  void aFunctionWithoutAnInverseIsRefused() {
    FurtherQuestionsTest_OddModel.Fit fit = FurtherQuestionsTest_OddModel.fit(PLOTS);

    assertThatThrownBy(() -> fit.prediction().onResponseScale())
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("no way back from 'I(1/yield)'");
    assertThat(lines.prediction().onResponseScale().predict(SLEEP.get(0)))
        .isEqualTo(lines.predict(SLEEP.get(0)));
  }

  /** {@code coef(s)$Subject}, to the digits of lme4's optimum. */
  @Test
  void coefficientsOfALevelAreItsEffectsPlusTheFixed() {
    assertThat(lines.subject().coefficients("308").intercept())
        .isCloseTo(253.663655798, within(1e-4));
    assertThat(lines.subject().coefficients("308").days()).isCloseTo(19.66626172516, within(1e-4));
    assertThat(lines.subject().coefficients()).hasSize(18);
    assertThat(lines.subject().coefficients().get("309").days())
        .isCloseTo(1.84760534435, within(1e-4));
    assertThat(lines.conditionalModes("subject").coefficient(2, 1))
        .isCloseTo(5.01842948980, within(1e-4));
  }

  /** A factor's columns beside the intercept are no coefficients of its levels. */
  @Test
  void effectsOfAnotherCodingHaveNoCoefficients() {
    FurtherQuestionsTest_ByVarietyModel.Fit fit = FurtherQuestionsTest_ByVarietyModel.fit(PLOTS);

    assertThat(fit.block().get("I").variety("Victory")).isFinite();
    assertThatThrownBy(() -> fit.block().coefficients("I").variety("Victory"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("'variety' of (0 + variety | block)");
  }

  /** {@code lmer(Reaction^1.1 ~ …)}; lme4's own {@code refit} stops short of that optimum. */
  @Test
  void otherResponsesOfTheSameRows() {
    double[] responses = SLEEP.stream().mapToDouble(row -> Math.pow(row.reaction(), 1.1)).toArray();

    FurtherQuestionsTest_LinesModel.Fit typed =
        FurtherQuestionsTest_LinesModel.fitting().fit(SLEEP, responses);
    MixedFit<Sleep> refit = lines.refit(SLEEP, responses);

    assertThat(typed.fixed().days().estimate()).isCloseTo(20.46757027802, within(1e-8));
    assertThat(refit.criterion()).isCloseTo(1982.63214490, within(1e-7));
    assertThat(refit.sigma()).isCloseTo(50.17579, within(2e-5));
    assertThatThrownBy(() -> lines.refit(SLEEP, new double[3]))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("more rows than the 3 responses");
    assertThatThrownBy(() -> lines.refit(SLEEP.subList(0, 100), responses))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("180 responses for 100 rows");
  }

  /** Drawn responses fit like those of rows that hold them. */
  @Test
  void drawnResponsesAreFitted() {
    double[] drawn = lines.simulate(SLEEP, 3);
    List<Sleep> rows =
        IntStream.range(0, drawn.length)
            .mapToObj(i -> new Sleep(drawn[i], SLEEP.get(i).days(), SLEEP.get(i).subject()))
            .toList();

    assertThat(lines.refit(SLEEP, drawn).theta())
        .containsExactly(FurtherQuestionsTest_LinesModel.fit(rows).theta());
  }
}
