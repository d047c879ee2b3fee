package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.fit.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Intervals from the observed information beside nlme's; {@link SasVariancesTest} has the
 * information itself.
 */
class VarianceIntervalsTest {

  /** The normal quantile of 0.975. */
  private static final double QUANTILE = 1.959963984540054;

  private static final int BATCHES = 6;
  private static final int REPLICATES = 5;

  @MixedModel("y ~ 1 + (1 | batch)")
  record OneWay(double y, int batch) {}

  /** {@code inference/nlme-intervals.csv}, made by the script beside it. */
  record Nlme(String id, String name, double lower, double upper) {}

  static Stream<Nlme> nlme() throws URISyntaxException {
    Path file = Path.of(Nlme.class.getResource("/inference/nlme-intervals.csv").toURI());
    return Line.read(
        file,
        line ->
            new Nlme(
                line.text("id"), line.text("name"), line.number("lower"), line.number("upper")))
        .stream();
  }

  /**
   * nlme takes second derivatives by differences of the likelihood itself and holds three digits to
   * five; of correlated slopes fewer, which is why they are compared with SAS's.
   */
  @ParameterizedTest
  @MethodSource("nlme")
  void intervalsAreNlmes(Nlme expected) {
    MixedFit<?> fit = FittedCase.of(expected.id()).fit();

    Interval interval = fit.varianceIntervals(0.95).get(expected.name());

    double width = expected.upper() - expected.lower();
    assertThat(interval.lower()).isCloseTo(expected.lower(), within(1e-3 * width));
    assertThat(interval.upper()).isCloseTo(expected.upper(), within(1e-3 * width));
  }

  /** Balanced one-way design: var(σ̂²) = 2σ⁴ / 24 with 9 × 4 measurements less the 12 means. */
  @Test
  void theInformationOfTheResidualIsTheClosedForm() {
    MixedFit<?> fit = FittedCase.of("ergostool").fit();

    Interval interval = fit.varianceIntervals(0.95).get("sigma");

    double ratio = Math.exp(QUANTILE / Math.sqrt(2 * 24));
    assertThat(interval.lower()).isCloseTo(fit.sigma() / ratio, within(1e-7));
    assertThat(interval.upper()).isCloseTo(fit.sigma() * ratio, within(1e-7));
  }

  @Test
  void aSingularFitSaysWhatToDoInstead() {
    MixedFit<?> fit = FittedCase.of("dyestuff2-singular").fit();

    assertThatThrownBy(() -> fit.varianceIntervals(0.95))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("profile()");
  }

  /** Mean squares between batches of f and inside of 1: the variance of batches is (f − 1) / 5. */
  @ParameterizedTest
  @ValueSource(doubles = {1.6, 2, 10})
  void theInformationOfABatchIsTheClosedForm(double f) {
    var fit = VarianceIntervalsTest_OneWayModel.fit(balanced(f));

    Interval interval = fit.varianceIntervals(0.95).get("sd_(Intercept)|batch");

    double error = errorOfLog(f);
    double standardDeviation = Math.sqrt((f - 1) / REPLICATES);
    assertThat(error).isLessThan(1);
    assertThat(interval.lower() / (standardDeviation * Math.exp(-QUANTILE * error)))
        .isCloseTo(1, within(1e-5));
    assertThat(interval.upper() / (standardDeviation * Math.exp(QUANTILE * error)))
        .isCloseTo(1, within(1e-5));
  }

  /**
   * For f = 1.01 nlme 3.1-162 answers [3.8e-33, 5.3e29]; for 1.000001 it has no interval either.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1.4, 1.1, 1.01})
  void aStandardDeviationNotLargerThanItsErrorHasNoInterval(double f) {
    var fit = VarianceIntervalsTest_OneWayModel.fit(balanced(f));

    assertThat(errorOfLog(f)).isGreaterThan(1);
    assertThat(fit.isSingular()).isFalse();
    assertThatThrownBy(() -> fit.varianceIntervals(0.95))
        .isInstanceOf(BlupException.class)
        .hasMessageStartingWith("sd_(Intercept)|batch is ")
        .hasMessageContaining("profile() or bootstrap()");
    assertThat(fit.profile().parameter("sd_(Intercept)|batch").interval(0.95).lower()).isZero();
  }

  /** Of {@code log s}: variances of independent mean squares with a − 1 and a(r − 1) df. */
  private static double errorOfLog(double f) {
    double between = 2 * f * f / (BATCHES - 1);
    double inside = 2.0 / (BATCHES * (REPLICATES - 1));
    return Math.sqrt(between + inside) / (2 * (f - 1));
  }

  private static List<OneWay> balanced(double f) {
    List<OneWay> rows = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      double mean = Math.sqrt(f / REPLICATES * (BATCHES - 1) / 17.5) * (batch - 2.5);
      for (int replicate = 0; replicate < REPLICATES; replicate++) {
        rows.add(new OneWay(mean + Math.sqrt(0.4) * (replicate - 2), batch));
      }
    }
    return rows;
  }
}
