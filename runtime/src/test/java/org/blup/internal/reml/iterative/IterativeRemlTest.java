package org.blup.internal.reml.iterative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.Threads;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.setup.NoFactorisationException;
import org.blup.internal.reml.solution.MonteCarlo;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole estimations by iterations, beside those with a factorisation. */
class IterativeRemlTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void estimatesAreWithinTheirMonteCarloErrors(boolean reml) {
    NormalEquations equations = crossed(8000, 900, 400);
    Solution exact = Reml.solve(equations, reml, (theta, value) -> {});
    Solution solution = solve(equations, reml);
    MonteCarlo errors = solution.monteCarlo().orElseThrow();
    assertThat(errors.isExact()).isFalse();
    assertThat(errors.share()).isPositive().isLessThan(0.05);
    // Four standard errors, exceeded by chance once in 16,000, and what ends the search.
    for (int t = 0; t < 2; t++) {
      double allowed = 4 * errors.theta()[t] + 1e-5;
      assertThat(solution.theta()[t]).isCloseTo(exact.theta()[t], within(allowed));
    }
    assertThat(solution.sigma()).isCloseTo(exact.sigma(), within(4 * errors.sigma() + 1e-6));
    for (int c = 0; c < 2; c++) {
      double allowed = 4 * Math.sqrt(errors.betaCovariance()[3 * c]) + 1e-6;
      assertThat(solution.beta()[c]).isCloseTo(exact.beta()[c], within(allowed));
    }
    assertThat(solution.evaluations()).isLessThan(10);
  }

  @Test
  void fewLevelsNeedNoSigns() {
    NormalEquations equations = crossed(600, 80, 12);
    Solution exact = Reml.solve(equations, true, (theta, value) -> {});
    Solution solution = solve(equations, true);
    MonteCarlo errors = solution.monteCarlo().orElseThrow();
    assertThat(errors.isExact()).isTrue();
    assertThat(errors.theta()).containsOnly(0);
    assertThat(solution.theta()).containsExactly(exact.theta(), within(1e-4));
    assertThat(solution.beta()).containsExactly(exact.beta(), within(1e-5));
    assertThat(solution.betaCovariance()).containsExactly(exact.betaCovariance(), within(1e-5));
    for (int g = 0; g < 2; g++) {
      assertThat(solution.modes(g)).containsExactly(exact.modes(g), within(1e-3));
      for (int level : new int[] {0, 5, 11}) {
        assertThat(solution.conditionalCovariance(g, level))
            .containsExactly(exact.conditionalCovariance(g, level), within(1e-4));
      }
    }
  }

  /** Each level meets but its two neighbours: what stands beside the diagonal is large. */
  @Test
  void signsAreDoubledUntilTheirErrorIsSmall() {
    int[] levels = IntStream.range(0, 1600).map(row -> row / 4).toArray();
    int[] others = IntStream.range(0, 1600).map(row -> (row + 2) / 4).toArray();
    NormalEquations equations = CrossedRows.equations(9, 1600, levels, others);
    Solution exact = Reml.solve(equations, true, (theta, value) -> {});
    Solution solution = solve(equations, true);
    MonteCarlo errors = solution.monteCarlo().orElseThrow();
    assertThat(errors.probes()).isGreaterThan(14).isLessThan(400);
    assertThat(errors.share()).isBetween(0.01, 0.05);
    for (int t = 0; t < 2; t++) {
      double allowed = 4 * errors.theta()[t];
      assertThat(solution.theta()[t]).isCloseTo(exact.theta()[t], within(allowed));
    }
  }

  @Test
  void moreSignsBeginWithTheSame() {
    NormalEquations equations = crossed(3000, 500, 300);
    CrossedEquations arranged = new CrossedEquations(equations);
    double[] lambda = {0.9, 0.5};
    SampledScore score = new SampledScore(arranged, true);
    double[][] samples = score.at(lambda, new Probes(14, false)).gradients();
    double[][] more = score.at(lambda, new Probes(28, false)).gradients();
    for (int z = 0; z < 14; z++) {
      assertThat(more[z]).containsExactly(samples[z], within(1e-6));
    }
  }

  @Test
  void varianceThatIsZeroStaysSo() {
    int rows = 2000;
    int[] first = CrossedRows.drawn(1, rows, 60);
    int[] second = CrossedRows.drawn(2, rows, 40);
    int singular = 0;
    for (int seed = 0; seed < 4; seed++) {
      NormalEquations equations = withoutEffectsOfSecond(seed, first, second);
      Solution exact = Reml.solve(equations, true, (theta, value) -> {});
      Solution solution = solve(equations, true);
      assertThat(solution.isSingular()).isEqualTo(exact.isSingular());
      double allowed = 4 * solution.monteCarlo().orElseThrow().theta()[1] + 1e-3;
      assertThat(solution.theta()[1]).isCloseTo(exact.theta()[1], within(allowed));
      singular += exact.isSingular() ? 1 : 0;
    }
    assertThat(singular).isBetween(1, 3);
  }

  private static NormalEquations withoutEffectsOfSecond(long seed, int[] first, int[] second) {
    Random random = new Random(seed);
    double[] effects = random.doubles(60, -1, 1).toArray();
    double[] y = new double[first.length];
    Arrays.setAll(y, i -> 5 + effects[first[i]] + random.nextGaussian());
    Rows rows = Rows.of(y, Rows.constant(y.length));
    rows.term(rows.group(first), true, Rows.constant(y.length));
    rows.term(rows.group(second), true, Rows.constant(y.length));
    return rows.equations();
  }

  /** Two to four factors of any sizes, some nested in the one before. */
  @Test
  void randomDesignsHaveTheirOptima() {
    int compared = 0;
    for (int seed = 0; seed < 60; seed++) {
      NormalEquations equations = randomDesign(seed);
      if (IterativeReml.obstacle(equations, false).isPresent()) {
        continue;
      }
      Solution exact;
      try {
        exact = Reml.solve(equations, true, (theta, value) -> {});
      } catch (BlupException e) {
        continue;
      }
      Solution solution = solve(equations, true);
      MonteCarlo errors = solution.monteCarlo().orElseThrow();
      assertThat(errors.share()).isLessThan(0.05);
      for (int t = 0; t < exact.theta().length; t++) {
        double theta = exact.theta()[t];
        double allowed = 4 * errors.theta()[t] + 2e-3 * (1 + theta);
        assertThat(solution.theta()[t]).as("seed %s", seed).isCloseTo(theta, within(allowed));
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(35);
  }

  private static NormalEquations randomDesign(int seed) {
    Random random = new Random(seed);
    int rows = 200 + random.nextInt(2000);
    int[][] levels = new int[2 + random.nextInt(3)][];
    for (int f = 0; f < levels.length; f++) {
      int count = 2 + (int) Math.exp(random.nextDouble() * Math.log(rows / 5.0));
      levels[f] =
          f > 0 && random.nextInt(4) == 0
              ? CrossedRows.nested(levels[f - 1], 2 + random.nextInt(count))
              : CrossedRows.drawn(10L * seed + f, rows, count);
    }
    return CrossedRows.equations(seed, rows, levels);
  }

  @Test
  void sameBitsOnAnyNumberOfThreads() {
    NormalEquations equations = crossed(60_000, 9000, 4000);
    List<double[]> alone = Threads.of(1, () -> everything(equations));
    for (int threads : new int[] {2, 3, 16, 1}) {
      List<double[]> again = Threads.of(threads, () -> everything(equations));
      assertThat(again).usingElementComparator(Arrays::compare).isEqualTo(alone);
    }
  }

  private static List<double[]> everything(NormalEquations equations) {
    Solution solution = solve(equations, true);
    List<double[]> all = new ArrayList<>();
    all.add(solution.theta());
    all.add(solution.beta());
    all.add(solution.betaCovariance());
    all.add(solution.modes(0));
    all.add(solution.modes(1));
    all.add(solution.conditionalCovariance(0, 7));
    all.add(solution.monteCarlo().orElseThrow().theta());
    return all;
  }

  @Test
  void factorsThatCannotBeToldApartAreRefused() {
    int[] levels = CrossedRows.drawn(1, 300, 30);
    int[] renamed = Arrays.stream(levels).map(level -> 29 - level).toArray();
    NormalEquations equations =
        CrossedRows.equations(3, 300, levels, renamed, CrossedRows.drawn(2, 300, 20));
    assertThatThrownBy(() -> solve(equations, true))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("cannot distinguish the variances");
  }

  @Test
  void fewerPointsAreNeededFromTheRootOfSimilarRows() {
    NormalEquations equations = crossed(3000, 500, 300);
    Solution solution = solve(equations, true);
    double[] found = {solution.workingFactor(0)[0], solution.workingFactor(1)[0]};
    Solution again = IterativeReml.solve(equations, true, "", found, (theta, value) -> {});
    assertThat(again.evaluations()).isOne();
    assertThat(again.theta()).isEqualTo(solution.theta());
    assertThat(solution.evaluations()).isGreaterThan(1);
  }

  @Test
  void layoutIsRefused() {
    Solution solution = solve(crossed(600, 80, 12), true);
    assertThat(solution.criterion()).isNaN();
    assertThatThrownBy(() -> solution.setup().layout())
        .isInstanceOf(NoFactorisationException.class)
        .hasMessageContaining("algorithm(EXACT)");
  }

  @Test
  void saysWhatItCannotFit() {
    int[] levels = CrossedRows.drawn(1, 300, 30);
    NormalEquations nested = CrossedRows.equations(3, 300, levels, CrossedRows.nested(levels, 5));
    assertThat(IterativeReml.obstacle(nested, false))
        .hasValueSatisfying(reason -> assertThat(reason).contains("cross"));
    assertThat(IterativeReml.obstacle(crossed(600, 80, 12), false)).isEmpty();
    assertThat(IterativeReml.obstacle(crossed(600, 80, 12), true)).isPresent();
  }

  private static Solution solve(NormalEquations equations, boolean reml) {
    return IterativeReml.solve(equations, reml, "", new double[0], (theta, value) -> {});
  }

  private static NormalEquations crossed(int rows, int levels, int others) {
    return CrossedRows.equations(
        5, rows, CrossedRows.drawn(1, rows, levels), CrossedRows.drawn(2, rows, others));
  }
}
