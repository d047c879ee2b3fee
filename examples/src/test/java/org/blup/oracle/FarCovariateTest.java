package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.blup.MixedModel;
import org.blup.model.Criterion;
import org.blup.model.DeletionTable;
import org.blup.model.Fitting;
import org.blup.model.MixedFit;
import org.blup.model.fit.Interval;
import org.blup.model.profile.Profile;
import org.junit.jupiter.api.Test;

/**
 * The sleep study with days counted from the year 2000 on: estimation shifts the covariate to where
 * it keeps digits, and what is left out or held at a value must still be the user's.
 */
class FarCovariateTest {

  @MixedModel(name = "Far", value = "reaction ~ year + (year | subject)")
  @MixedModel(name = "FarSquare", value = "reaction ~ year + I(year^2) + (year | subject)")
  @MixedModel(name = "FarIntercepts", value = "reaction ~ year + (1 | subject)")
  @MixedModel(name = "FarFlat", value = "reaction ~ 1 + (year | subject)")
  @MixedModel(name = "FarOrigin", value = "reaction ~ 0 + year + (year | subject)")
  record Night(double reaction, double year, int subject) {}

  private static List<Night> rows() {
    @SuppressWarnings("unchecked")
    FittedCase<SleepModels.Sleep> sleep =
        (FittedCase<SleepModels.Sleep>) FittedCase.of("sleep-slope");
    return sleep.rows().stream()
        .map(row -> new Night(row.reaction(), 2000 + row.days(), row.subject()))
        .toList();
  }

  @Test
  void aSlopeTakenOutLeavesTheModelWithoutIt() {
    MixedFit<Night> fit = FarCovariateTest_FarModel.model().fit(rows());

    double without = fit.ranova().deletion("year in (1 + year | subject)").criterion();

    double direct = FarCovariateTest_FarInterceptsModel.model().fit(rows()).criterion();
    assertThat(without).isCloseTo(direct, within(1e-7));
  }

  @Test
  void aTermDroppedLeavesTheModelWithoutIt() {
    List<Night> rows = rows();
    DeletionTable table = FarCovariateTest_FarModel.model().fit(rows).drop1();

    assertThat(table.deletion("year").criterion())
        .isCloseTo(ml(FarCovariateTest_FarFlatModel.model().fitting(), rows), within(1e-7));
    assertThat(table.criterion())
        .isCloseTo(ml(FarCovariateTest_FarModel.model().fitting(), rows), within(1e-7));
  }

  /** Without its linear term a square about 2000 is another model than one about the mean. */
  @Test
  void aTermBeneathAShiftedSquareIsTheUsers() {
    List<Night> rows = rows();
    DeletionTable table = FarCovariateTest_FarSquareModel.model().fit(rows).drop1();

    assertThat(table.deletion("I(year^2)").criterion())
        .isCloseTo(ml(FarCovariateTest_FarModel.model().fitting(), rows), within(1e-6));
  }

  private static <F extends MixedFit<Night>> double ml(
      Fitting<Night, F> fitting, List<Night> rows) {
    return fitting.criterion(Criterion.ML).fit(rows).criterion();
  }

  /** An intercept held at zero is the model without it. */
  @Test
  void aCoefficientHeldAtZeroLeavesTheModelWithoutIt() {
    List<Night> rows = rows();
    MixedFit<Night> fit = FarCovariateTest_FarModel.model().fit(rows);

    double zeta = fit.profile().parameter("(Intercept)").zeta(0);

    double rise =
        ml(FarCovariateTest_FarOriginModel.model().fitting(), rows)
            - ml(FarCovariateTest_FarModel.model().fitting(), rows);
    assertThat(zeta * zeta).isCloseTo(rise, within(1e-6));
  }

  /** Slopes and residuals do not know where the days are counted from. */
  @Test
  void intervalsThatDoNotDependOnTheOriginStay() {
    Profile far = FarCovariateTest_FarModel.model().fit(rows()).profile();
    Profile near = FittedCase.of("sleep-slope").fit().profile();

    Interval slope = near.parameter("days").interval(0.95);
    Interval deviation = near.parameter("sd_days|subject").interval(0.95);
    assertThat(far.parameter("year").interval(0.95).lower()).isCloseTo(slope.lower(), within(1e-6));
    assertThat(far.parameter("sd_year|subject").interval(0.95).upper())
        .isCloseTo(deviation.upper(), within(1e-6));
    assertThat(far.sigma().interval(0.95).lower())
        .isCloseTo(near.sigma().interval(0.95).lower(), within(1e-6));
  }
}
