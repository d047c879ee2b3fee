package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What users write: one accessor of each kind, its number from the oracle's answer of the case. */
class TypedAccessTest {

  private static final Offset<Double> CLOSE = within(2e-5);

  @Test
  void numbersAndTheEffectsOfALevel() {
    List<SleepModels.CorrelatedSlopes> rows =
        rows("sleepstudy.csv", SleepModels.CorrelatedSlopes::of);

    var fit = SleepModels_CorrelatedSlopesModel.fit(rows);

    assertThat(fit.fixed().intercept().estimate()).isCloseTo(251.405104848484, CLOSE);
    assertThat(fit.fixed().days().name()).isEqualTo("days");
    assertThat(fit.fixed().days().estimate()).isCloseTo(10.4672859595964, CLOSE);
    assertThat(fit.fixed().days().standardError()).isCloseTo(1.54578889288849, CLOSE);
    assertThat(fit.fixed().days().t()).isCloseTo(6.77148477890603, CLOSE);
    assertThat(fit.subject().get("308").days()).isCloseTo(9.1989717766115, CLOSE);
    assertThat(fit.subject().all().get("309").intercept()).isCloseTo(-40.398579278586, CLOSE);
    assertThat(fit.subject().covariance().days().standardDeviation())
        .isCloseTo(5.92213308186667, CLOSE);
    assertThat(fit.subject().covariance().correlation().interceptDays())
        .isCloseTo(0.0655513775524519, CLOSE);
    assertThat(fit.subject().conditionalCovariance("308").get(0, 1))
        .isCloseTo(-21.4444255132017, within(2e-4));
    assertThat(fit.predict(rows.get(0))).isCloseTo(253.66367102008, within(2e-4));
    assertThat(fit.predictPopulation(rows.get(4))).isCloseTo(293.27424868687, CLOSE);
    assertThat(fit.residual(rows.get(0))).isCloseTo(249.56 - 253.66367102008, within(2e-4));
  }

  @Test
  void levelsThatOnlyTheDataKnow() {
    var fit = SplitPlots_LinearOatsModel.fit(rows("oats.csv", SplitPlots.LinearOats::of));

    assertThat(fit.fixed().variety("Victory").name()).isEqualTo("varietyVictory");
    assertThat(fit.fixed().variety("Victory").estimate()).isCloseTo(-6.87500000000041, CLOSE);
    assertThat(fit.block().get("I").intercept()).isCloseTo(25.4215630886937, within(2e-4));
    assertThat(fit.blockVariety().get("I", "Victory").intercept())
        .isCloseTo(14.4598514167203, within(2e-4));
  }

  @Test
  void randomEffectsOfLevelsThatOnlyTheDataKnow() {
    var fit = SplitPlots_MachineCellsModel.fit(rows("machines.csv", SplitPlots.MachineCells::of));

    assertThat(fit.worker().get(2).machine("C")).isCloseTo(-4.28228230399528, CLOSE);
    assertThat(fit.worker().covariance().machine("B").standardDeviation())
        .isCloseTo(8.62529082920294, within(2e-4));
    assertThat(fit.worker().correlation("machineA", "machineC"))
        .isCloseTo(0.622504680474662, CLOSE);
  }

  @Test
  void contrastsByNumber() {
    var sum =
        OneWayDesigns_ErgoStoolSumModel.fit(rows("ergostool.csv", OneWayDesigns.ErgoStoolSum::of));
    var helmert =
        OneWayDesigns_ErgoStoolHelmertModel.fit(
            rows("ergostool.csv", OneWayDesigns.ErgoStoolHelmert::of));

    assertThat(sum.fixed().type3().estimate()).isCloseTo(0.527777777777778, CLOSE);
    assertThat(helmert.fixed().type(1).estimate()).isCloseTo(1.94444444444444, CLOSE);
  }

  @Test
  void interactionsOfNumbersAndFactors() {
    var teeth =
        GrowthCurves_OrthodontSlopesModel.fit(rows("orthodont.csv", GrowthCurves.Orthodont::of));
    var cakes = SplitPlots_CakeModel.fit(rows("cake.csv", SplitPlots.Cakes::of));

    assertThat(teeth.fixed().ageSexMale().estimate()).isCloseTo(0.304829545454643, CLOSE);
    assertThat(cakes.fixed().recipeCFactorTemperature(185).estimate())
        .isCloseTo(-1.39999999999938, CLOSE);
    assertThat(cakes.recipeReplicate().get(SplitPlots.Recipe.A, 4).intercept())
        .isCloseTo(-2.57860339882442, CLOSE);
  }

  @Test
  void theSummaryHasLme4sNumbersAndOrder() {
    var fit =
        SleepModels_CorrelatedSlopesModel.fit(
            rows("sleepstudy.csv", SleepModels.CorrelatedSlopes::of));

    assertThat(fit)
        .hasToString(
            """
            Linear mixed model fit by REML
            Formula: reaction ~ 1 + days + (1 + days | subject)
            REML criterion: 1743.6, log-likelihood: -871.8, AIC: 1755.6, BIC: 1774.8

            Random effects:
             Groups    Name         Variance  Std.Dev.  Corr
             subject   (Intercept)   612.09    24.740
                       days           35.072    5.9221   0.07
             Residual                654.94    25.592
            Number of rows: 180, groups: subject 18

            Fixed effects, t tests with Satterthwaite's degrees of freedom:
                          Estimate  Std. Error     df  t value  Pr(>|t|)
             (Intercept)   251.405       6.825  17.00   36.838   < 2e-16
             days           10.467       1.546  17.00    6.771  3.26e-06

            Correlation of fixed effects:
                                 1
             1  (Intercept)
             2  days         -0.14
            """);
  }

  @Test
  void theSummarySaysWhichEffectHasNoVariance() {
    var fit = OneWayDesigns_DyestuffModel.fit(rows("dyestuff2.csv", OneWayDesigns.Dyestuff::of));

    assertThat(fit.isSingular()).isTrue();
    assertThat(fit.toString()).contains("\nSingular, no variance in batch: (Intercept)\n");
  }

  private static <R> List<R> rows(String file, Function<Line, R> toRow) {
    return Line.read(OracleFolder.dataFile(file), toRow);
  }
}
