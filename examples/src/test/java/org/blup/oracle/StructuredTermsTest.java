package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.junit.jupiter.api.Test;

/** Structured random effects beside a dense likelihood, see {@code oracle/covariance}. */
class StructuredTermsTest extends CovarianceCaseTests {

  /** The parameters are those of the one group, in the order of the answer. */
  private static <R, F extends MixedFit<R>> CovarianceCase<R, F> of(
      String id, Model<R, F> model, Function<F, GroupEffects<?>> group, List<R> rows) {
    return new CovarianceCase<>(
        id,
        model,
        rows,
        fit -> parameters(fit, group.apply(fit), CovarianceOracle.answer(id).get("varpar")));
  }

  @Override
  Stream<CovarianceCase<?, ?>> cases() {
    return Stream.of(
        of(
            "machines-d-cs",
            StructuredTerms_MachinesCsModel.model(),
            StructuredTerms_MachinesCsModel.Fit::worker,
            StructuredTerms.Machines.rows()),
        of(
            "machines-d-diag",
            StructuredTerms_MachinesDiagModel.model(),
            StructuredTerms_MachinesDiagModel.Fit::worker,
            StructuredTerms.Machines.rows()),
        of(
            "machines-d-homdiag",
            StructuredTerms_MachinesIdModel.model(),
            StructuredTerms_MachinesIdModel.Fit::worker,
            StructuredTerms.Machines.rows()),
        of(
            "levels-d-ar1",
            StructuredTerms_SeriesAr1Model.model(),
            StructuredTerms_SeriesAr1Model.Fit::subject,
            StructuredTerms.Series.rows()),
        of(
            "levels-d-cs",
            StructuredTerms_SeriesCsModel.model(),
            StructuredTerms_SeriesCsModel.Fit::subject,
            StructuredTerms.Series.rows()),
        of(
            "levels-d-diag",
            StructuredTerms_SeriesDiagModel.model(),
            StructuredTerms_SeriesDiagModel.Fit::subject,
            StructuredTerms.Series.rows()),
        of(
            "negative-d-cs",
            StructuredTerms_BlocksModel.model(),
            StructuredTerms_BlocksModel.Fit::block,
            StructuredTerms.Blocks.rows()),
        of(
            "sleep-d-homdiag",
            StructuredTerms_SleepIdModel.model(),
            StructuredTerms_SleepIdModel.Fit::subject,
            StructuredTerms.Slopes.rows()),
        of(
            "sleep10-d-ar1h",
            StructuredTerms_NightsAr1hModel.model(),
            StructuredTerms_NightsAr1hModel.Fit::subject,
            StructuredTerms.Nights.rows()));
  }

  /** With one observation of each night the residual variance is part of the structure. */
  @Test
  void compoundSymmetryOfSingleObservationsIsRefused() {
    assertThatThrownBy(() -> StructuredTerms_NightsCsModel.fit(StructuredTerms.Nights.rows()))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(
            "the variance of the residual cannot be distinguished from the variances of");
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
