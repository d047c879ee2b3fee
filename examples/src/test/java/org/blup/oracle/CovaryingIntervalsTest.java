package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.model.fit.Interval;
import org.blup.oracle.RepeatedMeasures.Crossover;
import org.blup.oracle.RepeatedMeasures.Growth;
import org.blup.oracle.RepeatedMeasures.Nights;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.junit.jupiter.api.Test;

/**
 * Intervals of variances and correlations where residuals covary, beside the inverse observed
 * information of a dense likelihood, {@code varpar_acov_observed}, by the delta method.
 */
class CovaryingIntervalsTest {

  private static final double QUANTILE = 1.959963984540054;

  /** Of a parameter of the answer. */
  private static double error(JsonNode answer, int parameter) {
    return Math.sqrt(
        answer.get("varpar_acov_observed").get(parameter).get(parameter).doubleValue());
  }

  private static double value(JsonNode answer, int parameter) {
    return answer.get("varpar").get(parameter).get("value").doubleValue();
  }

  /** A standard deviation of which the answer has the variance. */
  private static void checkDeviation(Interval interval, JsonNode answer, int parameter) {
    double variance = value(answer, parameter);
    double error = QUANTILE * error(answer, parameter) / (2 * variance);
    assertThat(interval.lower()).isCloseTo(Math.sqrt(variance) * Math.exp(-error), within(1e-4));
    assertThat(interval.upper()).isCloseTo(Math.sqrt(variance) * Math.exp(error), within(1e-4));
  }

  private static void checkCorrelation(Interval interval, JsonNode answer, int parameter) {
    double r = value(answer, parameter);
    double z = 0.5 * Math.log((1 + r) / (1 - r));
    double error = QUANTILE * error(answer, parameter) / (1 - r * r);
    assertThat(interval.lower()).isCloseTo(Math.tanh(z - error), within(1e-5));
    assertThat(interval.upper()).isCloseTo(Math.tanh(z + error), within(1e-5));
  }

  @Test
  void oneVarianceAndOneCorrelation() {
    JsonNode answer = CovarianceOracle.answer("fev-ar1-arm");

    Map<String, Interval> intervals =
        RepeatedMeasures_TrialAr1Model.fit(Trial.rows()).varianceIntervals(0.95);

    assertThat(intervals).containsOnlyKeys("sigma", "rho");
    checkDeviation(intervals.get("sigma"), answer, 0);
    checkCorrelation(intervals.get("rho"), answer, 1);
  }

  @Test
  void variancesOfPositionsAndCorrelationsByDistance() {
    JsonNode answer = CovarianceOracle.answer("fev-toeph-ml");
    var fit =
        RepeatedMeasures_TrialToephModel.model()
            .fitting()
            .criterion(org.blup.model.Criterion.ML)
            .fit(Trial.rows());

    Map<String, Interval> intervals = fit.varianceIntervals(0.95);

    assertThat(intervals).hasSize(7);
    for (int visit = 0; visit < 4; visit++) {
      checkDeviation(intervals.get("sd_VIS" + (visit + 1) + "|Residual"), answer, visit);
    }
    for (int distance = 1; distance < 4; distance++) {
      String name = "cor_VIS" + (distance + 1) + ".VIS1|Residual";
      checkCorrelation(intervals.get(name), answer, 3 + distance);
    }
  }

  @Test
  void unstructuredByTheirVariances() {
    JsonNode answer = CovarianceOracle.answer("fev-us-arm");

    Map<String, Interval> intervals =
        RepeatedMeasures_TrialUsModel.fit(Trial.rows()).varianceIntervals(0.95);

    assertThat(intervals).hasSize(10);
    int[] diagonal = {0, 2, 5, 9};
    for (int visit = 0; visit < 4; visit++) {
      checkDeviation(intervals.get("sd_VIS" + (visit + 1) + "|Residual"), answer, diagonal[visit]);
    }
    assertThat(intervals).containsKeys("cor_VIS2.VIS1|Residual", "cor_VIS4.VIS3|Residual");
  }

