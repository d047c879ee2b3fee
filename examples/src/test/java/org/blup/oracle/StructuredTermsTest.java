package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Structured random effects beside a dense likelihood, see {@code oracle/covariance}. */
class StructuredTermsTest {

  record Case<R, F extends MixedFit<R>>(
      String id, Model<R, F> model, Function<F, GroupEffects<?>> group, List<R> rows) {

    F fit(DegreesOfFreedom method) {
      return model.fitting().degreesOfFreedom(method).fit(rows);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Case<?, ?>> cases() {
    return Stream.of(
        new Case<>(
            "machines-d-cs",
            StructuredTerms_MachinesCsModel.model(),
            StructuredTerms_MachinesCsModel.Fit::worker,
            StructuredTerms.Machines.rows()),
        new Case<>(
            "machines-d-diag",
            StructuredTerms_MachinesDiagModel.model(),
            StructuredTerms_MachinesDiagModel.Fit::worker,
            StructuredTerms.Machines.rows()),
        new Case<>(
            "machines-d-homdiag",
            StructuredTerms_MachinesIdModel.model(),
            StructuredTerms_MachinesIdModel.Fit::worker,
            StructuredTerms.Machines.rows()),
        new Case<>(
            "levels-d-ar1",
            StructuredTerms_SeriesAr1Model.model(),
            StructuredTerms_SeriesAr1Model.Fit::subject,
            StructuredTerms.Series.rows()),
        new Case<>(
            "levels-d-cs",
            StructuredTerms_SeriesCsModel.model(),
            StructuredTerms_SeriesCsModel.Fit::subject,
            StructuredTerms.Series.rows()),
        new Case<>(
            "levels-d-diag",
            StructuredTerms_SeriesDiagModel.model(),
            StructuredTerms_SeriesDiagModel.Fit::subject,
            StructuredTerms.Series.rows()),
        new Case<>(
            "negative-d-cs",
            StructuredTerms_BlocksModel.model(),
            StructuredTerms_BlocksModel.Fit::block,
            StructuredTerms.Blocks.rows()),
        new Case<>(
            "sleep-d-homdiag",
            StructuredTerms_SleepIdModel.model(),
            StructuredTerms_SleepIdModel.Fit::subject,
            StructuredTerms.Slopes.rows()),
        new Case<>(
            "sleep10-d-ar1h",
            StructuredTerms_NightsAr1hModel.model(),
            StructuredTerms_NightsAr1hModel.Fit::subject,
            StructuredTerms.Nights.rows()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void theFitIsThatOfTheDenseLikelihood(Case<R, F> each) {
    JsonNode answer = CovarianceOracle.answer(each.id());

    F fit = each.fit(DegreesOfFreedom.SATTERTHWAITE);

    assertThat(fit.criterion()).isCloseTo(answer.get("criterion").doubleValue(), within(1e-6));
    List<Double> parameters = parameters(fit, each.group().apply(fit), answer.get("varpar"));
    for (int i = 0; i < parameters.size(); i++) {
      CovarianceOracle.close(parameters.get(i), answer.get("varpar").get(i), "value", 1e-5);
    }
    CovarianceOracle.checkCoefficients(fit, answer);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void degreesOfFreedomAreThoseOfSatterthwaite(Case<R, F> each) {
    CovarianceOracle.checkSatterthwaite(each.fit(DegreesOfFreedom.SATTERTHWAITE), each.id());
  }

  /** Without the second derivatives of the covariance, which depend on the parameters chosen. */
  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void adjustmentIsThatOfKenwardAndRoger(Case<R, F> each) {
    CovarianceOracle.checkKenwardRoger(each.fit(DegreesOfFreedom.KENWARD_ROGER), each.id());
  }

  /** With one observation of each night the residual variance is part of the structure. */
  @Test
  void compoundSymmetryOfSingleObservationsIsRefused() {
    assertThatThrownBy(() -> StructuredTerms_NightsCsModel.fit(StructuredTerms.Nights.rows()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("the variance of the residual cannot be told from the variances of");
  }

  /** The variances, the correlation and the residual variance that an answer names. */
  private static List<Double> parameters(MixedFit<?> fit, GroupEffects<?> group, JsonNode names) {
    List<Double> parameters = new ArrayList<>();
    for (JsonNode each : names) {
      String name = each.get("name").textValue();
      if (name.equals("residual")) {
        parameters.add(fit.sigma() * fit.sigma());
      } else if (name.equals("D.correlation")) {
        parameters.add(group.correlation(group.effectNames().get(0), group.effectNames().get(1)));
      } else {
        int effect = parameters.size();
        parameters.add(fit.varianceComponents().get(effect).variance());
      }
    }
    return parameters;
  }
}
