package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.precision.CorrelatedSeries.Estimates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Correlations of residuals close to where they end, from sums by position and from rows, beside
 * arithmetic of 50 digits. {@code -Dblup.seeds=50} takes so many series of each kind.
 */
class CorrelationBordersTest {

  private static final long SEEDS = Long.getLong("blup.seeds", 2);

  /** Of x, as of a year: its digits must not be those of the residual. */
  private static final double ORIGIN = 2000;

  /** Subjects and positions; the last are kept row by row. */
  private static final List<int[]> SERIES =
      List.of(new int[] {20, 6}, new int[] {100, 4}, new int[] {3, 40});

  private static final List<int[]> EXCHANGEABLE =
      List.of(new int[] {20, 4}, new int[] {60, 8}, new int[] {20, 20});

  @ParameterizedTest
  @ValueSource(doubles = {-0.9, 0.9, 0.99, 0.999})
  void neighboursAlike(double rho) {
    for (int[] shape : SERIES) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        assertDigits(new CorrelatedSeries(true, shape[0], shape[1], rho, ORIGIN, seed), 8);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4, 1e-6})
  void sumsOfSubjectsNextToNothing(double left) {
    for (int[] shape : EXCHANGEABLE) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        assertDigits(exchangeable(shape, left, seed), 8);
      }
    }
  }

  /** Digits go as the distance from the border does; with less than four left there is no fit. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-14, 0})
  void evenLessIsRefusedWhereDigitsAreLost(double left) {
    for (int[] shape : EXCHANGEABLE) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        try {
          assertDigits(exchangeable(shape, left, seed), 4);
        } catch (UnidentifiableModelException | NoOptimumException e) {
          assertThat(e).hasMessageContaining("tend to be linearly dependent within a subject");
        }
      }
    }
  }

  private static CorrelatedSeries exchangeable(int[] shape, double left, long seed) {
    double rho = (left - 1) / (shape[1] - 1);
    return new CorrelatedSeries(false, shape[0], shape[1], rho, ORIGIN, seed);
  }

  private static void assertDigits(CorrelatedSeries series, double least) {
    Estimates found = series.found();
    Estimates precise = series.precise(found);
    assertThat(Math.abs(found.criterion() - precise.criterion()))
        .isLessThan(found.criterionError());
    assertDigits("distance", found.fromBorder(), precise.fromBorder(), least);
    assertDigits("σ", found.sigma(), precise.sigma(), least);
    assertDigits("standard error", found.standardError(), precise.standardError(), least);
    assertThat(Math.abs(found.slope() - precise.slope()))
        .as("slope")
        .isLessThan(Math.pow(10, -least) * precise.standardError());
  }

  private static void assertDigits(String what, double found, double precise, double least) {
    assertThat(-Math.log10(Math.abs(found / precise - 1)))
        .as("digits of %s", what)
        .isGreaterThan(least);
  }
}