  @Test
  void strataHaveTheirOwn() {
    JsonNode answer = CovarianceOracle.answer("fev-group-ar1-reml");

    Map<String, Interval> intervals =
        RepeatedMeasures_TrialAr1ByArmModel.fit(Trial.rows()).varianceIntervals(0.95);

    assertThat(intervals).containsOnlyKeys("sigma_PBO", "rho_PBO", "sigma_TRT", "rho_TRT");
    checkDeviation(intervals.get("sigma_PBO"), answer, 0);
    checkCorrelation(intervals.get("rho_PBO"), answer, 1);
    checkDeviation(intervals.get("sigma_TRT"), answer, 2);
    checkCorrelation(intervals.get("rho_TRT"), answer, 3);
  }

  @Test
  void besideRandomEffects() {
    JsonNode answer = CovarianceOracle.answer("sleep-intercept-ar1");
    Map<String, Interval> intervals =
        RepeatedMeasures_NightsModel.fit(Nights.rows()).varianceIntervals(0.95);
    assertThat(intervals.keySet()).containsExactly("sd_(Intercept)|subject", "sigma", "rho");
    checkDeviation(intervals.get("sd_(Intercept)|subject"), answer, 0);
    checkDeviation(intervals.get("sigma"), answer, 1);
    checkCorrelation(intervals.get("rho"), answer, 2);

    JsonNode slopes = CovarianceOracle.answer("orthodont-varident-sex");
    Map<String, Interval> bySex =
        RepeatedMeasures_GrowthBySexModel.fit(Growth.rows()).varianceIntervals(0.95);
    checkDeviation(bySex.get("sd_(Intercept)|subject"), slopes, 0);
    checkDeviation(bySex.get("sd_I(age - 11)|subject"), slopes, 2);
    checkDeviation(bySex.get("sigma_Male"), slopes, 3);
    checkDeviation(bySex.get("sigma_Female"), slopes, 4);
    assertThat(bySex).containsKey("cor_I(age - 11).(Intercept)|subject");
  }

  /** A range by its logarithm, an exponent as it is: as nlme's {@code intervals}. */
  @Test
  void rangesAndExponents() {
    JsonNode exponential = CovarianceOracle.answer("fev-sp-exp-reml");
    Map<String, Interval> ranges =
        ResidualsByNumber_TrialExpModel.fit(ResidualsByNumber.Trial.rows()).varianceIntervals(0.95);
    assertThat(ranges.keySet()).containsExactly("sigma", "range");
    checkDeviation(ranges.get("sigma"), exponential, 1);
    double range = value(exponential, 0);
    double ofLog = QUANTILE * error(exponential, 0) / range;
    assertThat(ranges.get("range").lower()).isCloseTo(range * Math.exp(-ofLog), within(1e-5));
    assertThat(ranges.get("range").upper()).isCloseTo(range * Math.exp(ofLog), within(1e-5));

    JsonNode power = CovarianceOracle.answer("dialyzer-varpower-ar1");
    Map<String, Interval> exponents =
        ResidualsByNumber_PowerAr1Model.fit(ResidualsByNumber.Dialysis.rows())
            .varianceIntervals(0.95);
    assertThat(exponents.keySet()).containsExactly("sigma", "rho", "delta");
    checkDeviation(exponents.get("sigma"), power, 0);
    checkCorrelation(exponents.get("rho"), power, 2);
    double half = QUANTILE * error(power, 1);
    assertThat(exponents.get("delta").lower()).isCloseTo(value(power, 1) - half, within(1e-5));
    assertThat(exponents.get("delta").upper()).isCloseTo(value(power, 1) + half, within(1e-5));
  }

  @Test
  void bordersAndPatternedRandomEffectsAreRefused() {
    var fit = RepeatedMeasures_CrossoverModel.fit(Crossover.rows("be_rds05.csv"));

    assertThatThrownBy(() -> fit.varianceIntervals(0.95)).isInstanceOf(BlupException.class);
  }
}
