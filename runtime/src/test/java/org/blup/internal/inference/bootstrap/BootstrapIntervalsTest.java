package org.blup.internal.inference.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Intervals beside those of R's boot, for the same replicates: {@code inference/boot-ci.R}. */
class BootstrapIntervalsTest {

  private static double[] replicates() {
    try {
      Path file =
          Path.of(
              Objects.requireNonNull(
                      BootstrapIntervalsTest.class.getResource("/inference/boot-replicates.txt"))
                  .toURI());
      try (Stream<String> lines = Files.lines(file)) {
        return lines.mapToDouble(Double::parseDouble).toArray();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/inference/boot-ci.csv", numLinesToSkip = 1)
  void intervalsAreRs(String kind, double level, double lower, double upper) {
    BootstrapIntervals intervals = new BootstrapIntervals(1, replicates());

    double[] ends =
        switch (kind) {
          case "NORMAL" -> intervals.normal(level);
          case "BASIC" -> intervals.basic(level);
          case "PERCENTILE" -> intervals.percentile(level);
          default -> intervals.accelerated(level, 0.1);
        };

    assertThat(ends[0]).isCloseTo(lower, within(1e-9));
    assertThat(ends[1]).isCloseTo(upper, within(1e-9));
  }

  /** The score of a variance is χ² − ν, whose skewness is √(8 / ν) (Efron 1987, section 2). */
  @Test
  void theAccelerationOfAVarianceIsTheClosedForm() {
    SplittableRandom random = new SplittableRandom(7);
    int df = 20;
    double[] variances = new double[20_000];
    double[][] sufficient = new double[variances.length][2];
    for (int i = 0; i < variances.length; i++) {
      double square = 0;
      for (int j = 0; j < df; j++) {
        double z = random.nextGaussian();
        square += z * z;
      }
      variances[i] = square / df;
      sufficient[i][0] = square;
      sufficient[i][1] = random.nextGaussian();
    }

    double acceleration = BootstrapIntervals.acceleration(variances, sufficient);

    assertThat(acceleration).isCloseTo(Math.sqrt(8.0 / df) / 6, within(5e-3));
  }

  @Test
  void tooFewReplicatesTellNoAcceleration() {
    assertThat(BootstrapIntervals.acceleration(new double[] {1, 2, 4}, new double[3][5])).isNaN();
  }
}
