package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.junit.jupiter.api.Test;

/** Variances on which the likelihood does not depend: refused by name, or marked. */
class UndeterminedVariancesTest {

  /** Four treatments with one tank each, ten days, and a drug given on one day to one tank. */
  @MixedModel(name = "Tank", value = "y ~ treatment + (1 | tank)")
  @MixedModel(name = "TankAndDay", value = "y ~ treatment + (1 | tank) + (1 | day)")
  @MixedModel(name = "TwoNames", value = "y ~ 1 + (1 | tank) + (1 | basin)")
  @MixedModel(name = "Cells", value = "y ~ 1 + (0 + tank || day)")
  @MixedModel(name = "Drug", value = "y ~ drug + (1 + drug | day)")
  @MixedModel(name = "Days", value = "y ~ drug + (1 | day)")
  @MixedModel(name = "Odd", value = "y ~ odd + (1 + odd | day) + (1 | tank)")
  @MixedModel(name = "Apart", value = "y ~ odd + (0 + even + odd || day) + (1 | tank)")
  @SuppressWarnings("blup:905")
  record Fish(
      double y,
      String treatment,
      String tank,
      String basin,
      int day,
      double drug,
      double odd,
      double even) {}

  @MixedModel("y ~ size * type + (1 | size:type)")
  record Fillet(double y, String size, String type) {}

  static final List<Fish> ROWS = rows();

  private static List<Fish> rows() {
    Random random = new Random(1);
    double[] days = random.doubles(10, -1, 1).toArray();
    return IntStream.range(0, 40)
        .mapToObj(
            i -> {
              double y = i % 4 + days[i / 4] + random.nextGaussian();
              String basin = "basin" + (7 - i % 4);
              double drug = i == 5 || i == 6 ? 1 : 0;
              int odd = i / 4 % 2;
              return new Fish(
                  y, "t" + i % 4, "tank" + (9 - i % 4), basin, i / 4, drug, odd, 1 - odd);
            })
        .toList();
  }

  @Test
  void aTermThatFixedEffectsMakeUpIsRefused() {
    String message =
        "the variance of (Intercept) by tank cannot be distinguished from the fixed effects, which"
            + " in these data explain all differences between its levels: what they leave of the"
            + " response has the same distribution whatever the variance is. Take it out of the"
            + " model, or take out fixed effects that do not vary within levels";
    assertThatThrownBy(() -> UndeterminedVariancesTest_TankModel.fit(ROWS))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage("Tank: " + message);
    assertThatThrownBy(() -> UndeterminedVariancesTest_TankAndDayModel.fit(ROWS))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage("TankAndDay: " + message);
  }

  @Test
  void cellsOfAnInteractionAmongTheFixedEffectsAreRefused() {
    Random random = new Random(2);
    List<Fillet> fillets =
        IntStream.range(0, 30)
            .mapToObj(i -> new Fillet(random.nextGaussian(), "size" + i % 3, "type" + i % 2))
            .toList();
    assertThatThrownBy(() -> UndeterminedVariancesTest_FilletModel.fit(fillets))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageStartingWith(
            "Fillet: the variance of (Intercept) by size:type cannot be distinguished from the"
                + " fixed effects");
  }

  @Test
  void twoNamesOfOneFactorAreRefused() {
    assertThatThrownBy(() -> UndeterminedVariancesTest_TwoNamesModel.fit(ROWS))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage(
            "TwoNames: the variances of (Intercept) by tank and (Intercept) by basin cannot be"
                + " distinguished from each other: the distribution of what fixed effects leave of"
                + " the response depends only on combinations of them. Take one of them out of the"
                + " model");
  }

  @Test
  void oneRowACellLeavesNoResidual() {
    assertThatThrownBy(() -> UndeterminedVariancesTest_CellsModel.fit(ROWS))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageStartingWith(
            "Cells: the variance of the residual cannot be distinguished from the");
  }

