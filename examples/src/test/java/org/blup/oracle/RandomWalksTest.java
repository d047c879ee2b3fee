package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.RobustMethod;
import org.blup.oracle.RandomWalks.Dated;
import org.blup.oracle.RandomWalks.Month;
import org.blup.oracle.RandomWalks.Nile;
import org.blup.oracle.RandomWalks.Sleep;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;

/**
 * Random walks beside a Kalman filter, R's {@code StructTS}, and nlme 3.1-162, where the increments
 * of a walk are independent effects of its steps: {@code lme(y ~ x, random = list(all = pdIdent(~ z
 * - 1)))} with z[i, k] = 1 for rw1, and i − k + 1 for rw2, from the level i = k on.
 */
class RandomWalksTest {

  @Test
  void localLevelModel() {
    RandomWalks_LocalLevelModel.Fit fit = RandomWalks_LocalLevelModel.fit(Nile.rows());

    // nlme; StructTS(Nile, "level") has 1469 and 15099, as Durbin & Koopman (2012, section 2.10).
    assertThat(fit.criterion()).isCloseTo(1265.091250206, within(1e-8));
    assertThat(variance(fit)).isCloseTo(1469, within(0.5));
    assertThat(fit.sigma()).isCloseTo(122.876033, within(1e-3));
    assertThat(fit.sigma() * fit.sigma()).isCloseTo(15099, within(1.0));
    Coefficient start = fit.fixed().intercept();
    assertThat(start.estimate()).isCloseTo(1111.66867659, within(1e-2));
    assertThat(start.standardError()).isCloseTo(63.49938436, within(1e-3));
    assertThat(fit.criterion())
        .isCloseTo(diffuseDeviance(variance(fit), fit.sigma() * fit.sigma()), within(1e-9));
  }

  /** −2 log L of the local level model with a diffuse start, by the Kalman filter. */
  private static double diffuseDeviance(double step, double residual) {
    List<Nile> rows = Nile.rows();
    double mean = rows.get(0).flow();
    double variance = residual;
    double deviance = 0;
    for (Nile row : rows.subList(1, rows.size())) {
      double predicted = variance + step;
      double total = predicted + residual;
      double error = row.flow() - mean;
      deviance += Math.log(2 * Math.PI * total) + error * error / total;
      mean += predicted / total * error;
      variance = predicted * residual / total;
    }
    return deviance;
  }

  private static double variance(MixedFit<?> fit) {
    return fit.varianceComponents().get(0).variance();
  }

  @Test
  void criterionByMaximumLikelihood() {
    MixedFit<Nile> fit =
        RandomWalks_LocalLevelModel.fitting().criterion(Criterion.ML).fit(Nile.rows());

    // nlme, method = "ML"
    assertThat(fit.criterion()).isCloseTo(1275.205864182, within(1e-8));
    assertThat(Math.sqrt(variance(fit))).isCloseTo(35.77193, within(1e-4));
    assertThat(fit.sigma()).isCloseTo(123.61019, within(1e-4));
  }

  @Test
  void smoothTrend() {
    RandomWalks_SmoothTrendModel.Fit fit = RandomWalks_SmoothTrendModel.fit(Nile.rows());

    // nlme, whose search ends within 4e-5 of the minimum in this flat criterion.
    assertThat(fit.criterion()).isCloseTo(1264.382151283, within(1e-8));
    assertThat(Math.sqrt(variance(fit))).isCloseTo(1.274939, within(1e-4));
    assertThat(fit.sigma()).isCloseTo(137.742669, within(1e-3));
    assertThat(fit.fixed().year().estimate()).isCloseTo(-5.678725739, within(1e-4));
    assertThat(fit.fixed().year().standardError()).isCloseTo(4.721868161, within(1e-4));
    assertThat(fit.year().get(1871).intercept()).isZero();
    assertThat(fit.year().get(1872).intercept()).isZero();
  }

