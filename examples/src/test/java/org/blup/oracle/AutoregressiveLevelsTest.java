package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.Interval;
import org.blup.model.fit.RobustMethod;
import org.blup.oracle.AutoregressiveLevels.Alternating;
import org.blup.oracle.AutoregressiveLevels.Dated;
import org.blup.oracle.AutoregressiveLevels.Nile;
import org.blup.oracle.AutoregressiveLevels.Sleep;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Autoregressions over levels beside a dense likelihood in R, minimised by {@code nlm} from eight
 * starts, with Satterthwaite's and Kenward and Roger's formulas over its 100 × 100 matrices; beside
 * glmmTMB, {@code flow ~ 1 + ar1(0 + factor(year) | one)}; and beside a Kalman filter.
 */
class AutoregressiveLevelsTest {

  /** Curvature is small, so that a criterion to 1e-9 leaves parameters to about 1e-5. */
  private static final double RELATIVE = 2e-5;

  @Test
  void criterionAndParametersAreThoseOfADenseLikelihood() {
    AutoregressiveLevels_LevelModel.Fit fit = AutoregressiveLevels_LevelModel.fit(Nile.rows());

    // glmmTMB, REML = TRUE, stops at 1264.3130163, sd 143.3052, correlation 0.912671.
    assertThat(fit.criterion()).isCloseTo(1264.313016301, within(1e-8));
    assertClose(fit.year().covariance().intercept().standardDeviation(), 143.30450855);
    assertClose(fit.year().rho(), 0.912667772593);
    assertThat(fit.conditionalModes("ar1(year)").levelCorrelation()).isEqualTo(fit.year().rho());
    assertClose(fit.sigma(), 113.197791122);
    assertClose(fit.fixed().intercept().estimate(), 922.22219445);
    assertClose(fit.fixed().intercept().standardError(), 62.5779881421);
    assertThat(fit.degreesOfFreedom()).isEqualTo(4);
    assertThat(fit.toString()).contains(" ar1(year), rho 0.91  (Intercept)");
  }

  @Test
  void maximumLikelihoodIsThatOfAKalmanFilter() {
    AutoregressiveLevels_LevelModel.Fit fit =
        AutoregressiveLevels_LevelModel.fitting().criterion(Criterion.ML).fit(Nile.rows());

    assertThat(fit.criterion()).isCloseTo(1274.077569067, within(1e-8));
    assertClose(fit.year().rho(), 0.861032959354);
    assertThat(fit.criterion())
        .isCloseTo(
            deviance(
                fit.fixed().intercept().estimate(),
                fit.year().covariance().intercept().variance(),
                fit.year().rho(),
                fit.sigma() * fit.sigma()),
            within(1e-9));
  }

  /** −2 log L of an autoregression observed with noise, one year at a time. */
  private static double deviance(double mean, double level, double rho, double residual) {
    double state = 0;
    double variance = level;
    double deviance = 0;
    for (Nile row : Nile.rows()) {
      double total = variance + residual;
      double error = row.flow() - mean - state;
      deviance += Math.log(2 * Math.PI * total) + error * error / total;
      double gain = variance / total;
      state = rho * (state + gain * error);
      variance = rho * rho * (1 - gain) * variance + (1 - rho * rho) * level;
    }
    return deviance;
  }

  @Test
  void degreesOfFreedomAreThoseOfDenseFormulas() {
    Coefficient satterthwaite = intercept(DegreesOfFreedom.SATTERTHWAITE);
    assertThat(satterthwaite.df()).isCloseTo(0.921041807581, within(1e-4));
    Coefficient kenwardRoger = intercept(DegreesOfFreedom.KENWARD_ROGER);
    assertClose(kenwardRoger.standardError(), 64.7715176105);
    assertThat(kenwardRoger.df()).isCloseTo(1.49474114686, within(1e-4));
  }

  private static Coefficient intercept(DegreesOfFreedom method) {
    return AutoregressiveLevels_LevelModel.fitting()
        .degreesOfFreedom(method)
        .fit(Nile.rows())
        .fixed()
        .intercept();
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
  }

