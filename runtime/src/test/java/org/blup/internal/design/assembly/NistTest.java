package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * NIST's Statistical Reference Datasets for one-way analysis of variance, with up to 13 constant
 * leading digits. The data are balanced, so that the mean squares, and with them the REML variances
 * σ² = MSW and σ_b² = (MSB − MSW)/r, follow from the normal equations in closed form. Certified
 * values: https://www.itl.nist.gov/div898/strd/anova/anova.html.
 */
class NistTest {

  private record Measurement(String treatment, double response) {}

  /** How many rows each of the parts has that are summed apart and merged. */
  private static final int PART = 100;

  private static final ModelStructure ONE_WAY =
      ModelStructure.of("OneWay", "response ~ 1 + (1 | treatment)")
          .response("response")
          .factor("treatment", Levels.strings())
          .fixed(EffectTerm.intercept())
          .random(RandomTerm.by("treatment").of(EffectTerm.intercept()))
          .build();

  @ParameterizedTest
  @CsvSource({
    "smls01, 21, 0.21, 0.01, 10",
    "smls02, 201, 2.01, 0.01, 10",
    "smls03, 2001, 20.01, 0.01, 10",
    "smls04, 21, 0.21, 0.01, 9",
    "smls05, 201, 2.01, 0.01, 9",
    "smls06, 2001, 20.01, 0.01, 9",
    "smls07, 21, 0.21, 0.01, 3.8",
    "smls08, 201, 2.01, 0.01, 3.8",
    "smls09, 2001, 20.01, 0.01, 3.8",
    "sirstv, 5, 1.27865654e-2, 1.0831828e-2, 9",
    "atmwtag, 24, 3.63834187500000e-9, 2.28155932971014e-10, 9"
  })
  void variancesAreRightToManyDigits(
      String data, int replicates, double between, double within, double digits)
      throws IOException {
    List<Measurement> measurements = read(data);
    RowAccumulator<Measurement> whole = sum(measurements);
    RowAccumulator<Measurement> merged = sum(List.of());
    for (int start = 0; start < measurements.size(); start += PART) {
      int end = Math.min(start + PART, measurements.size());
      merged.merge(sum(measurements.subList(start, end)));
    }
    assertDigits(whole, replicates, between, within, digits);
    assertDigits(merged, replicates, between, within, digits);
  }

  private static void assertDigits(
      RowAccumulator<Measurement> sums,
      int replicates,
      double between,
      double within,
      double digits) {
    double[] meanSquares = meanSquares(sums);
    double residual = meanSquares[1];
    double treatment = (meanSquares[0] - meanSquares[1]) / replicates;

    assertThat(digits(residual, within)).as("digits of σ²").isGreaterThan(digits);
    assertThat(digits(treatment, (between - within) / replicates))
        .as("digits of σ_b²")
        .isGreaterThan(digits);
  }

  /** MSB and MSW of balanced data, from the shifted sums of the normal equations. */
  private static double[] meanSquares(RowAccumulator<Measurement> sums) {
    NormalEquations equations = DesignAssembly.observe(sums, false).equations();
    double[] border = equations.groupBorder(0);
    int treatments = equations.groups().get(0).levels();
    double replicates = (double) equations.rows() / treatments;
    double squaresOfMeans = 0;
    for (int level = 0; level < treatments; level++) {
      squaresOfMeans += border[2 * level + 1] * border[2 * level + 1] / replicates;
    }
    double squareOfMean = equations.border()[1] * equations.border()[1] / equations.rows();
    return new double[] {
      (squaresOfMeans - squareOfMean) / (treatments - 1),
      (equations.border()[3] - squaresOfMeans) / (equations.rows() - treatments)
    };
  }

  private static RowAccumulator<Measurement> sum(List<Measurement> measurements) {
    RowAccumulator<Measurement> sums =
        new RowAccumulator<>(
            ONE_WAY,
            (row, out) -> {
              out.response(row.response());
              out.level(0, row.treatment());
            });
    measurements.forEach(sums::add);
    return sums;
  }

  private static double digits(double value, double certified) {
    return -Math.log10(Math.abs(value - certified) / certified);
  }

  private static List<Measurement> read(String data) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Objects.requireNonNull(
                        NistTest.class.getResourceAsStream("nist/" + data + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .map(fields -> new Measurement(fields[0], Double.parseDouble(fields[1])))
          .toList();
    }
  }
}
