package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.blup.model.fit.Interval;
import org.blup.model.prediction.Prediction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Predictions, their standard errors and degrees of freedom beside dense algebra in R. */
class PredictionTest {

  static Stream<OracleCase<?>> cases() {
    return AftermathCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R> void populationPredictionsRepeatR(OracleCase<R> oracleCase) {
    AftermathCase<R> c = AftermathCase.of(oracleCase);
    compare(c, c.fit().prediction().population(), "population");
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R> void conditionalPredictionsRepeatR(OracleCase<R> oracleCase) {
    AftermathCase<R> c = AftermathCase.of(oracleCase);
    compare(c, c.fit().prediction(), "conditional");
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R> void predictionIntervalsRepeatR(OracleCase<R> oracleCase) {
    AftermathCase<R> c = AftermathCase.of(oracleCase);
    intervals(c, c.fit().prediction(), "response");
    intervals(c, c.fit().prediction().population(), "response_population");
  }

  private static <R> void compare(AftermathCase<R> c, Prediction<R> prediction, String kind) {
    for (JsonNode answer : c.answer().get("predictions").get(kind)) {
      R row = c.rows().get(answer.get("row").intValue());
      double se = answer.get("se").doubleValue();
      assertThat(prediction.predict(row))
          .isCloseTo(answer.get("prediction").doubleValue(), within(1e-6 * se));
      assertThat(prediction.standardError(row)).as("SE").isCloseTo(se, within(1e-6 * se));
      if (answer.has("df")) {
        double df = answer.get("df").doubleValue();
        assertThat(prediction.df(row)).as("df").isCloseTo(df, within(2e-6 * df));
        double added = answer.get("theta_variance").doubleValue();
        double whole = Math.sqrt(se * se + added);
        assertThat(prediction.withThetaUncertainty().standardError(row))
            .as("with θ")
            .isCloseTo(whole, within(1e-6 * whole));
      }
    }
  }

  private static <R> void intervals(AftermathCase<R> c, Prediction<R> prediction, String kind) {
    for (JsonNode answer : c.answer().get("predictions").get(kind)) {
      if (answer.has("df")) {
        R row = c.rows().get(answer.get("row").intValue());
        double df = answer.get("df").doubleValue();
        double half =
            answer.get("se").doubleValue()
                * new TDistribution(null, df).inverseCumulativeProbability(0.95);
        double centre = prediction.predict(row);
        Interval interval = prediction.predictionInterval(row, 0.9);
        assertThat(interval.lower()).isCloseTo(centre - half, within(2e-6 * half));
        assertThat(interval.upper()).isCloseTo(centre + half, within(2e-6 * half));
      }
    }
  }
}
