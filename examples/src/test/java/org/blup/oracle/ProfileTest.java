package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.blup.model.MixedFit;
import org.blup.model.fit.Interval;
import org.blup.model.profile.Profile;
import org.blup.model.profile.ProfiledParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Profile intervals beside lme4's, which interpolates between the points of its curves. */
class ProfileTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Relative to the width of the interval. */
  private static final double TOLERANCE = 2e-4;

  static Stream<OracleCase<?>> profiledCases() {
    return OracleCase.present().filter(ProfileTest::hasProfile);
  }

  private static boolean hasProfile(OracleCase<?> oracleCase) {
    try {
      return JSON.readTree(oracleCase.answer().toFile()).has("profile_ci95");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("profiledCases")
  <R> void intervalsAreLme4s(OracleCase<R> oracleCase) throws IOException {
    Profile profile = FittedCase.of(oracleCase).fit().profile();

    JsonNode oracle = JSON.readTree(oracleCase.answer().toFile());
    for (JsonNode expected : oracle.get("profile_ci95")) {
      String name = expected.get("name").asText();
      Interval interval = named(profile, name).interval(0.95);
      double lower = expected.get("lower").asDouble();
      double upper = expected.get("upper").asDouble();
      double allowed = TOLERANCE * (upper - lower);
      assertThat(interval.lower()).as("%s, lower", name).isCloseTo(lower, within(allowed));
      assertThat(interval.upper()).as("%s, upper", name).isCloseTo(upper, within(allowed));
    }
    assertThat(profile.parameters()).hasSameSizeAs(oracle.get("profile_ci95"));
  }

  @Test
  void zetaIsTheRootOfTheDevianceAtTheEndsOfAnInterval() {
    ProfiledParameter slope =
        FittedCase.of("sleep-slope").fit().profile().parameter("cor_days.(Intercept)|subject");

    Interval interval = slope.interval(0.9);

    // the normal quantile of 0.95
    assertThat(slope.zeta(interval.lower())).isCloseTo(-1.6448536269514722, within(1e-6));
    assertThat(slope.zeta(interval.upper())).isCloseTo(1.6448536269514722, within(1e-6));
    assertThat(slope.zeta(slope.estimate())).isZero();
  }

  @Test
  void aCurveRisesFromEndToEnd() {
    for (ProfiledParameter parameter :
        FittedCase.of("sleep-slope").fit().profile().parameters().values()) {
      assertThat(parameter.curve(0.99, 21))
          .extracting(ProfiledParameter.Point::zeta)
          .as(parameter.name())
          .isSorted();
    }
  }

  /**
   * With no variance of the slopes the correlation may be anything, at a deviance of 0.8331072: no
   * correlation does worse. Searched for in R with Nelder and Mead's method from five starts each.
   */
  @Test
  void aCorrelationIsNeverWorseThanNone() {
    ProfiledParameter correlation =
        FittedCase.of("orthodont-slope").fit().profile().parameter("cor_age.(Intercept)|subject");

    double[][] expected = {
      {-1, 0.8331072},
      {-0.9, 0.8331072},
      {-0.8, 0.5525715},
      {-0.75, 0.2220289},
      {-0.7, 0.0728855},
      {-0.5, 0.0334181},
      {0, 0.3026967},
      {0.5, 0.4375373},
      {1, 0.4963815}
    };
    for (double[] point : expected) {
      assertThat(Math.pow(correlation.zeta(point[0]), 2))
          .as("deviance at %s", point[0])
          .isCloseTo(point[1], within(2e-7));
    }
  }

  /**
   * Of a mean in a balanced one-way design the profile has a closed form, and lme4 1.1-31 misses
   * it: its interval is (4.312100, 7.019092).
   */
  @Test
  void theProfileOfABalancedMeanIsTheClosedForm() {
    FittedCase<?> dyestuff = FittedCase.of("dyestuff2-singular");
    ProfiledParameter mean = dyestuff.fit().profile().parameter("(Intercept)");

    Interval interval = mean.interval(0.95);

    // where n log((SSW + SSB(μ)) / n), or its form for SSB(μ) > SSW / 4, has risen by χ²
    assertThat(interval.lower()).isCloseTo(4.312837494172586, within(1e-6));
    assertThat(interval.upper()).isCloseTo(7.018362505827411, within(1e-6));
  }

  @Test
  void aVarianceOfZeroIsTheEndOfItsInterval() {
    MixedFit<?> singular = FittedCase.of("dyestuff2-singular").fit();

    Map<String, Interval> intervals = singular.profile().intervals(0.95);

    // lme4 1.1-31: confint(lmer(Yield ~ 1 + (1 | Batch), Dyestuff2)) gives 0 and 2.084043489
    Interval batch = intervals.get("sd_(Intercept)|batch");
    assertThat(batch.lower()).isZero();
    assertThat(batch.upper()).isCloseTo(2.084043489, within(2e-4));
  }

  @Test
  void unknownNamesAndLevelsSayWhatThereIs() {
    Profile profile = FittedCase.of("sleep-slope").fit().profile();

    assertThatThrownBy(() -> profile.parameter("dais"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("sd_days|subject");
    assertThatThrownBy(() -> profile.intervals(95))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("between 0 and 1");
  }

  @Test
  void valuesThatAParameterCannotHaveAreRefused() {
    Profile profile = FittedCase.of("sleep-slope").fit().profile();
    ProfiledParameter correlation = profile.parameter("cor_days.(Intercept)|subject");
    ProfiledParameter deviation = profile.parameter("sd_days|subject");

    assertThatThrownBy(() -> profile.sigma().zeta(-1))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("sigma cannot be -1.0: it is positive");
    assertThatThrownBy(() -> profile.sigma().zeta(0)).isInstanceOf(BlupException.class);
    assertThatThrownBy(() -> correlation.zeta(2))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("between -1 and 1");
    assertThatThrownBy(() -> deviation.zeta(-0.1))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("sd_days|subject");
    assertThatThrownBy(() -> profile.parameter("days").zeta(Double.NaN))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("days cannot be NaN");
  }

  /** A fit of which the likelihood is 3 higher elsewhere, as of a search that missed it. */
  @Test
  void aDevianceBelowThatOfTheFitIsSaid() {
    OracleEquations small = OracleEquations.small(600).findFirst().orElseThrow();
    Solution found = Reml.solve(small.equations(), false, (theta, value) -> {});
    Solution missed =
        (Solution)
            Proxy.newProxyInstance(
                Solution.class.getClassLoader(),
                new Class<?>[] {Solution.class},
                (proxy, method, arguments) ->
                    method.getName().equals("criterion")
                        ? found.criterion() + 3
                        : method.invoke(found, arguments));
    ProfileLikelihood likelihood = new ProfileLikelihood(small.equations(), missed);

    assertThatThrownBy(
            () ->
                likelihood
                    .curve("the parameter", new ProfileTarget.Sigma())
                    .zeta(1.01 * found.sigma()))
        .isInstanceOf(NoOptimumException.class)
        .hasMessageContaining("the parameter")
        .hasMessageContaining("below the")
        .hasMessageContaining("at theta [");
  }

  private static ProfiledParameter named(Profile profile, String name) {
    return profile.parameters().values().stream()
        .filter(parameter -> canonical(parameter.name()).equals(canonical(name)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " in " + profile.parameters().keySet()));
  }

  private static String canonical(String name) {
    int bar = name.indexOf('|');
    return bar < 0 ? name : name.substring(0, bar) + OracleNames.canonical(name.substring(bar + 1));
  }
}
