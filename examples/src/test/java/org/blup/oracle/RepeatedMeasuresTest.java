package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.blup.oracle.CovarianceParameters.commonAndOwn;
import static org.blup.oracle.CovarianceParameters.covariancesAndVariance;
import static org.blup.oracle.CovarianceParameters.joined;
import static org.blup.oracle.CovarianceParameters.lower;
import static org.blup.oracle.CovarianceParameters.variance;
import static org.blup.oracle.CovarianceParameters.withCorrelations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.model.Criterion;
import org.blup.model.DeletionTable;
import org.blup.model.LikelihoodRatioTest;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.oracle.RepeatedMeasures.Arm;
import org.blup.oracle.RepeatedMeasures.Confounded;
import org.blup.oracle.RepeatedMeasures.Crossed;
import org.blup.oracle.RepeatedMeasures.Crossover;
import org.blup.oracle.RepeatedMeasures.Growth;
import org.blup.oracle.RepeatedMeasures.Nights;
import org.blup.oracle.RepeatedMeasures.Sex;
import org.blup.oracle.RepeatedMeasures.Treatment;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.blup.oracle.RepeatedMeasures.Visit;
import org.blup.oracle.RepeatedMeasures.WeightedTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Residual covariances beside a dense likelihood, see {@code oracle/covariance}. */
class RepeatedMeasuresTest extends CovarianceCaseTests {

  @Override
  Stream<CovarianceCase<?, ?>> cases() {
    List<Trial> trial = Trial.rows();
    return Stream.of(
        new CovarianceCase<>(
            "fev-us-full-reml",
            RepeatedMeasures_TrialUsFullModel.model(),
            trial,
            fit -> lower(fit.residual())),
        new CovarianceCase<>(
            "fev-us-arm",
            RepeatedMeasures_TrialUsModel.model(),
            trial,
            fit -> lower(fit.residual())),
        new CovarianceCase<>(
            "fev-ar1-arm",
            RepeatedMeasures_TrialAr1Model.model(),
            trial,
            fit -> List.of(variance(fit.residual()), fit.residual().rho())),
        new CovarianceCase<>(
            "fev-ar1-arm-weighted",
            RepeatedMeasures_WeightedTrialModel.model(),
            WeightedTrial.rows(),
            fit -> List.of(variance(fit.residual()), fit.residual().rho())),
        new CovarianceCase<>(
            "fev-ar1h-reml",
            RepeatedMeasures_TrialAr1hModel.model(),
            trial,
            fit -> withCorrelations(fit.residual(), 0, 1)),
        new CovarianceCase<>(
            "fev-cs-arm",
            RepeatedMeasures_TrialCsModel.model(),
            trial,
            fit -> commonAndOwn(fit.residual())),
        new CovarianceCase<>(
            "fev-csh-arm",
            RepeatedMeasures_TrialCshModel.model(),
            trial,
            fit -> withCorrelations(fit.residual(), 0, 1)),
        new CovarianceCase<>(
            "fev-toep-arm",
            RepeatedMeasures_TrialToepModel.model(),
            trial,
            fit -> covariancesAndVariance(fit.residual())),
        new CovarianceCase<>(
            "fev-toeph-ml",
            RepeatedMeasures_TrialToephModel.model(),
            trial,
            fit -> withCorrelations(fit.residual(), 0, 1, 0, 2, 0, 3)),
        new CovarianceCase<>(
            "fev-adh-reml",
            RepeatedMeasures_TrialAdhModel.model(),
            trial,
            fit -> withCorrelations(fit.residual(), 0, 1, 1, 2, 2, 3)),
        new CovarianceCase<>(
            "fev-group-ar1-reml",
            RepeatedMeasures_TrialAr1ByArmModel.model(),
            trial,
            fit ->
                List.of(
                    variance(fit.residual().of(Arm.PBO)),
                    fit.residual().of(Arm.PBO).rho(),
                    variance(fit.residual().of(Arm.TRT)),
                    fit.residual().of(Arm.TRT).rho())),
        new CovarianceCase<>(
            "fev-group-csh-reml",
            RepeatedMeasures_TrialCshByArmModel.model(),
            trial,
            fit ->
                joined(
                    withCorrelations(fit.residual().of(Arm.PBO), 0, 1),
                    withCorrelations(fit.residual().of(Arm.TRT), 0, 1))),
        new CovarianceCase<>(
            "orthodont-r-ar1",
            RepeatedMeasures_GrowthAr1Model.model(),
            Growth.rows(),
            fit -> List.of(variance(fit.residual()), fit.residual().rho())),
        new CovarianceCase<>(
            "orthodont-r-us",
            RepeatedMeasures_GrowthUsModel.model(),
            Growth.rows(),
            fit -> lower(fit.residual())),
        new CovarianceCase<>(
            "orthodont-varident-sex",
            RepeatedMeasures_GrowthBySexModel.model(),
            Growth.rows(),
            fit -> {
              List<Double> effects = CovarianceCase.effectsAnd(fit);
              double correlation = fit.subject().correlation("(Intercept)", "I(age - 11)");
              double covariance = correlation * Math.sqrt(effects.get(0) * effects.get(1));
              return List.of(
                  effects.get(0),
                  covariance,
                  effects.get(1),
                  Math.pow(fit.residual().standardDeviation(Sex.Male), 2),
                  Math.pow(fit.residual().standardDeviation(Sex.Female), 2));
            }),
        new CovarianceCase<>(
            "crossed-ar1",
            RepeatedMeasures_CrossedAr1Model.model(),
            Crossed.rows(),
            fit -> CovarianceCase.effectsAnd(fit, variance(fit.residual()), fit.residual().rho())),
        new CovarianceCase<>(
            "crossed-strata",
            RepeatedMeasures_CrossedStrataModel.model(),
            Crossed.rows(),
            fit ->
                CovarianceCase.effectsAnd(
                    fit,
                    Math.pow(fit.residual().standardDeviation(1), 2),
                    Math.pow(fit.residual().standardDeviation(2), 2))),
        new CovarianceCase<>(
            "sleep-intercept-ar1",
            RepeatedMeasures_NightsModel.model(),
            Nights.rows(),
            fit -> CovarianceCase.effectsAnd(fit, variance(fit.residual()), fit.residual().rho())),
        new CovarianceCase<>(
            "be05-c",
            RepeatedMeasures_CrossoverModel.model(),
            Crossover.rows("be_rds05.csv"),
            fit ->
                CovarianceCase.effectsAnd(
                    fit,
                    fit.subject().correlation("treatmentR", "treatmentT"),
                    Math.pow(fit.residual().standardDeviation(Treatment.R), 2),
                    Math.pow(fit.residual().standardDeviation(Treatment.T), 2))));
  }

