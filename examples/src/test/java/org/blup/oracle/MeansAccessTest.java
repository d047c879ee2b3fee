package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.means.Averaging;
import org.blup.model.means.Comparison;
import org.blup.model.means.Comparisons;
import org.blup.model.means.Means;
import org.blup.model.means.Multiplicity;
import org.blup.oracle.SplitPlots.Recipe;
import org.junit.jupiter.api.Test;

/** What users write for means, and what they are told when they err; numbers of means.csv. */
class MeansAccessTest {

  private static final Offset<Double> CLOSE = within(2e-6);

  private static final SplitPlots_CakeModel.Fit CAKES =
      wald(SplitPlots_CakeModel.model(), SplitPlots.Cakes::of, "cake.csv");

  private static final SplitPlots_LinearOatsModel.Fit OATS =
      wald(SplitPlots_LinearOatsModel.model(), SplitPlots.LinearOats::of, "oats.csv");

  @Test
  void levelsOfAnEnumAreItsConstants() {
    Means<Recipe> recipes = CAKES.means().recipe();

    assertThat(recipes.levels()).containsExactly(Recipe.A, Recipe.B, Recipe.C);
    assertThat(recipes.get(Recipe.A).estimate()).isCloseTo(33.1222222222222, CLOSE);
    assertThat(CAKES.means("recipe").get("A").estimate()).isCloseTo(33.1222222222222, CLOSE);
  }

  @Test
  void levelsOfAFactorOfAnIntegerAreIntegers() {
    assertThat(CAKES.means().factorTemperature().get(175).estimate())
        .isCloseTo(CAKES.means("factor(temperature)").get("175").estimate(), CLOSE);
  }

  @Test
  void anotherFactorIsFixedOrToldApart() {
    Means<Recipe> at = CAKES.means().atFactorTemperature(185).recipe();
    Means<Recipe> by = CAKES.means().recipe().by(CAKES.means().factorTemperature()).get(185);

    assertThat(at.get(Recipe.B).estimate()).isEqualTo(by.get(Recipe.B).estimate());
    assertThat(CAKES.means("recipe", "factor(temperature)").get(List.of("B", "185")).estimate())
        .isCloseTo(at.get(Recipe.B).estimate(), CLOSE);
  }

  @Test
  void comparisonsAreFoundByTheirLevelsInBothOrders() {
    Comparisons<String> pairs = OATS.means().variety().pairwise();

    Comparison forth = pairs.between("Golden Rain", "Victory");
    Comparison back = pairs.between("Victory", "Golden Rain");

    assertThat(forth.name()).isEqualTo("Golden Rain - Victory");
    assertThat(forth.estimate()).isCloseTo(6.875, CLOSE);
    assertThat(back.estimate()).isCloseTo(-6.875, CLOSE);
    assertThat(back.pValue()).isEqualTo(forth.pValue());
    assertThat(back.interval(0.9).lower()).isCloseTo(-forth.interval(0.9).upper(), CLOSE);
    assertThat(pairs.get("Golden Rain - Victory")).isSameAs(pairs.all().get(1));
  }

  @Test
  void aMeanIsALinearCombination() {
    var victory = OATS.means().variety().get("Victory").linearCombination();
    var marvellous = OATS.means().variety().get("Marvellous").linearCombination();

    assertThat(OATS.test(marvellous.minus(victory)).estimate())
        .isCloseTo(
            OATS.means().variety().pairwise().between("Marvellous", "Victory").estimate(), CLOSE);
  }

  @Test
  void covariatesStandAtTheirMeansOrWhereTheyArePut() {
    assertThat(OATS.means().variety().get("Victory").estimate())
        .isCloseTo(OATS.means().atNitro(0.3).variety().get("Victory").estimate(), CLOSE);
    assertThat(OATS.means().atNitro(0.5).variety().get("Victory").estimate())
        .isCloseTo(OATS.means().variety().get("Victory").estimate() + 0.2 * slope(OATS), CLOSE);
    assertThat(OATS.means().variety().slopes("nitro").get("Victory").estimate())
        .isCloseTo(slope(OATS), CLOSE);
  }

  private static double slope(SplitPlots_LinearOatsModel.Fit fit) {
    return fit.fixed().nitro().estimate();
  }

  /** The mean at a value is what is predicted there. */
  @Test
  void functionsOfACovariateFollowIt() {
    SleepModels_SleepLogModel.Fit fit =
        wald(SleepModels_SleepLogModel.model(), SleepModels.Sleep::of, "sleepstudy.csv");
    SleepModels_SleepOffsetModel.Fit offset =
        wald(SleepModels_SleepOffsetModel.model(), SleepModels.Sleep::of, "sleepstudy.csv");

    assertThat(fit.means().atDays(7).overall().estimate())
        .isCloseTo(fit.predictPopulation(new SleepModels.Sleep(0, 7, 308)), CLOSE);
    assertThat(offset.means().atDays(7).overall().estimate()).isCloseTo(70, CLOSE);
  }

