package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.model.MixedFit;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.ResidualCovariance;
import org.blup.oracle.RepeatedMeasures.Sex;
import org.blup.oracle.ResidualsByNumber.Dialysis;
import org.blup.oracle.ResidualsByNumber.Growth;
import org.blup.oracle.ResidualsByNumber.Ovary;
import org.blup.oracle.ResidualsByNumber.Series;
import org.blup.oracle.ResidualsByNumber.Trial;
import org.junit.jupiter.api.Test;

/** Residuals that follow a number beside a dense likelihood, see {@code oracle/covariance}. */
class ResidualsByNumberTest extends CovarianceCaseTests {

  @Override
  Stream<CovarianceCase<?, ?>> cases() {
    var exponential = ResidualsByNumber_TrialExpModel.model();
    return Stream.of(
        new CovarianceCase<>(
            "fev-sp-exp-reml", exponential, Trial.rows(), fit -> rangeAndVariance(fit.residual())),
        new CovarianceCase<>(
            "fev-sp-exp-ml", exponential, Trial.rows(), fit -> rangeAndVariance(fit.residual())),
        new CovarianceCase<>(
            "fev-sp-gau-reml",
            ResidualsByNumber_TrialGauModel.model(),
            Trial.rows(),
            fit -> rangeAndVariance(fit.residual())),
        new CovarianceCase<>(
            "dialyzer-varpower",
            ResidualsByNumber_PowerModel.model(),
            Dialysis.rows(),
            fit -> List.of(square(fit.residual(), 1.0), fit.residual().exponent())),
        new CovarianceCase<>(
            "dialyzer-varpower-ar1",
            ResidualsByNumber_PowerAr1Model.model(),
            Dialysis.rows(),
            fit ->
                List.of(
                    square(fit.residual(), 1), fit.residual().exponent(), fit.residual().rho())),
        new CovarianceCase<>(
            "ovary-intercept-ar1",
            ResidualsByNumber_InterceptModel.model(),
            Ovary.rows(),
            fit -> withSeries(fit, fit.residual())),
        new CovarianceCase<>(
            "ovary-diagslope-ar1",
            ResidualsByNumber_SlopeModel.model(),
            Ovary.rows(),
            fit -> withSeries(fit, fit.residual())),
        new CovarianceCase<>(
            "orthodont-cs-by-sex",
            ResidualsByNumber_GrowthModel.model(),
            Growth.rows(),
            fit -> {
              List<Double> all = new ArrayList<>();
              for (Sex sex : Sex.values()) {
                double common = fit.residual().of(sex).covariance().get(0, 1);
                all.add(common);
                all.add(fit.residual().of(sex).covariance().get(0, 0) - common);
              }
              return all;
            }));
  }

  private static List<Double> rangeAndVariance(ResidualCovariance<Double, ?> residual) {
    return List.of(residual.range(), square(residual, 1.0));
  }

  private static <P> double square(ResidualCovariance<P, ?> residual, P position) {
    return Math.pow(residual.standardDeviation(position), 2);
  }

  private static List<Double> withSeries(MixedFit<?> fit, ResidualCovariance<Integer, ?> residual) {
    return CovarianceCase.effectsAnd(fit, square(residual, 1), residual.rho());
  }

  /** SAS's method: the observed information, and second derivatives for range and variance. */
  @Test
  void secondDerivativesAreThoseOfTheRange() {
    var fit =
        ResidualsByNumber_TrialExpModel.fitting()
            .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER_OBSERVED)
            .fit(Trial.rows());

    var expected =
        CovarianceOracle.answer("fev-sp-exp-reml").get("kenward_roger").get("observed").get("coef");
    CovarianceOracle.close(fit.coefficients().get(0).df(), expected.get(0), "df", 1e-5);
    CovarianceOracle.close(fit.coefficients().get(0).standardError(), expected.get(0), "se", 1e-5);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<Trial> shuffled = new ArrayList<>(Trial.rows());
    Collections.shuffle(shuffled, new Random(1));

    double criterion = ResidualsByNumber_TrialExpModel.fit(shuffled).criterion();

    assertThat(criterion)
        .isCloseTo(ResidualsByNumber_TrialExpModel.fit(Trial.rows()).criterion(), within(1e-9));
  }

  /** What a correlation decays to, and which questions have no answer. */
  @Test
  void correlationsAreAskedForByNumbers() {
    var residual = ResidualsByNumber_TrialExpModel.fit(Trial.rows()).residual();

    assertThat(residual.correlation(1.0, 3.5))
        .isCloseTo(Math.exp(-2.5 / residual.range()), within(1e-12));
    assertThat(residual.toString()).startsWith("exp(visitN | subject)").contains("range 1.1757");
    assertThatThrownBy(residual::covariance)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("correlation(first, second)");
    assertThatThrownBy(residual::exponent).isInstanceOf(BlupException.class);
  }

  @Test
  void rowsAtOneNumberAreRefusedByName() {
    List<Trial> rows = new ArrayList<>(Trial.rows());
    rows.add(rows.get(0));

    assertThatThrownBy(() -> ResidualsByNumber_TrialExpModel.fit(rows))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("has two rows with visitN " + (double) rows.get(0).visitN());
  }

  @Test
  void rowsTooCloseForTheirSquaredDistanceAreRefusedByName() {
    List<Series> rows = new ArrayList<>(Series.alternating());
    Series first = rows.get(12);
    rows.set(13, new Series(1, first.time() + 1e-9, first.subject()));

    assertThatThrownBy(() -> ResidualsByNumber_SeriesGauModel.fit(rows))
        .hasMessageContaining(
            "subject s2 has two rows with time 0.1 and 0.100000001: rows 12 and 13")
        .hasMessageContaining("gau(…) cannot distinguish their residuals")
        .hasMessageContaining("write exp(…)");
  }

  @Test
  void aRangeThatTendsToZeroIsRefusedWithTheReason() {
    assertThatThrownBy(() -> ResidualsByNumber_SeriesExpModel.fit(Series.alternating()))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("the residuals of a subject's rows are not correlated");
    assertThatThrownBy(() -> ResidualsByNumber_SeriesGauModel.fit(Series.alternating()))
        .hasMessageContaining("so that the range tends to 0");
  }

  @Test
  void subjectsOfOneRowAreRefused() {
    List<Trial> rows = Trial.rows().stream().filter(row -> row.visitN() == 1).toList();

    assertThatThrownBy(() -> ResidualsByNumber_TrialExpModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("no subject has two rows");
  }

  @Test
  void aNumberOfOneValueIsRefusedByName() {
    List<Dialysis> rows =
        Dialysis.rows().stream()
            .map(row -> new Dialysis(row.rate(), 3, row.bloodFlow(), row.index(), row.subject()))
            .toList();

    assertThatThrownBy(() -> ResidualsByNumber_PowerAr1Model.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("pressure has one value in all rows");
  }

  @Test
  void aPowerOfZeroIsRefusedByName() {
    List<Dialysis> rows = new ArrayList<>(Dialysis.rows());
    Dialysis first = rows.get(0);
    rows.set(0, new Dialysis(first.rate(), 0, first.bloodFlow(), first.index(), first.subject()));

    assertThatThrownBy(() -> ResidualsByNumber_PowerModel.fit(rows))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("pressure is 0 in row 0");
  }
}
