package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.exception.InvalidValueException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.model.fit.Interval;
import org.blup.oracle.KnownVariances.Area;
import org.blup.oracle.KnownVariances.School;
import org.blup.oracle.KnownVariances.Vaccine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Residuals of known variances beside a dense likelihood, see {@code oracle/covariance}. */
class KnownVariancesTest extends CovarianceCaseTests {

  @Override
  Stream<CovarianceCase<?, ?>> cases() {
    var mean = KnownVariances_MeanModel.model();
    return Stream.of(
        new CovarianceCase<>("bcg-meta", mean, Vaccine.rows(), CovarianceCase::effectsAnd),
        new CovarianceCase<>("bcg-meta-ml", mean, Vaccine.rows(), CovarianceCase::effectsAnd),
        new CovarianceCase<>(
            "bcg-metareg-ml",
            KnownVariances_LatitudeModel.model(),
            Vaccine.rows(),
            CovarianceCase::effectsAnd),
        new CovarianceCase<>(
            "fay-herriot",
            KnownVariances_AreaModel.model(),
            Area.rows(),
            CovarianceCase::effectsAnd),
        new CovarianceCase<>(
            "konstantopoulos-3level",
            KnownVariances_SchoolModel.model(),
            School.rows(),
            CovarianceCase::effectsAnd));
  }

  /** With σ known there is nothing to profile it for; by R's optimize and uniroot. */
  @Test
  void profilesAreThoseOfTheLikelihood() {
    var intervals = KnownVariances_MeanModel.fit(Vaccine.rows()).profile().intervals(0.95);

    assertThat(intervals).containsOnlyKeys("sd_(Intercept)|trial", "(Intercept)");
    assertInterval(intervals.get("sd_(Intercept)|trial"), 0.3241564, 0.9131881);
    assertInterval(intervals.get("(Intercept)"), -1.088789, -0.3549758);
  }

  private static void assertInterval(Interval interval, double lower, double upper) {
    assertThat(interval.lower()).isCloseTo(lower, within(1e-5));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-5));
  }

  /** Σ ∂ŷ/∂y by differences of fits in R, and no degree of freedom for σ. */
  @Test
  void conditionalAicCountsNoSigma() {
    var fit = KnownVariances_MeanModel.fit(Vaccine.rows());

    assertThat(fit.conditionalAic().degreesOfFreedom()).isCloseTo(10.22419, within(1e-4));
  }

  /** A model of one effect for all trials: weighted means, and normal quantiles. */
  @Test
  void modelsWithoutVariancesAreWeightedMeans() {
    double weights = 0;
    double sum = 0;
    for (Vaccine row : Vaccine.rows()) {
      weights += 1 / row.variance();
      sum += row.effect() / row.variance();
    }

    var fit = KnownVariances_CommonModel.fit(Vaccine.rows());

    var mean = fit.coefficients().get(0);
    assertThat(mean.estimate()).isCloseTo(sum / weights, within(1e-12));
    assertThat(mean.standardError()).isCloseTo(1 / Math.sqrt(weights), within(1e-12));
    assertThat(mean.df()).isInfinite();
    assertThat(fit.degreesOfFreedom()).isEqualTo(1);
    assertThat(fit.varianceComponents()).isEmpty();
    assertThat(fit.varianceIntervals(0.95)).isEmpty();
    assertThat(fit.toString()).contains("Residual variances known: variance");
  }

  /** The heterogeneity of trials, whose variance lies on the border if there is none. */
  @Test
  void variancesAreTestedAgainstNone() {
    var common = KnownVariances_CommonModel.fit(Vaccine.rows());
    var mean = KnownVariances_MeanModel.fit(Vaccine.rows());

    var row = mean.ranova().deletion("(1 | trial)");

    assertThat(row.chiSquare()).isCloseTo(common.criterion() - mean.criterion(), within(1e-9));
    assertThat(common.anova(mean).chiSquare()).isCloseTo(row.chiSquare(), within(1e-9));
  }

  @Test
  void modelsWithoutATermKeepTheKnownVariances() {
    var fit = KnownVariances_LatitudeModel.fit(Vaccine.rows());

    assertThat(fit.without("year").toString())
        .contains("effect ~ 1 + ablat + (1 | trial) + residual(known(variance))");
  }

  @Test
  void replicatesKeepTheKnownVariances() {
    var fit = KnownVariances_MeanModel.fit(Vaccine.rows());

    var bootstrap = fit.bootstrap().replicates(2000).seed(7).run();

    assertThat(bootstrap.names()).containsExactly("sd_(Intercept)|trial", "(Intercept)");
    assertThat(bootstrap.standardError("(Intercept)"))
        .isCloseTo(fit.coefficients().get(0).standardError(), within(0.01));
  }

  @Test
  void sharesOfOneResidualVarianceAreRefused() {
    var fit = KnownVariances_MeanModel.fit(Vaccine.rows());

    assertThatThrownBy(fit::rSquared)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("each row has its own, variance");
    assertThatThrownBy(fit::intraclassCorrelation).isInstanceOf(BlupException.class);
  }

  /** Trials that agree tell that they do not differ: weighted means, and no heterogeneity. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -5})
  void estimatesMayAgree(double effect) {
    double weights = Vaccine.rows().stream().mapToDouble(row -> 1 / row.variance()).sum();
    List<Vaccine> rows =
        Vaccine.rows().stream()
            .map(row -> new Vaccine(effect, row.variance(), row.ablat(), row.year(), row.trial()))
            .toList();

    var fit = KnownVariances_MeanModel.fit(rows);

    double logarithms =
        rows.stream().mapToDouble(row -> Math.log(2 * Math.PI * row.variance())).sum();
    double criterion = logarithms + Math.log(weights) - Math.log(2 * Math.PI);
    assertThat(fit.criterion()).isCloseTo(criterion, within(1e-10));
    assertThat(fit.varianceComponents().get(0).variance()).isZero();
    assertThat(fit.isSingular()).isTrue();
    var mean = fit.coefficients().get(0);
    assertThat(mean.estimate()).isCloseTo(effect, within(1e-14));
    assertThat(mean.standardError()).isCloseTo(1 / Math.sqrt(weights), within(1e-12));
    assertThat(fit.profile().intervals(0.95).get("sd_(Intercept)|trial").lower()).isZero();
    assertThat(fit.bootstrap().replicates(20).seed(3).run().standardError("(Intercept)"))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-310})
  void variancesThatAreNoneAreRefusedByName(double variance) {
    List<Vaccine> rows = new ArrayList<>(Vaccine.rows());
    rows.set(2, new Vaccine(1, variance, 0, 0, 3));

    assertThatThrownBy(() -> KnownVariances_MeanModel.fit(rows))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("variance is " + variance + " in row 2 (the 3rd)");
  }

  /** In another unit than the response's they leave nothing but rounding. */
  @Test
  void variancesFarBelowTheResponseAreRefused() {
    List<Vaccine> rows =
        Vaccine.rows().stream()
            .map(row -> new Vaccine(row.effect(), 1e-25, row.ablat(), row.year(), row.trial()))
            .toList();

    assertThatThrownBy(() -> KnownVariances_MeanModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("the known residual variances are so small beside the response");
  }
}
