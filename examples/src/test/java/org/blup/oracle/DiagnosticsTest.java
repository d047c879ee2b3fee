package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.Influence;
import org.blup.model.diagnostics.LevelInfluence;
import org.blup.model.fit.ConditionalModes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fit says of its rows and levels beside lme4, and beside refits in R with θ held. */
class DiagnosticsTest {

  static Stream<OracleCase<?>> cases() {
    return AftermathCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R> void rowsStandToTheFitAsInLme4(OracleCase<R> oracleCase) {
    AftermathCase<R> c = AftermathCase.of(oracleCase);
    JsonNode answer = c.answer();
    Diagnostics diagnostics = c.fit().diagnostics(c.rows());
    assertThat(diagnostics.rows()).isEqualTo(c.rows().size());
    double sigma = c.fit().sigma();
    for (int i = 0; i < diagnostics.rows(); i++) {
      close(diagnostics.residual(i), answer.get("residual").get(i), 1e-6 * sigma);
      close(diagnostics.pearsonResidual(i), answer.get("pearson").get(i), 1e-6 * sigma);
      close(diagnostics.standardisedResidual(i), answer.get("standardised").get(i), 1e-6);
      close(diagnostics.hatValue(i), answer.get("hat").get(i), 1e-6);
      double cook = answer.get("cook").get(i).doubleValue();
      close(diagnostics.cooksDistance(i), answer.get("cook").get(i), 1e-6 * (cook + 0.01));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R> void levelsLeftOutGiveTheRefitsAtTheSameTheta(OracleCase<R> oracleCase) {
    AftermathCase<R> c = AftermathCase.of(oracleCase);
    for (Map.Entry<String, JsonNode> group : c.answer().get("influence").properties()) {
      Influence influence = c.fit().influence(group(c, group.getKey()), c.rows());
      for (JsonNode answer : group.getValue()) {
        LevelInfluence level =
            influence.level(
                level(influence.group(), group.getKey(), answer.get("level").textValue()));
        assertThat(level.rows()).isEqualTo(answer.get("rows").longValue());
        close(level.leverage(), answer.get("leverage"), 1e-6);
        close(level.sigma(), answer.get("sigma"), 1e-6 * c.fit().sigma());
        close(level.cooksDistance(), answer.get("cook"), 1e-6);
        for (int i = 0; i < level.coefficients().size(); i++) {
          LevelInfluence.Change change = level.coefficients().get(i);
          double se = answer.get("se").get(i).doubleValue();
          close(change.estimate(), answer.get("coefficients").get(i), 1e-6 * se);
          close(change.standardError(), answer.get("se").get(i), 1e-6 * se);
          close(change.dfbetas(), answer.get("dfbetas").get(i), 1e-6);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R> void conditionalModesAreThoseOfLme4(OracleCase<R> oracleCase) {
    AftermathCase<R> c = AftermathCase.of(oracleCase);
    OracleFit oracle = OracleFit.read(oracleCase.answer());
    oracle
        .ranef()
        .forEach(
            (name, modes) -> {
              ConditionalModes known = c.fit().conditionalModes(group(c, name));
              for (int l = 0; l < modes.levels().size(); l++) {
                int level = known.position(level(known.group(), name, modes.levels().get(l)));
                for (int e = 0; e < modes.effects().size(); e++) {
                  assertThat(known.mode(level, e))
                      .isCloseTo(modes.values()[l][e], within(1e-6 * c.fit().sigma()));
                  assertThat(known.standardError(level, e))
                      .isGreaterThanOrEqualTo(known.standardDeviation(level, e) * (1 - 1e-12));
                }
              }
            });
  }

  /**
   * With J levels of n rows each, a level's mean counts {@code λ = nθ²/(1 + nθ²)} (Searle, Casella
   * & McCulloch 1992, Variance components, section 7.2): the conditional variance is {@code (1 −
   * λ)σ_b²}, and the estimated mean adds {@code λ²(σ_b² + σ²/n)/J} to the error of prediction.
   */
  @Test
  void modesOfABalancedOneWayDesignAreAsSureAsTheClosedFormSays() {
    MixedFit<?> fit = fit(OracleCase.of("dyestuff"));
    double theta = fit.theta()[0];
    double variance = fit.sigma() * fit.sigma();
    double between = theta * theta * variance;
    double share = 5 * theta * theta / (1 + 5 * theta * theta);
    double error = (1 - share) * between + share * share * (between + variance / 5) / 6;
    ConditionalModes batches = fit.conditionalModes("batch");
    assertThat(batches.levels()).hasSize(6);
    for (int level = 0; level < 6; level++) {
      assertThat(batches.shrinkage(level, 0)).isCloseTo(1 - share, within(1e-12));
      assertThat(batches.standardDeviation(level, 0))
          .isCloseTo(Math.sqrt((1 - share) * between), withinPercentage(1e-10));
      assertThat(batches.standardError(level, 0))
          .isCloseTo(Math.sqrt(error), withinPercentage(1e-10));
    }
  }

  private static <R> MixedFit<R> fit(OracleCase<R> oracleCase) {
    return oracleCase.model().fit(oracleCase.rows());
  }

  /** Blup's name of a group: its factors may stand in another order than in lme4's. */
  private static String group(AftermathCase<?> c, String name) {
    return c.fit().varianceComponents().stream()
        .map(VarianceComponent::group)
        .filter(group -> OracleNames.sameGroup(group, name))
        .findFirst()
        .orElseThrow();
  }

  private static String level(String group, String oracleGroup, String level) {
    if (group.equals(oracleGroup)) {
      return level;
    }
    List<String> words = Arrays.asList(level.split(":"));
    Collections.reverse(words);
    return String.join(":", words);
  }

  private static void close(double value, JsonNode answer, double tolerance) {
    assertThat(value).isCloseTo(answer.doubleValue(), within(tolerance));
  }
}
