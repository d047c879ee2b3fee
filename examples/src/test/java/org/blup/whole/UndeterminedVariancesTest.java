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
  @SuppressWarnings("blup:905")
  record Fish(double y, String treatment, String tank, String basin, int day, double drug) {}

  @MixedModel("y ~ size * type + (1 | size:type)")
  record Fillet(double y, String size, String type) {}

  private static final List<Fish> ROWS = rows();

  private static List<Fish> rows() {
    Random random = new Random(1);
    double[] days = random.doubles(10, -1, 1).toArray();
    return IntStream.range(0, 40)
        .mapToObj(
            i -> {
              double y = i % 4 + days[i / 4] + random.nextGaussian();
              String basin = "basin" + (7 - i % 4);
              double drug = i == 5 || i == 6 ? 1 : 0;
              return new Fish(y, "t" + i % 4, "tank" + (9 - i % 4), basin, i / 4, drug);
            })
        .toList();
  }

  @Test
  void aTermThatFixedEffectsMakeUpIsRefused() {
    String message =
        "the variance of (Intercept) by tank cannot be told from the fixed effects, which in these"
            + " data explain all differences between its levels: the likelihood is the same"
            + " whatever the variance is. Take it out of the model, or take out fixed effects that"
            + " do not vary within levels";
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
            "Fillet: the variance of (Intercept) by size:type cannot be told from the fixed"
                + " effects");
  }

  @Test
  void twoNamesOfOneFactorAreRefused() {
    assertThatThrownBy(() -> UndeterminedVariancesTest_TwoNamesModel.fit(ROWS))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage(
            "TwoNames: the variances of (Intercept) by tank and (Intercept) by basin cannot be"
                + " told from each other: the likelihood depends only on combinations of them."
                + " Take one of them out of the model");
  }

  @Test
  void oneRowACellLeavesNoResidual() {
    assertThatThrownBy(() -> UndeterminedVariancesTest_CellsModel.fit(ROWS))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageStartingWith("Cells: the variance of the residual cannot be told from the");
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
        .contains("Not determined by these data, one choice of many: cor_drug.(Intercept)|day");
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
}