  @Test
  void theTableSaysHowItWasAdjusted() {
    assertThat(OATS.means().variety().versus("Victory").toString())
        .contains("Golden Rain - Victory", "adjusted for 2 comparisons: Dunnett");
    assertThat(OATS.means().variety().toString()).contains("variety", "Marvellous", "Std. Error");
  }

  @Test
  void whatIsNoContrastIsSaid() {
    Comparisons<String> sums =
        OATS.means().variety().contrasts(Map.of("sum", Map.of("Victory", 1, "Marvellous", 1)));

    assertThat(sums.all().get(0).isContrast()).isFalse();
    assertThat(sums.toString()).contains("No contrasts, their weights do not sum to 0: sum");
  }

  @Test
  void whatIsNotEstimableSaysSo() {
    List<SplitPlots.OatsCells> rows =
        rows("oats.csv", SplitPlots.OatsCells::of).stream()
            .filter(row -> !(row.variety().equals("Victory") && row.nitro().equals("0.6")))
            .toList();
    Means<String> varieties = SplitPlots_OatsCellsModel.fit(rows).means().variety();

    assertThat(varieties.get("Victory").isEstimable()).isFalse();
    assertThat(varieties.get("Marvellous").isEstimable()).isTrue();
    assertThat(varieties.toString()).contains("Not estimable from these rows: Victory");
    assertThatThrownBy(() -> varieties.get("Victory").estimate())
        .isInstanceOf(BlupException.class)
        .hasMessageStartingWith("'Victory' is not estimable")
        .hasMessageContaining("isEstimable()");
    assertThat(varieties.pairwise().all().stream().filter(Comparison::isEstimable)).hasSize(1);
    assertThat(varieties.averaging(Averaging.PROPORTIONAL).get("Marvellous").isEstimable())
        .isTrue();
  }

  @Test
  void unknownNamesAreAnsweredWithWhatThereIs() {
    assertThatThrownBy(() -> OATS.means("varietty"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("no factor 'varietty' among its fixed effects")
        .hasMessageContaining("Did you mean 'variety'?");
    assertThatThrownBy(() -> OATS.means("variety").at("water", 1))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("no covariate 'water'")
        .hasMessageContaining("nitro, variety");
    assertThatThrownBy(() -> OATS.means("variety").get("Loser"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("Levels with rows: Golden Rain, Marvellous, Victory");
    assertThatThrownBy(() -> CAKES.means("recipe").at("factor(temperature)", "12"))
        .isInstanceOf(UnknownLevelException.class);
    assertThatThrownBy(() -> OATS.means("variety", "variety"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("occurs twice");
    assertThatThrownBy(() -> OATS.means("variety").at("nitro", Double.NaN))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("finite");
  }

  /** In a balanced design Tukey's p-values, which are exact, are those of the multivariate t. */
  @Test
  void numericalIntegrationSaysHowFarItMayBeOff() {
    Comparisons<String> pairs = OATS.means().variety().pairwise();
    Comparisons<String> integrated = pairs.adjust(Multiplicity.MULTIVARIATE_T);

    assertThat(pairs.integrationError()).isZero();
    assertThat(integrated.integrationError()).isPositive().isLessThanOrEqualTo(1e-4);
    for (int i = 0; i < pairs.all().size(); i++) {
      assertThat(integrated.all().get(i).pValue())
          .isCloseTo(pairs.all().get(i).pValue(), within(integrated.integrationError()));
    }
  }

  @Test
  void aProcedureForAnotherKindOfFamilyIsRefused() {
    Means<String> varieties = OATS.means().variety();

    assertThatThrownBy(() -> varieties.pairwise().adjust(Multiplicity.DUNNETT))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("versus(control)")
        .hasMessageContaining("MULTIVARIATE_T");
    assertThatThrownBy(() -> varieties.versus("Victory").adjust(Multiplicity.TUKEY))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("pairwise()");
    assertThatThrownBy(() -> varieties.pairwise().all().get(0).interval(95))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("not between 0 and 1");
  }

  private static <R, F extends MixedFit<R>> F wald(
      Model<R, F> model, Function<Line, R> toRow, String file) {
    return model.fitting().degreesOfFreedom(DegreesOfFreedom.WALD).fit(rows(file, toRow));
  }

  private static <R> List<R> rows(String file, Function<Line, R> toRow) {
    return Line.read(OracleFolder.dataFile(file), toRow);
  }
}
