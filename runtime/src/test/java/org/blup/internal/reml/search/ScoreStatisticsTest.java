package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Statistics of a response at the optimum of another one. */
class ScoreStatisticsTest {

  private static final int LEVELS = 12;

  @Test
  void theGradientOfTheProfiledCriterionVanishesForMultiplesOfTheResponse() {
    Solution optimum = Reml.solve(rows(1, false).equations(), true, (at, value) -> {});

    ScoreStatistics twice = ScoreStatistics.of(residuals(2, false), true, optimum);

    assertThat(twice.squares()[1] / twice.squares()[0]).isCloseTo(0, within(1e-6));
  }

  /** Where σ² is known, the gradient is a trace less a quadratic form of the response. */
  @Test
  void theGradientIsQuadraticWhereTheVarianceIsKnown() {
    Solution optimum = Reml.solve(rows(1, true).equations(), true, (at, value) -> {});

    ScoreStatistics once = ScoreStatistics.of(residuals(1, true), true, optimum);
    ScoreStatistics twice = ScoreStatistics.of(residuals(2, true), true, optimum);
    ScoreStatistics thrice = ScoreStatistics.of(residuals(3, true), true, optimum);

    assertThat(once.squares()[1]).isCloseTo(0, within(1e-6));
    assertThat(twice.squares()[0]).isCloseTo(4 * once.squares()[0], within(1e-9));
    assertThat(thrice.squares()[1] / twice.squares()[1]).isCloseTo(8.0 / 3, within(1e-6));
    assertThat(thrice.beta()[0]).isCloseTo(3 * once.beta()[0], within(1e-12));
  }

  private static ResidualEquations residuals(double multiple, boolean isVarianceKnown) {
    return ResidualFit.independent(rows(multiple, isVarianceKnown).equations()).residuals();
  }

  /** Four rows of each of some levels, in which standard normal residuals are added to others. */
  private static Rows rows(double multiple, boolean isVarianceKnown) {
    Random random = new Random(5);
    double[] effects = random.doubles(LEVELS, -3, 3).toArray();
    int[] level = IntStream.range(0, 4 * LEVELS).map(i -> i % LEVELS).toArray();
    double[] y =
        Arrays.stream(level)
            .mapToDouble(l -> multiple * (1 + effects[l] + random.nextGaussian()))
            .toArray();
    Rows rows = Rows.of(y, Rows.constant(y.length));
    rows.term(rows.group(level), CovarianceStructure.UNSTRUCTURED, Rows.constant(y.length));
    return rows.knowing(isVarianceKnown);
  }
}