  /** The same correlations, given as a relationship. */
  @Test
  void whatFollowsFromTheCorrelationIsThatOfARelationship() {
    AutoregressiveLevels_LevelModel.Fit fit = AutoregressiveLevels_LevelModel.fit(Nile.rows());
    double rho = fit.year().rho();
    double scale = 1 - rho * rho;
    DMatrixSparseCSC precision = new DMatrixSparseCSC(100, 100);
    for (int i = 0; i < 100; i++) {
      precision.set(i, i, (i == 0 || i == 99 ? 1 : 1 + rho * rho) / scale);
      if (i > 0) {
        precision.set(i, i - 1, -rho / scale);
      }
    }
    List<Integer> years = IntStream.range(1871, 1971).boxed().toList();
    MixedFit<Nile> known =
        AutoregressiveLevels_KnownModel.fitting(Relationship.precision(years, precision))
            .fit(Nile.rows());

    assertThat(known.criterion()).isCloseTo(fit.criterion(), within(1e-9));
    ConditionalModes own = fit.conditionalModes("ar1(year)");
    ConditionalModes others = known.conditionalModes("related(year)");
    for (int year = 0; year < 100; year++) {
      assertThat(own.mode(year, 0)).isCloseTo(others.mode(year, 0), within(1e-3));
      assertThat(own.standardError(year, 0)).isCloseTo(others.standardError(year, 0), within(1e-3));
      assertThat(own.shrinkage(year, 0)).isCloseTo(others.shrinkage(year, 0), within(1e-5));
    }
  }

  @Test
  void annotationsAreTheSameModel() {
    assertThat(AutoregressiveLevels_AnnotatedModel.FORMULA).isEqualTo("flow ~ 1 + (1 | ar1(year))");
  }

  /** A step between two others has {@code ρ / (1 + ρ²)} of each. */
  @Test
  void stepsWithoutRowsArePredicted() {
    AutoregressiveLevels_SlopesModel.Fit fit =
        AutoregressiveLevels_SlopesModel.fit(Dated.rows(0.8));

    assertThat(fit.day().levels()).hasSize(Dated.DAYS);
    double share = fit.day().rho() / (1 + fit.day().rho() * fit.day().rho());
    for (int day = 5; day < Dated.DAYS; day += 11) {
      var missed = fit.day().get(Dated.FIRST.plusDays(day));
      var before = fit.day().get(Dated.FIRST.plusDays(day - 1L));
      var after = fit.day().get(Dated.FIRST.plusDays(day + 1L));
      assertThat(missed.intercept())
          .isCloseTo(share * (before.intercept() + after.intercept()), within(1e-9));
      assertThat(missed.x()).isCloseTo(share * (before.x() + after.x()), within(1e-9));
    }
    assertThat(fit.criterion())
        .isLessThan(AutoregressiveLevels_ApartModel.fit(Dated.rows(0.8)).criterion());
    assertThat(fit.criterion())
        .isLessThan(AutoregressiveLevels_IndependentModel.fit(Dated.rows(0.8)).criterion());
  }

  /** An effect of each subject is a compound symmetry of its residuals. */
  @Test
  void residualsMayCovaryBesideAnAutoregression() {
    for (DegreesOfFreedom method :
        List.of(
            DegreesOfFreedom.SATTERTHWAITE,
            DegreesOfFreedom.KENWARD_ROGER,
            DegreesOfFreedom.KENWARD_ROGER_OBSERVED)) {
      MixedFit<Sleep> effects =
          AutoregressiveLevels_SharedModel.fitting().degreesOfFreedom(method).fit(Sleep.rows());
      MixedFit<Sleep> residuals =
          AutoregressiveLevels_CovaryingModel.fitting().degreesOfFreedom(method).fit(Sleep.rows());

      assertThat(residuals.criterion()).isCloseTo(effects.criterion(), within(1e-8));
      for (int c = 0; c < 2; c++) {
        Coefficient own = effects.coefficients().get(c);
        Coefficient other = residuals.coefficients().get(c);
        assertThat(other.estimate()).isCloseTo(own.estimate(), within(1e-4));
        double error = 1e-3 * own.standardError();
        assertThat(other.standardError()).isCloseTo(own.standardError(), within(error));
        assertThat(other.df()).isCloseTo(own.df(), within(1e-2 * own.df()));
      }
    }
  }

  @Test
  void profilesIntervalsAndBootstrapsKnowTheCorrelation() {
    AutoregressiveLevels_SlopesModel.Fit fit =
        AutoregressiveLevels_SlopesModel.fit(Dated.rows(0.5));

    Interval wald = fit.varianceIntervals(0.95).get("rho|ar1(day)");
    Interval profile = fit.profile().intervals(0.95).get("rho|ar1(day)");
    assertThat(wald.contains(fit.day().rho())).isTrue();
    assertThat(profile.lower()).isCloseTo(wald.lower(), within(0.05));
    assertThat(profile.upper()).isCloseTo(wald.upper(), within(0.05));
    assertThat(fit.bootstrap(Dated.rows(0.5)).replicates(10).run().toString())
        .contains("rho|ar1(day)");
  }