  @Test
  void aWalkBesideOtherRandomEffects() {
    MixedFit<Sleep> fit = RandomWalks_SharedModel.fit(Sleep.rows());

    // nlme with pdBlocked(list(pdIdent(~ subject - 1), pdIdent(~ z - 1)))
    assertThat(fit.criterion()).isCloseTo(1803.110896164, within(1e-8));
    assertThat(Math.sqrt(variance(fit))).isCloseTo(37.10676, within(1e-4));
    assertThat(Math.sqrt(fit.varianceComponents().get(1).variance()))
        .isCloseTo(13.03924, within(1e-4));
    assertThat(fit.sigma()).isCloseTo(31.1950177, within(1e-5));
    assertThat(fit.coefficients().get(0).estimate()).isCloseTo(258.43690798, within(1e-4));
    assertThat(fit.coefficients().get(0).standardError()).isCloseTo(10.93707723, within(1e-4));
  }

  @Test
  void annotationsAreTheSameModel() {
    assertThat(RandomWalks_AnnotatedModel.FORMULA).isEqualTo("flow ~ 1 + (1 | rw1(year))");
    assertThat(RandomWalks_AnnotatedTrendModel.FORMULA)
        .isEqualTo("flow ~ 1 + year + (1 | rw2(year))");
    assertThat(RandomWalks_AnnotatedModel.fit(RandomWalks.Annotated.rows()).criterion())
        .isEqualTo(RandomWalks_LocalLevelModel.fit(Nile.rows()).criterion());
  }

  /**
   * A walk whose start has a variance is the same for all that does not depend on the start, which
   * the intercept takes up; its precision is regular, and given as a relationship.
   */
  @Test
  void whatDoesNotDependOnTheStartIsThatOfARegularWalk() {
    DMatrixSparseCSC precision = new DMatrixSparseCSC(10, 10);
    for (int day = 0; day < 10; day++) {
      precision.set(day, day, day < 9 ? 2 : 1);
      if (day > 0) {
        precision.set(day, day - 1, -1);
      }
    }
    Relationship regular =
        Relationship.precision(IntStream.range(0, 10).boxed().toList(), precision);
    for (DegreesOfFreedom method :
        List.of(
            DegreesOfFreedom.SATTERTHWAITE,
            DegreesOfFreedom.KENWARD_ROGER,
            DegreesOfFreedom.KENWARD_ROGER_OBSERVED)) {
      List<Sleep> rows = Sleep.wandering();
      MixedFit<Sleep> walk =
          RandomWalks_WanderingModel.fitting().degreesOfFreedom(method).fit(rows);
      MixedFit<Sleep> related =
          RandomWalks_ProperModel.fitting(regular).degreesOfFreedom(method).fit(rows);

      assertThat(variance(walk)).isGreaterThan(100);
      assertThat(walk.criterion()).isCloseTo(related.criterion(), within(1e-8));
      Coefficient own = walk.coefficients().get(1);
      Coefficient other = related.coefficients().get(1);
      assertThat(own.estimate()).isCloseTo(other.estimate(), within(1e-5));
      assertThat(own.standardError()).isCloseTo(other.standardError(), within(1e-5));
      assertThat(own.df()).isCloseTo(other.df(), within(1e-4));
      assertThat(walk.conditionalAic().value())
          .isCloseTo(related.conditionalAic().value(), within(1e-4));
      for (Sleep row : rows) {
        assertThat(walk.predict(row)).isCloseTo(related.predict(row), within(1e-4));
      }
      ConditionalModes ownModes = walk.conditionalModes("rw1(days)");
      ConditionalModes otherModes = related.conditionalModes("related(days)");
      double atStart = otherModes.mode(0, 0);
      for (int day = 0; day < 10; day++) {
        assertThat(ownModes.mode(day, 0))
            .isCloseTo(otherModes.mode(day, 0) - atStart, within(1e-4));
      }
    }
  }