  /** The drug's effect on its only day is both the coefficient and the slope of that day. */
  @Test
  void whatDependsOnAnUndeterminedVarianceIsNaN() {
    UndeterminedVariancesTest_DrugModel.Fit fit = UndeterminedVariancesTest_DrugModel.fit(ROWS);
    UndeterminedVariancesTest_DaysModel.Fit days = UndeterminedVariancesTest_DaysModel.fit(ROWS);

    assertThat(fit.undeterminedVariances())
        .containsExactly("cor_drug.(Intercept)|day", "sd_drug|day");
    assertThat(days.undeterminedVariances()).isEmpty();
    assertThat(fit.toString())
        .contains("Not determined by these data: cor_drug.(Intercept)|day, sd_drug|day. These");
    assertThat(fit.criterion()).isCloseTo(days.criterion(), within(1e-7));
    assertThat(fit.coefficient("(Intercept)").standardError())
        .isCloseTo(days.coefficient("(Intercept)").standardError(), within(1e-6));
    assertThat(fit.coefficient("(Intercept)").df())
        .isCloseTo(days.coefficient("(Intercept)").df(), within(1e-2));
    assertThat(fit.coefficient("drug").standardError()).isNaN();
    assertThat(fit.coefficient("drug").df()).isNaN();
    assertThat(fit.coefficient("drug").pValue()).isNaN();
    assertThat(fit.coefficient("drug").interval(0.95).lower()).isNaN();
    assertThat(fit.anova().row("drug").pValue()).isNaN();
    assertThat(fit.coefficientCovariance().get(1, 1)).isNaN();
    assertThat(fit.coefficientCovariance().get(0, 0)).isPositive();
    assertThat(fit.prediction().population().standardError(ROWS.get(0))).isPositive();
    assertThat(fit.prediction().population().standardError(ROWS.get(5))).isNaN();
    assertThatThrownBy(() -> fit.varianceIntervals(0.95))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("undeterminedVariances()");
  }

  /**
   * The likelihood sees the drug's effect on its only day alone: whatever does not depend on its
   * variance is what the model without it gives.
   */
  @Test
  void whatDoesNotDependOnAnUndeterminedVarianceStands() {
    UndeterminedVariancesTest_DrugModel.Fit fit = UndeterminedVariancesTest_DrugModel.fit(ROWS);
    UndeterminedVariancesTest_DaysModel.Fit days = UndeterminedVariancesTest_DaysModel.fit(ROWS);

    assertThat(fit.aic()).isCloseTo(days.aic(), within(1e-7));
    assertThat(fit.effectiveDegreesOfFreedom())
        .isCloseTo(days.effectiveDegreesOfFreedom(), within(1e-6));
    assertThat(fit.conditionalAic().value()).isCloseTo(days.conditionalAic().value(), within(1e-4));
    assertThat(fit.diagnostics(ROWS)).hasToString(days.diagnostics(ROWS).toString());
    assertThat(fit.influence("day", ROWS)).hasToString(days.influence("day", ROWS).toString());
    assertThat(fit.influence("day", ROWS).level("1").coefficient("(Intercept)").estimate())
        .isCloseTo(
            days.influence("day", ROWS).level("1").coefficient("(Intercept)").estimate(),
            within(1e-5));
    for (int day = 0; day < 10; day++) {
      assertThat(fit.conditionalModes("day").mode(day, 0))
          .isCloseTo(days.conditionalModes("day").mode(day, 0), within(1e-5));
    }
    assertThat(fit.conditionalModes("day").coefficient(1, 1))
        .isCloseTo(days.coefficient("drug").estimate(), within(1e-5));
    for (Fish row : ROWS) {
      assertThat(fit.predict(row)).isCloseTo(days.predict(row), within(1e-5));
      assertThat(fit.prediction().standardError(row))
          .isCloseTo(days.prediction().standardError(row), within(1e-5));
    }
    assertThat(fit.simulateConditional(ROWS, 1))
        .containsExactly(days.simulateConditional(ROWS, 1), within(1e-5));
  }

