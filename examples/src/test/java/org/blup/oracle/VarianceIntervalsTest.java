package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.blup.design.BlupException;
import org.blup.model.Interval;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Intervals from the observed information beside nlme's and the information of SAS. */
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
   * five; of correlated slopes fewer, which is why they are compared with SAS.
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

  /**
   * SAS's asymptotic covariance of the variances, observed information: the square of the standard
   * error of {@code log s} times {@code 2 s²}. Its tables have 15 digits, its optimum has fewer.
   * (In the battery cells it stops so short of it that the fourth digit is wrong: see below.)
   */
  @ParameterizedTest
  @CsvSource({
    "sleep-slope, sleep_study_corr, 'UN(1,1) UN(2,2) Residual'",
    "sleep-uncorrelated, sleep_study, 'Intercept days Residual'"
  })
  void theInformationIsSas(String id, String table, String parameters) {
    Path file = OracleFolder.sharedPath().resolve("oracle/sas").resolve(fileName(table));
    assumeTrue(Files.isReadable(file), () -> "runs only where SAS's tables are: " + file);
    List<String[]> lines = Line.read(file, line -> cells(line));
    List<double[]> diagonal =
        Stream.of(lines.toArray(String[][]::new))
            .filter(cells -> List.of(parameters.split(" ")).contains(cells[0]))
            .map(cells -> new double[] {Double.parseDouble(cells[1])})
            .toList();
    MixedFit<?> fit = FittedCase.of(id).fit();

    assertVariancesOfVariances(fit, diagonal.stream().mapToDouble(d -> d[0]).toArray());
  }

  /**
   * The dense likelihood's second derivatives in R (numDeriv, Newton to its optimum): {@code
   * inference/battery-cell-information.R}.
   */
  @Test
  void theInformationIsThatOfTheDenseLikelihood() {
    MixedFit<?> fit = FittedCase.of("battery-cell").fit();

    assertVariancesOfVariances(fit, 135.38854315374, 23.23073351343, 33.48093864326);
  }

  private static void assertVariancesOfVariances(MixedFit<?> fit, double... expected) {
    List<Interval> intervals =
        fit.varianceIntervals(0.95).entrySet().stream()
            .filter(entry -> !entry.getKey().startsWith("cor_"))
            .map(Map.Entry::getValue)
            .toList();
    List<VarianceComponent> components = fit.varianceComponents();
    assertThat(intervals).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      Interval interval = intervals.get(i);
      double error = Math.log(interval.upper() / interval.lower()) / (2 * QUANTILE);
      double variance = Math.pow(2 * components.get(i).variance() * error, 2);
      assertThat(variance).isCloseTo(expected[i], within(2e-6 * expected[i]));
    }
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

  private static String fileName(String table) {
    return "Results_" + table + "_sas_asycov.csv";
  }

  /** The name of a parameter and its variance, on the diagonal. */
  private static String[] cells(Line line) {
    return new String[] {line.text("CovParm"), line.text("CovP" + line.text("Row"))};
  }

  @Test
  void aSingularFitSaysWhatToDoInstead() {
    MixedFit<?> fit = FittedCase.of("dyestuff2-singular").fit();

    assertThatThrownBy(() -> fit.varianceIntervals(0.95))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("profile()");
  }
}