  @Test
  void stepsWithoutRowsLieBetweenTheirNeighbours() {
    List<Nile> rows =
        Nile.rows().stream().filter(row -> row.year() < 1900 || row.year() > 1909).toList();
    RandomWalks_LocalLevelModel.Fit fit = RandomWalks_LocalLevelModel.fit(rows);

    assertThat(fit.year().levels()).hasSize(100);
    double before = fit.year().get(1899).intercept();
    double after = fit.year().get(1910).intercept();
    for (int year = 1900; year < 1910; year++) {
      assertThat(fit.year().get(year).intercept())
          .isCloseTo(before + (after - before) * (year - 1899) / 11, within(1e-8));
    }
    // In the middle of the gap the walk is known least.
    ConditionalModes modes = fit.conditionalModes("rw1(year)");
    assertThat(modes.standardError(modes.position("1905"), 0))
        .isGreaterThan(modes.standardError(modes.position("1899"), 0));
    assertThat(modes.standardError(0, 0)).isZero();
    assertThat(modes.shrinkage(0, 0)).isNaN();
  }

  @Test
  void stepsAreConstantsOfAnEnumOrDaysOfDates() {
    RandomWalks_ByMonthModel.Fit byMonth = RandomWalks_ByMonthModel.fit(Dated.rows());

    // MAY has no rows, but neighbours; JAN and DEC stand at the ends.
    assertThat(byMonth.month().levels()).startsWith("FEB", "MAR").endsWith("NOV").hasSize(10);
    double expected =
        (byMonth.month().get(Month.APR).intercept() + byMonth.month().get(Month.JUN).intercept())
            / 2;
    assertThat(byMonth.month().get(Month.MAY).intercept()).isCloseTo(expected, within(1e-8));
    assertThatThrownBy(() -> byMonth.month().get(Month.DEC))
        .isInstanceOf(UnknownLevelException.class)
        .hasMessageContaining("'DEC' is not a level of month, which has 10 levels: 'FEB'");

    MixedFit<Dated> byDay = RandomWalks_ByDayModel.fit(Dated.rows());
    assertThat(byDay.conditionalModes("rw2(day)").levels())
        .hasSize(282)
        .startsWith("2024-02-01", "2024-02-02")
        .endsWith("2024-11-08");
  }

  @Test
  void whatAWalkLeavesFreeStays() {
    MixedFit<Sleep> curve = RandomWalks_CurveModel.fit(Sleep.rows());

    assertThat(curve.drop1().toString())
        .contains(
            "No fit without days: Curve: rw2(days) says how (Intercept) changes from level to"
                + " level, but not its linear trend over the levels, and no fixed effect does. Add"
                + " days to the fixed effects");
    assertThatThrownBy(curve::rSquared)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("levels of rw2(days) have none of their own");
    assertThatThrownBy(curve::intraclassCorrelation).hasMessageContaining("rw2(days)");
    assertThatThrownBy(() -> curve.predict(new Sleep(0, 12, "308")))
        .isInstanceOf(UnknownLevelException.class)
        .hasMessageContaining("A random walk has the levels from the first to the last");
  }

  @Test
  void likelihoodRatioTestsCountTheVarianceOfTheSteps() {
    MixedFit<Sleep> curve = RandomWalks_CurveModel.fit(Sleep.rows());
    MixedFit<Sleep> straight = RandomWalks_StraightModel.fit(Sleep.rows());

    assertThat(curve.ranova().toString()).contains("(1 | rw2(days))");
    assertThat(curve.aic() - curve.criterion())
        .isEqualTo(straight.aic() - straight.criterion() + 2);
    assertThat(straight.criterion()).isGreaterThanOrEqualTo(curve.criterion());
    assertThat(straight.anova(curve).toString()).contains("rw2(days)");
  }