  /** Rows in another order, and in parts that are merged: subjects come apart and together. */
  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<Trial> rows = Trial.rows();
    List<Trial> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    var model = RepeatedMeasures_TrialUsModel.model();
    CrossProducts<Trial> first = model.crossProducts();
    CrossProducts<Trial> second = model.crossProducts();
    for (int i = 0; i < shuffled.size(); i++) {
      (i % 2 == 0 ? first : second).add(shuffled.get(i));
    }

    var fit = model.fit(rows);
    var merged = model.fitting().fit(first.merge(second));

    assertThat(merged.criterion()).isCloseTo(fit.criterion(), within(1e-9));
    assertThat(merged.sigma()).isCloseTo(fit.sigma(), within(1e-8));
  }

  @Test
  void correlationsAndDeviationsAreAskedForByConstants() {
    var residual = RepeatedMeasures_TrialUsModel.fit(Trial.rows()).residual();

    assertThat(residual.positions()).containsExactly("VIS1", "VIS2", "VIS3", "VIS4");
    double product =
        residual.standardDeviation(Visit.VIS1) * residual.standardDeviation(Visit.VIS3);
    assertThat(residual.correlation(Visit.VIS1, Visit.VIS3) * product)
        .isCloseTo(residual.covariance().get(2, 0), within(1e-12));
    var bySex = RepeatedMeasures_GrowthBySexModel.fit(Growth.rows()).residual();
    assertThat(bySex.standardDeviation(Sex.Male))
        .isGreaterThan(bySex.standardDeviation(Sex.Female));
  }

  /** Every AR(1) is an unstructured covariance. Other fixed effects are compared by ML. */
  @Test
  void likelihoodRatiosCompareFormsOfResiduals() {
    List<Trial> rows = Trial.rows();
    var ar1 = RepeatedMeasures_TrialAr1Model.fit(rows);
    var us = RepeatedMeasures_TrialUsModel.fit(rows);
    var full = RepeatedMeasures_TrialUsFullModel.fit(rows);

    LikelihoodRatioTest forms = ar1.anova(us);
    LikelihoodRatioTest fixed = us.anova(full);

    assertThat(forms.df()).isEqualTo(8);
    assertThat(forms.chiSquare()).isCloseTo(ar1.criterion() - us.criterion(), within(1e-9));
    assertThat(fixed.refitted()).isTrue();
    var byMl = RepeatedMeasures_TrialUsModel.model().fitting().criterion(Criterion.ML).fit(rows);
    var fullByMl =
        RepeatedMeasures_TrialUsFullModel.model().fitting().criterion(Criterion.ML).fit(rows);
    assertThat(fixed.chiSquare()).isCloseTo(byMl.criterion() - fullByMl.criterion(), within(1e-6));
    var cs = RepeatedMeasures_TrialCsModel.fit(rows);
    var csh = RepeatedMeasures_TrialCshModel.fit(rows);
    assertThat(cs.anova(csh).df()).isEqualTo(3);
    assertThatThrownBy(() -> ar1.anova(csh)).hasMessageContaining("Neither model holds the other");
  }

  /** The criteria of intercepts alone by the dense likelihood. */
  @Test
  void fixedTermsThatGoAreFittedFromTheSums() {
    List<Trial> rows = Trial.rows();

    DeletionTable us = RepeatedMeasures_TrialUsModel.fit(rows).drop1();
    DeletionTable ar1 = RepeatedMeasures_TrialAr1Model.fit(rows).drop1();

    double usAlone = CovarianceOracle.answer("fev-us-simple-ml").get("criterion").doubleValue();
    double ar1Alone = CovarianceOracle.answer("fev-ar1-ml").get("criterion").doubleValue();
    assertThat(us.deletion("arm").criterion()).isCloseTo(usAlone, within(1e-6));
    assertThat(ar1.deletion("arm").criterion()).isCloseTo(ar1Alone, within(1e-6));
    double whole =
        RepeatedMeasures_TrialUsModel.model()
            .fitting()
            .criterion(Criterion.ML)
            .fit(rows)
            .criterion();
    assertThat(us.deletion("arm").chiSquare()).isCloseTo(usAlone - whole, within(1e-6));
    assertThat(us.deletion("arm").df()).isEqualTo(1);
  }

  /** A new response varies by the variance of its visit, beside that of the mean. */
  @Test
  void predictionIntervalsTakeTheVarianceOfThePosition() {
    var fit =
        RepeatedMeasures_TrialUsModel.fitting()
            .degreesOfFreedom(DegreesOfFreedom.WALD)
            .fit(Trial.rows());
    Trial row = new Trial(0, Visit.VIS4, Arm.TRT, Sex.Male, "White", "somebody new");
    Trial other = new Trial(0, Visit.VIS2, Arm.TRT, Sex.Male, "White", "somebody new");

    double half = fit.prediction().predictionInterval(row, 0.95).upper() - fit.predict(row);
    double otherHalf = fit.prediction().predictionInterval(other, 0.95).upper() - fit.predict(row);

    double error = fit.prediction().standardError(row);
    double sd = fit.residual().standardDeviation(Visit.VIS4);
    assertThat(half).isCloseTo(1.959963984540054 * Math.hypot(error, sd), within(1e-9));
    assertThat(otherHalf).isLessThan(half);
  }

  /** Moments of many draws of one subject. */
  @Test
  void simulatedResidualsHaveTheCovariance() {
    var fit = RepeatedMeasures_TrialUsModel.fit(Trial.rows());
    List<Trial> rows = new ArrayList<>();
    int subjects = 20_000;
    for (int s = 0; s < subjects; s++) {
      for (Visit visit : Visit.values()) {
        rows.add(new Trial(0, visit, Arm.PBO, Sex.Male, "White", "new " + s));
      }
    }
    double mean = fit.predict(rows.get(0));

    double[] drawn = fit.simulate(rows, 7);

    assertThat(fit.simulate(rows, 7)).isEqualTo(drawn);
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int s = 0; s < subjects; s++) {
          sum += (drawn[4 * s + a] - mean) * (drawn[4 * s + b] - mean);
        }
        var c = fit.residual().covariance();
        double error = Math.sqrt((c.get(a, a) * c.get(b, b) + Math.pow(c.get(a, b), 2)) / subjects);
        assertThat(sum / subjects).isCloseTo(c.get(a, b), within(4 * error));
      }
    }
  }

  @Test
  void positionsThatRepeatAreRefusedByName() {
    List<Trial> rows = new ArrayList<>(Trial.rows());
    rows.add(rows.get(3));

    assertThatThrownBy(() -> RepeatedMeasures_TrialUsModel.fit(rows))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("subject PT2 has two rows with visit ")
        .hasMessageContaining("rows 3 and 537");
  }

  /** No subject has both of two visits, so their covariance is not told. */
  @Test
  void pairsOfPositionsThatNobodyHasAreRefusedByName() {
    List<Trial> rows =
        Trial.rows().stream()
            .filter(
                row ->
                    row.subject().hashCode() % 2 == 0
                        ? row.visit() != Visit.VIS1
                        : row.visit() != Visit.VIS3)
            .toList();

    assertThatThrownBy(() -> RepeatedMeasures_TrialUsModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("no subject has both visit VIS1 and VIS3");
  }

  /** The first and the last visit alone are three apart: the correlation at that distance. */
  @Test
  void distancesOfPositionsThatNobodyHasAreRefusedByName() {
    List<Trial> rows =
        Trial.rows().stream()
            .filter(row -> row.visit() != (isEven(row) ? Visit.VIS1 : Visit.VIS4))
            .toList();

    assertThatThrownBy(() -> RepeatedMeasures_TrialToepModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("no subject has both visit VIS1 and VIS4");
    assertThatThrownBy(() -> RepeatedMeasures_TrialToephModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("no subject has both visit VIS1 and VIS4");
  }

  private static boolean isEven(Trial row) {
    return row.subject().hashCode() % 2 == 0;
  }

  /** Whatever the draw: the information on the residuals vanishes where θ is unknown. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void covariancesThatRandomEffectsMakeUpAreRefused(long seed) {
    Random random = new Random(seed);
    List<Confounded> rows = new ArrayList<>();
    for (int subject = 0; subject < 60; subject++) {
      double level = random.nextGaussian();
      double before = 0;
      for (int visit = 1; visit <= 3; visit++) {
        before = 0.5 * before + random.nextGaussian();
        rows.add(new Confounded(level + before + random.nextGaussian(), visit, subject));
      }
    }

    assertThatThrownBy(() -> RepeatedMeasures_ConfoundedModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("from each other and from those of the random effects")
        .hasMessageContaining("depends only on combinations of the residuals' ")
        .hasMessageContaining(
            ", and the variances of factor(visit)1, factor(visit)2, factor(visit)3 by subject");
  }

  /** One visit of each patient: there would be one variance, and no correlation. */
  @Test
  void subjectsOfOneRowAreRefusedByName() {
    List<Trial> rows = Trial.rows().stream().filter(row -> row.visit() == Visit.VIS1).toList();

    assertThatThrownBy(() -> RepeatedMeasures_TrialCsModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("no subject has two rows, so that nothing shows how residuals");
  }

  @Test
  void positionsOfOneRowAreRefusedByName() {
    List<Trial> rows = new ArrayList<>(Trial.rows());
    Trial last = rows.stream().filter(row -> row.visit() == Visit.VIS4).findFirst().orElseThrow();
    rows.removeIf(row -> row.visit() == Visit.VIS4 && row != last);

    assertThatThrownBy(() -> RepeatedMeasures_TrialUsModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("visit VIS4 has one row alone");
    assertThat(RepeatedMeasures_TrialCsModel.fit(rows).rows()).isEqualTo(rows.size());
  }

  @Test
  void strataOfOneRowAreRefusedByName() {
    List<Growth> rows = new ArrayList<>(Growth.rows());
    Growth first = rows.stream().filter(row -> row.sex() == Sex.Female).findFirst().orElseThrow();
    rows.removeIf(row -> row.sex() == Sex.Female && row != first);

    assertThatThrownBy(() -> RepeatedMeasures_GrowthBySexModel.fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("sex Female has one row alone");
  }

  @Test
  void subjectsInTwoStrataAreRefusedByName() {
    List<Trial> rows = new ArrayList<>(Trial.rows());
    Trial first = rows.get(0);
    rows.set(
        0,
        new Trial(
            first.fev1(),
            first.visit(),
            first.arm() == Arm.PBO ? Arm.TRT : Arm.PBO,
            first.sex(),
            first.race(),
            first.subject()));

    assertThatThrownBy(() -> RepeatedMeasures_TrialAr1ByArmModel.fit(rows))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("subject " + first.subject() + " has rows with arm");
  }
}
