package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.AnovaType;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearTest;
import org.blup.model.fit.RobustMethod;
import org.blup.model.fit.RobustTests;
import org.blup.oracle.RepeatedMeasures.Arm;
import org.blup.oracle.RepeatedMeasures.Crossed;
import org.blup.oracle.RepeatedMeasures.Growth;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cluster-robust covariances from rows, beside dense matrices and clubSandwich. */
class RobustTest {

  private record Case<R, F extends MixedFit<R>>(
      String id, Model<R, F> model, List<R> rows, String cluster) {

    F fit() {
      Criterion criterion = id.endsWith("-ml") ? Criterion.ML : Criterion.REML;
      return model.fitting().criterion(criterion).fit(rows);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** With residuals that covary, with random effects, with both, and weighted. */
  static Stream<Case<?, ?>> cases() {
    return Stream.<Case<?, ?>>concat(
            new RepeatedMeasuresTest().cases().map(RobustTest::repeated),
            new StructuredTermsTest().cases().map(RobustTest::structured))
        .filter(each -> CovarianceOracle.answer(each.id()).hasNonNull("robust"));
  }

  private static <R, F extends MixedFit<R>> Case<R, F> repeated(CovarianceCase<R, F> each) {
    return new Case<>(each.id(), each.model(), each.rows(), "subject");
  }

  private static <R, F extends MixedFit<R>> Case<R, F> structured(CovarianceCase<R, F> each) {
    String cluster =
        each.id().startsWith("machines")
            ? "worker"
            : each.id().startsWith("negative") ? "block" : "subject";
    return new Case<>(each.id(), each.model(), each.rows(), cluster);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void covariancesAreThoseOfTheDenseMatrices(Case<R, F> each) {
    JsonNode answer = CovarianceOracle.answer(each.id()).get("robust");
    F fit = each.fit();
    List<R> shuffled = new ArrayList<>(each.rows());
    Collections.shuffle(shuffled, new Random(1));

    for (RobustMethod method : List.of(RobustMethod.CR0, RobustMethod.CR2, RobustMethod.CR3)) {
      RobustTests tests = fit.robust(shuffled, method, each.cluster());
      checkCovariance(tests, method, answer);
    }
  }

  /** Clusters, standard errors and covariances, which an answer has by method. */
  static void checkCovariance(RobustTests tests, RobustMethod method, JsonNode answer) {
    assertThat(tests.clusters()).isEqualTo(answer.get("clusters").intValue());
    JsonNode covariance = answer.get(method.name());
    for (int i = 0; i < covariance.size(); i++) {
      double error = Math.sqrt(covariance.get(i).get(i).doubleValue());
      LinearTest test = tests.coefficients().get(i);
      assertThat(test.standardError()).as("%s", method).isCloseTo(error, within(1e-6 * error));
      for (int j = 0; j < covariance.size(); j++) {
        double other = Math.sqrt(covariance.get(j).get(j).doubleValue());
        assertThat(tests.covariance().get(i, j))
            .isCloseTo(covariance.get(i).get(j).doubleValue(), within(3e-6 * error * other));
      }
    }
  }

  private record Answer(String id, RobustMethod method, String name, Line line) {

    static Answer of(Line line) {
      return new Answer(
          line.text("id"), RobustMethod.valueOf(line.text("method")), line.text("name"), line);
    }
  }

  /** clubSandwich's, as near as nlme and lme4 find the optimum: {@code inference/robust.R}. */
  @Test
  void degreesOfFreedomAndJointTestsAreThoseOfClubSandwich() {
    List<Growth> growth = Growth.rows();
    List<Trial> trial = Trial.rows();
    var ar1 = RepeatedMeasures_GrowthAr1Model.fit(growth);
    var us = RepeatedMeasures_TrialUsModel.fit(trial);
    List<SleepModels.Sleep> sleep =
        Line.read(OracleFolder.dataFile("sleepstudy.csv"), SleepModels.Sleep::of);
    var slopes = SleepModels_SleepSlopesModel.fit(sleep);
    var file = OracleFolder.shipped().data().resolveSibling("../inference/robust.csv");
    List<Answer> answers = Line.read(file, Answer::of);
    assertThat(answers).hasSize(44);

    for (Answer answer : answers) {
      switch (answer.id()) {
        case "orthodont-r-ar1" ->
            check(ar1, ar1.robust(growth, answer.method(), "subject"), answer);
        case "fev-us-arm" -> check(us, us.robust(trial, answer.method(), "subject"), answer);
        default -> check(slopes, slopes.robust(sleep, answer.method(), "subject"), answer);
      }
    }
  }

  private static void check(MixedFit<?> fit, RobustTests tests, Answer answer) {
    double df = answer.line().number("df");
    if (answer.name().startsWith("joint")) {
      FTest test =
          tests.jointTest(
              Arrays.stream(answer.name().split(" "))
                  .skip(1)
                  .map(number -> fit.coefficients().get(Integer.parseInt(number) - 1))
                  .toList());
      double f = answer.line().number("f");
      assertThat(test.f()).isCloseTo(f, within(1e-5 * f));
      assertThat(test.denominatorDf()).isCloseTo(df, within(1e-5 * df));
    } else {
      LinearTest test = tests.coefficient(answer.name());
      double error = answer.line().number("se");
      assertThat(test.standardError()).isCloseTo(error, within(1e-6 * error));
      assertThat(test.df()).isCloseTo(df, within(1e-5 * df));
    }
  }

  @Test
  void combinationsTermsAndIntervalsGoByTheRobustCovariance() {
    List<Growth> rows = Growth.rows();
    var fit = RepeatedMeasures_GrowthAr1Model.fit(rows);
    RobustTests tests = fit.robust(rows, RobustMethod.CR2, "subject");
    var slope = fit.coefficient("I(age - 11)");
    var difference = fit.coefficient("I(age - 11):sexFemale");

    LinearTest girls = tests.test(slope.plus(difference));

    var v = tests.covariance();
    assertThat(girls.standardError())
        .isCloseTo(Math.sqrt(v.get(1, 1) + v.get(3, 3) + 2 * v.get(1, 3)), within(1e-12));
    FTest one = tests.jointTest(List.of(difference));
    LinearTest alone = tests.test(difference);
    assertThat(one.f()).isCloseTo(alone.t() * alone.t(), within(1e-9));
    assertThat(one.denominatorDf()).isCloseTo(alone.df(), within(1e-9));
    assertThat(tests.anova(AnovaType.III).row("I(age - 11):sex").f())
        .isCloseTo(one.f(), within(1e-9));
    assertThat(tests.toString())
        .contains("t tests by cluster-robust CR2, 27 clusters of subject")
        .contains("95 %");
    var other = RepeatedMeasures_GrowthUsModel.fit(rows).coefficient("(Intercept)");
    assertThatThrownBy(() -> tests.test(other)).hasMessageContaining("is of another fit");
  }

  @Test
  void otherRowsThanThoseOfTheFitAreRefused() {
    List<Trial> rows = Trial.rows();
    var fit = RepeatedMeasures_TrialUsModel.fit(rows);
    List<Trial> twice = new ArrayList<>(rows.subList(1, rows.size()));
    twice.add(rows.get(4));
    List<Trial> changed = new ArrayList<>(rows);
    Trial first = rows.get(0);
    changed.set(
        0,
        new Trial(
            first.fev1() + 1,
            first.visit(),
            first.arm(),
            first.sex(),
            first.race(),
            first.subject()));

    for (List<Trial> wrong : List.of(rows.subList(1, rows.size()), twice, changed)) {
      assertThatThrownBy(() -> fit.robust(wrong, RobustMethod.CR2, "subject"))
          .isInstanceOf(BlupException.class)
          .hasMessageContaining("These are not the rows of the fit");
    }
  }

  @Test
  void clustersThatDoNotHoldTheBlocksOfTheModelAreRefusedByName() {
    List<Crossed> rows = Crossed.rows();
    var fit = RepeatedMeasures_CrossedAr1Model.fit(rows);
    List<Trial> trial = Trial.rows();
    var us = RepeatedMeasures_TrialUsModel.fit(trial);

    assertThatThrownBy(() -> fit.robust(rows, RobustMethod.CR2, "subject"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("rows of item ")
        .hasMessageContaining("contain each level of subject, item");
    assertThatThrownBy(() -> us.robust(trial, RobustMethod.CR2, "visit"))
        .hasMessageContaining("are not independent by the model");
    assertThatThrownBy(() -> us.robust(trial, RobustMethod.CR2, "patient"))
        .hasMessageContaining("has no factor 'patient'")
        .hasMessageContaining("arm, subject, visit");
  }

  @MixedModel("y ~ treated + (1 | site)")
  record Sited(double y, int treated, String site) {}

  /** One site alone is treated: its residuals say nothing of the effect's variance. */
  @Test
  void whatOneClusterAloneDeterminesHasNoTest() {
    Random random = new Random(3);
    List<Sited> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int site = i % 6;
      rows.add(new Sited(random.nextGaussian() + site % 2, site == 0 ? 1 : 0, "s" + site));
    }
    var fit = RobustTest_SitedModel.fit(rows);

    for (RobustMethod method : RobustMethod.values()) {
      RobustTests tests = fit.robust(rows, method, "site");
      LinearTest treated = tests.coefficient("treated");
      assertThat(treated.standardError()).isNaN();
      assertThat(treated.df()).isNaN();
      assertThat(tests.coefficient("(Intercept)").pValue()).isBetween(0.0, 1.0);
      assertThat(tests.toString()).contains("NaN: no test, because one cluster alone");
      assertThatThrownBy(() -> tests.jointTest(fit.coefficients()))
          .hasMessageContaining("6 clusters of site are too few");
    }
  }

  @Test
  void oneClusterIsRefused() {
    List<Trial> rows =
        Trial.rows().stream().filter(row -> row.arm() == Arm.PBO).limit(200).toList();
    var fit = RepeatedMeasures_TrialAr1ByArmModel.fit(rows);

    assertThatThrownBy(() -> fit.robust(rows, RobustMethod.CR2, "arm"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("arm has one level alone, PBO");
  }
}