  @Test
  void everyAnswerThatDependsOnAnUndeterminedVarianceIsNaN() {
    UndeterminedVariancesTest_DrugModel.Fit fit = UndeterminedVariancesTest_DrugModel.fit(ROWS);
    Fish given = ROWS.get(5);
    Fish other = new Fish(0, "t1", "tank8", "basin7", 4, 1, 0, 1);

    assertThat(fit.day().covariance().drug().variance()).isNaN();
    assertThat(fit.day().correlation("drug", "(Intercept)")).isNaN();
    assertThat(fit.varianceComponents().get(1).standardDeviation()).isNaN();
    assertThat(fit.varianceComponents().get(0).variance()).isPositive();
    assertThat(fit.coefficient("drug").estimate()).isNaN();
    assertThat(fit.day().get(1).drug()).isNaN();
    assertThat(fit.day().get(4).drug()).isNaN();
    assertThat(fit.conditionalModes("day").covariance(1).get(0, 0)).isNaN();
    assertThat(fit.conditionalModes("day").standardError(1, 1)).isNaN();
    assertThat(fit.conditionalModes("day").shrinkage(1, 0)).isNaN();
    assertThat(fit.rSquared().marginal()).isNaN();
    assertThat(fit.rSquared().conditional()).isNaN();
    assertThat(fit.intraclassCorrelation().adjusted()).isNaN();
    assertThat(fit.principalComponents().get(0).standardDeviations()).containsOnly(Double.NaN);
    assertThat(fit.influence("day", ROWS).level("2").coefficient("drug").estimate()).isNaN();
    assertThat(fit.predictPopulation(given)).isNaN();
    assertThat(fit.predict(given)).isNotNaN();
    assertThat(fit.predict(other)).isNaN();
    assertThat(fit.prediction().predict(other)).isNaN();
    assertThat(fit.prediction().predictionInterval(other, 0.9).upper()).isNaN();
    assertThat(fit.simulate(ROWS, 1)[5]).isNaN();
    assertThat(fit.simulate(ROWS, 1)[4]).isNotNaN();
    assertThat(fit.profile().intervals(0.95).get("sd_drug|day").upper()).isNaN();
    assertThat(fit.profile().intervals(0.95).get("sigma").upper()).isPositive();
    assertThat(fit.bootstrap().replicates(20).run().estimate("sd_drug|day")).isNaN();
    assertThat(fit.bootstrap().replicates(20).run().standardError("(Intercept)")).isPositive();
    assertThat(fit.ranova().refusals().get("drug in (1 + drug | day)"))
        .contains("undeterminedVariances()");
    assertThat(fit.drop1().refusals().get("drug")).contains("undeterminedVariances()");
  }

  /** Days are odd or even: three numbers of a covariance for the two variances of the days. */
  @Test
  void sharesOfVarianceStandWhereTheyAreDetermined() {
    UndeterminedVariancesTest_OddModel.Fit fit = UndeterminedVariancesTest_OddModel.fit(ROWS);
    UndeterminedVariancesTest_ApartModel.Fit apart = UndeterminedVariancesTest_ApartModel.fit(ROWS);

    assertThat(fit.undeterminedVariances())
        .containsExactly("cor_odd.(Intercept)|day", "sd_odd|day");
    assertThat(fit.criterion()).isCloseTo(apart.criterion(), within(1e-7));
    assertThat(fit.degreesOfFreedom()).isEqualTo(apart.degreesOfFreedom());
    assertThat(fit.rSquared().marginal()).isCloseTo(apart.rSquared().marginal(), within(1e-5));
    assertThat(fit.rSquared().conditional())
        .isCloseTo(apart.rSquared().conditional(), within(1e-5));
    assertThat(fit.intraclassCorrelation().adjusted())
        .isCloseTo(apart.intraclassCorrelation().adjusted(), within(1e-5));
    assertThat(fit.day().get(0).intercept()).isCloseTo(apart.day().get(0).even(), within(1e-4));
    assertThat(fit.day().get(1).intercept()).isNaN();
    assertThat(fit.conditionalModes("day").covariance(1).get(0, 0)).isNaN();
    for (Fish row : ROWS) {
      assertThat(fit.prediction().predictionInterval(row, 0.9).upper())
          .isCloseTo(apart.prediction().predictionInterval(row, 0.9).upper(), within(1e-3));
    }
    assertThat(fit.ranova().deletion("odd in (1 + odd | day)").df()).isEqualTo(1);
  }
}
