package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.blup.design.BlupException;
import org.blup.model.Interval;
import org.blup.model.MixedFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Intervals from the observed information beside nlme's; {@link SasVariancesTest} has the
 * information itself.
 */
class VarianceIntervalsTest {

  /** The normal quantile of 0.975. */
  private static final double QUANTILE = 1.959963984540054;

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
}