  @Test
  void stepsThatCountSecondsAreRefused() {
    List<Nile> rows = List.of(new Nile(3, 0), new Nile(4, 1), new Nile(6, 1_700_000_000));

    assertThatThrownBy(() -> RandomWalks_LocalLevelModel.fit(rows))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "LocalLevel: rw1(year) goes from 0 to 1700000000 in steps of 1, and 3 of them have"
                + " rows. Count in a coarser unit, of which at most 10,000,000 are between the"
                + " first and the last");
    assertThatThrownBy(
            () ->
                RandomWalks_SmoothTrendModel.fit(
                    Stream.of(0, 1, 0, 1).map(year -> new Nile(3 + year / 7.0, year)).toList()))
        .hasMessageContaining(
            "rw2(year) has only 2 levels: '0', '1'. A grouping factor needs three");
  }

  /** An effect of each subject is a compound symmetry of its residuals. */
  @Test
  void residualsMayCovaryBesideAWalk() {
    MixedFit<Sleep> effects = RandomWalks_SharedModel.fit(Sleep.wandering());
    MixedFit<Sleep> residuals = RandomWalks_CovaryingModel.fit(Sleep.wandering());

    assertThat(residuals.criterion()).isCloseTo(effects.criterion(), within(1e-6));
    assertThat(variance(residuals))
        .isCloseTo(effects.varianceComponents().get(1).variance(), within(1e-2));
  }

  @Test
  void profilesBootstrapsAndInfluence() {
    RandomWalks_LocalLevelModel.Fit fit = RandomWalks_LocalLevelModel.fit(Nile.rows());

    var bounds = fit.profile().intervals(0.95).get("sd_(Intercept)|rw1(year)");
    // The ML criterion is 1275.205864182; at the bounds it is higher by the χ² quantile.
    assertThat(bounds.lower()).isBetween(10.0, 20.0);
    assertThat(bounds.upper()).isBetween(65.0, 85.0);
    assertThat(fit.bootstrap().toString()).contains("1000 replicates");
    assertThat(fit.influence("rw1(year)", Nile.rows()).toString()).contains("1871");
    assertThatThrownBy(
            () ->
                RandomWalks_SharedModel.fit(Sleep.rows())
                    .robust(Sleep.rows(), RobustMethod.CR0, "subject"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("the levels of rw1(days) covary");
  }

  /** A relationship of one variance and no covariances is a group of independent levels. */
  @Test
  void conditionalAicOfUnrelatedLevels() {
    DMatrixSparseCSC precision = new DMatrixSparseCSC(10, 10);
    IntStream.range(0, 10).forEach(day -> precision.set(day, day, 4));
    Relationship unrelated =
        Relationship.precision(IntStream.range(0, 10).boxed().toList(), precision);

    assertThat(
            RandomWalks_ProperModel.fitting(unrelated).fit(Sleep.rows()).conditionalAic().value())
        .isCloseTo(
            RandomWalks_IndependentModel.fit(Sleep.rows()).conditionalAic().value(), within(1e-5));
  }

  /**
   * Beside 50 digits the criterion of such a walk is up to 0.3 off, and its minimum 4 above the
   * lowest: the second differences of a line are next to nothing.
   */
  @Test
  void walksThatLeaveNoDigitsAreRefused() {
    assertThatThrownBy(() -> RandomWalks_SmoothTrendModel.fit(line(20_000, 6)))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining(
            "too few digits are left of (Intercept) by rw2(year): over 20000 steps")
        .hasMessageContaining("Count in a coarser unit");
  }

  /** Beside 50 digits the criterion of a line of 2,000 steps is about 1e-4 off. */
  @Test
  void fewDigitsAreMarked() {
    List<Nile> rows = line(2000, 5);

    assertThat(RandomWalks_SmoothTrendModel.fit(rows).toString())
        .contains("\nThe criterion may be off by 1e-04: covariances are close to singular");
    assertThat(RandomWalks_SmoothTrendModel.fit(rows.subList(0, 100)).toString())
        .doesNotContain("may be off");
  }

  private static List<Nile> line(int steps, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, steps)
        .mapToObj(i -> new Nile(1 + 0.01 * i + random.nextGaussian(), i))
        .toList();
  }
}