  @Test
  void comparisonsCountTheCorrelation() {
    MixedFit<Sleep> fit = AutoregressiveLevels_SharedModel.fit(Sleep.rows());
    MixedFit<Sleep> without = AutoregressiveLevels_WithoutModel.fit(Sleep.rows());

    assertThat(fit.degreesOfFreedom()).isEqualTo(without.degreesOfFreedom() + 2);
    double chiSquare = without.criterion() - fit.criterion();
    assertThat(fit.ranova().toString())
        .contains("(1 | ar1(days))     4")
        .contains("%.3f   2".formatted(chiSquare));
    assertThat(fit.without("(1 | ar1(days))").criterion())
        .isCloseTo(without.criterion(), within(1e-8));
    assertThat(fit.influence("ar1(days)", Sleep.rows()).levels()).hasSize(10);
    assertThat(fit.rSquared().conditional()).isBetween(0.8, 0.9);
  }

  @Test
  void savedFitsKnowTheCorrelation(@TempDir Path folder) {
    AutoregressiveLevels_SlopesModel.Fit fit =
        AutoregressiveLevels_SlopesModel.fit(Dated.rows(0.5));
    Path file = folder.resolve("fit.json");
    fit.save(file);
    AutoregressiveLevels_SlopesModel.Fit loaded = AutoregressiveLevels_SlopesModel.load(file);

    assertThat(loaded.criterion()).isEqualTo(fit.criterion());
    assertThat(loaded.day().rho()).isEqualTo(fit.day().rho());
    assertThat(loaded).hasToString(fit.toString());
  }

  /** The lowest of 60 searches from random starts; another minimum, at ρ = 0.62, is 0.26 higher. */
  @Test
  void theLowestOfSeveralMinimaIsFound() {
    AutoregressiveLevels_AlternatingModel.Fit fit =
        AutoregressiveLevels_AlternatingModel.fit(Alternating.rows());

    assertThat(fit.criterion()).isCloseTo(165.17343325417608, within(1e-8));
    assertThat(fit.day().rho()).isCloseTo(-0.97062, within(1e-5));
  }

  @Test
  void jsonNamesWhatWasEstimatedBesideVariances() throws IOException {
    AutoregressiveLevels_CovaryingModel.Fit fit =
        AutoregressiveLevels_CovaryingModel.fit(Sleep.rows());

    JsonNode parameters = new ObjectMapper().readTree(fit.toJson()).get("covarianceParameters");

    assertThat(parameters.findValuesAsText("name"))
        .containsExactly("sigma", "rho", "rho|ar1(days)");
    assertThat(parameters.get(0).get("estimate").doubleValue()).isEqualTo(fit.sigma());
    assertThat(parameters.get(1).get("estimate").doubleValue()).isEqualTo(fit.residual().rho());
    assertThat(parameters.get(2).get("estimate").doubleValue()).isEqualTo(fit.days().rho());
  }

  @Test
  void whatHasNoAnswerIsRefused() {
    MixedFit<Sleep> fit = AutoregressiveLevels_SharedModel.fit(Sleep.rows());

    assertThatThrownBy(fit::bootstrap)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("bootstrap(rows)");
    assertThatThrownBy(fit::conditionalAic).hasMessageContaining("correlation of levels");
    assertThatThrownBy(() -> fit.robust(Sleep.rows(), RobustMethod.CR2, "subject"))
        .hasMessageContaining("the levels of ar1(days) covary");
    assertThatThrownBy(() -> fit.predict(new Sleep(0, 12, "308")))
        .isInstanceOf(UnknownLevelException.class)
        .hasMessageContaining("An autoregression has the levels from the first to the last");
  }

  @Test
  void levelsWithoutVarianceHaveNoCorrelation() {
    List<Nile> rows =
        IntStream.range(0, 200).mapToObj(i -> new Nile(i % 4 + 1e-3 * (i % 7), i / 4)).toList();
    AutoregressiveLevels_LevelModel.Fit fit = AutoregressiveLevels_LevelModel.fit(rows);

    assertThat(fit.isSingular()).isTrue();
    assertThat(fit.year().rho()).isNaN();
    assertThat(fit.fixed().intercept().df()).isCloseTo(199, within(1e-6));
    assertThatThrownBy(() -> fit.varianceIntervals(0.95))
        .hasMessageContaining("rho|ar1(year) has no estimate");
  }

  @Test
  void aRandomWalkIsRecommendedAtACorrelationOfOne() {
    Random random = new Random(3);
    List<Nile> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(new Nile(10.0 * i + random.nextGaussian(), i));
    }
    assertThatThrownBy(() -> AutoregressiveLevels_LevelModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage(
            "Level: the correlation of neighbouring levels of ar1(year) tends to 1, where they are"
                + " no autoregression any more: neighbours differ by independent steps, and the data"
                + " do not determine the variance of the levels. Write rw1(year), a random walk");
    List<Nile> two = List.of(new Nile(1, 1), new Nile(2, 2), new Nile(4, 1), new Nile(3, 2));
    assertThatThrownBy(() -> AutoregressiveLevels_LevelModel.fit(two))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("the correlation of neighbouring levels");
  }
}
