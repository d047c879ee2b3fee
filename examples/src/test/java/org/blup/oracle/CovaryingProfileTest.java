package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.fit.Interval;
import org.blup.model.profile.Profile;
import org.blup.model.profile.ProfiledParameter;
import org.blup.oracle.RepeatedMeasures.Crossover;
import org.blup.oracle.RepeatedMeasures.Nights;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.junit.jupiter.api.Test;

/** Profiles where residuals covary, beside nlme with a parameter held, and closed forms. */
class CovaryingProfileTest {

  private static final int SUBJECTS = 25;

  @MixedModel(name = "Visits", value = "y ~ factor(visit) + residual(us(visit | subject))")
  @MixedModel(name = "Arms", value = "y ~ arm + residual(by = arm)")
  record Row(double y, int visit, String arm, String subject) {}

  private static List<Row> rows() {
    Random random = new Random(9);
    List<Row> rows = new ArrayList<>();
    for (int subject = 0; subject < SUBJECTS; subject++) {
      double level = random.nextGaussian();
      for (int visit = 1; visit <= 3; visit++) {
        double y = 5 + level + (1 + 0.3 * visit) * random.nextGaussian();
        rows.add(new Row(y, visit, "arm" + subject % 2, "s" + subject));
      }
    }
    return rows;
  }

  private static void check(Profile profile, String name, double value, double zeta) {
    assertThat(profile.parameter(name).zeta(value)).as(name).isCloseTo(zeta, within(2e-6));
  }

  /**
   * nlme 3.1-162: {@code gls(fev1 ~ arm, correlation = corAR1(v, ~ visitN | subject, fixed = TRUE),
   * method = "ML")}, of y − v x for a coefficient; {@code gls(fev1 ~ 1, correlation = corExp(v, ~
   * visitN | subject, fixed = TRUE))}.
   */
  @Test
  void correlationsRangesAndCoefficientsAreHeldAsNlmeHoldsThem() {
    Profile ar1 = RepeatedMeasures_TrialAr1Model.fit(Trial.rows()).profile();
    Profile exponential =
        ResidualsByNumber_TrialExpModel.fit(ResidualsByNumber.Trial.rows()).profile();

    assertThat(ar1.parameters().keySet()).containsExactly("sigma", "rho", "(Intercept)", "armTRT");
    check(ar1, "rho", 0.25, -2.27123297);
    check(ar1, "rho", 0.5, 2.161655022);
    check(ar1, "armTRT", 0, -4.32614449);
    check(ar1, "armTRT", 6, 1.848951835);
    check(exponential, "range", 0.9, -1.701584139);
    check(exponential, "range", 1.5, 1.736500691);
    for (ProfiledParameter parameter : ar1.parameters().values()) {
      Interval interval = parameter.interval(0.95);
      assertThat(parameter.zeta(interval.lower())).isCloseTo(-1.959963985, within(1e-6));
      assertThat(parameter.zeta(interval.upper())).isCloseTo(1.959963985, within(1e-6));
    }
  }

  /**
   * nlme 3.1-162: {@code lme(reaction ~ days, random = ~ 1 | subject, correlation = corAR1(v, ~
   * days | subject, fixed = TRUE), method = "ML")}; without random effects by {@code gls}.
   */
  @Test
  void besideRandomEffects() {
    Profile profile = RepeatedMeasures_NightsModel.fit(Nights.rows()).profile();

    assertThat(profile.parameters().keySet())
        .containsExactly("sd_(Intercept)|subject", "sigma", "rho", "(Intercept)", "days");
    check(profile, "rho", 0.2, -4.909487957);
    check(profile, "rho", 0.8, 1.714359843);
    check(profile, "sd_(Intercept)|subject", 0, -1.812105817);
    assertThat(profile.parameter("sd_(Intercept)|subject").interval(0.95).lower()).isZero();
    assertThat(profile.toString()).contains("rho");
  }

  /**
   * Of complete visits with means of their own a variance rises by {@code n(s²/σ² − 1 − log
   * s²/σ²)}, a correlation by {@code n log((1 − rρ)² / ((1 − r²)(1 − ρ²)))}, with the estimates of
   * ML.
   */
  @Test
  void completeVisitsHaveClosedForms() {
    Profile profile = CovaryingProfileTest_VisitsModel.fit(rows()).profile();

    for (int visit = 1; visit <= 3; visit++) {
      String name = "sd_" + visit + "|Residual";
      checkVariance(profile.parameter(name), SUBJECTS);
    }
    for (String pair : List.of("2.1", "3.1", "3.2")) {
      ProfiledParameter parameter = profile.parameter("cor_" + pair + "|Residual");
      double r = parameter.estimate();
      for (double v : new double[] {-0.5, 0, 0.3, 0.8}) {
        double square = Math.pow(1 - r * v, 2) / ((1 - r * r) * (1 - v * v));
        double zeta = Math.copySign(Math.sqrt(SUBJECTS * Math.log(square)), v - r);
        assertThat(parameter.zeta(v)).as("%s at %s", pair, v).isCloseTo(zeta, within(1e-6));
      }
      Interval interval = parameter.interval(0.99);
      assertThat(interval.lower()).isBetween(-1.0, r);
      assertThat(interval.upper()).isBetween(r, 1.0);
    }
  }

  /** Correlations that several angles make have no parameter of their own. */
  @Test
  void intervalsEndWhereTheLikelihoodFalls() {
    Profile profile = RepeatedMeasures_TrialToephModel.fit(Trial.rows()).profile();

    assertThat(profile.parameters()).hasSize(8);
    for (ProfiledParameter parameter : profile.parameters().values()) {
      Interval interval = parameter.interval(0.95);
      assertThat(parameter.zeta(interval.lower())).isCloseTo(-1.959963985, within(1e-6));
      assertThat(parameter.zeta(interval.upper())).isCloseTo(1.959963985, within(1e-6));
    }
  }

  @Test
  void strataHaveVariancesOfTheirOwn() {
    Profile profile = CovaryingProfileTest_ArmsModel.fit(rows()).profile();

    checkVariance(profile.parameter("sigma_arm0"), 39);
    checkVariance(profile.parameter("sigma_arm1"), 36);
  }

  private static void checkVariance(ProfiledParameter parameter, int n) {
    double s = parameter.estimate();
    for (double share : new double[] {0.7, 0.9, 1.2, 1.6}) {
      double ratio = 1 / (share * share);
      double zeta = Math.copySign(Math.sqrt(n * (ratio - 1 - Math.log(ratio))), share - 1);
      assertThat(parameter.zeta(share * s)).isCloseTo(zeta, within(1e-6));
    }
  }

  @Test
  void whatHasNoProfileSaysSo() {
    MixedFit<Crossover> fit = RepeatedMeasures_CrossoverModel.fit(Crossover.rows("be_rds05.csv"));
    Profile profile = RepeatedMeasures_TrialAr1Model.fit(Trial.rows()).profile();

    assertThatThrownBy(fit::profile)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("have no profile");
    assertThatThrownBy(() -> profile.parameter("rho").zeta(1))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("between -1 and 1");
    assertThatThrownBy(() -> profile.parameter("sigma").zeta(0))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("positive and finite");
  }
}
