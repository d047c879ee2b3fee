package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndeterminedVariancesTest {

  private static final int N = 60;

  private static double[] column(IntToDoubleFunction value) {
    return IntStream.range(0, N).mapToDouble(value).toArray();
  }

  private static int[] levels(IntUnaryOperator level) {
    return IntStream.range(0, N).map(level).toArray();
  }

  private static double[] response(int[] level) {
    Random random = new Random(1);
    double[] effects = random.doubles(N, -2, 2).toArray();
    return column(i -> effects[level[i]] + random.nextGaussian());
  }

  private static Solution solve(Rows rows, boolean reml) {
    return Reml.solve(rows.equations(), reml, (theta, value) -> {});
  }

  /** One tank for each treatment: the fixed effects explain all differences between tanks. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aVarianceBetweenLevelsThatFixedEffectsTellApartIsRefused(boolean reml) {
    int[] tank = levels(i -> i % 4);
    double[][] x = new double[4][];
    for (int c = 0; c < 4; c++) {
      int treatment = c;
      x[c] = c == 0 ? Rows.constant(N) : column(i -> i % 4 == treatment ? 1 : 0);
    }
    Rows rows = Rows.of(response(tank), x);
    rows.term(rows.group(tank), true, Rows.constant(N));
    int day = rows.group(levels(i -> i / 4));
    rows.term(day, true, Rows.constant(N));
    assertThatThrownBy(() -> solve(rows, reml))
        .isInstanceOf(UndeterminedVarianceException.class)
        .hasMessageContaining("cannot be distinguished from the fixed effects")
        .hasMessageContaining("what they leave of the response has the same distribution");
  }

  @Test
  void twoNamesOfOneFactorAreRefused() {
    int[] level = levels(i -> i % 12);
    Rows rows = Rows.of(response(level), Rows.constant(N));
    rows.term(rows.group(level), true, Rows.constant(N));
    rows.term(rows.group(levels(i -> 11 - i % 12)), true, Rows.constant(N));
    assertThatThrownBy(() -> solve(rows, true))
        .isInstanceOf(UndeterminedVarianceException.class)
        .hasMessageContaining("cannot be distinguished from each other");
  }

  /** Some visits of each subject, each visit with a variance, and one for the residual. */
  @ParameterizedTest
  @ValueSource(ints = {4, 15})
  void oneRowForEachVisitOfASubjectLeavesNoResidual(int count) {
    int[] subject = levels(i -> i / count);
    double[][] visits = new double[count][];
    for (int c = 0; c < count; c++) {
      int visit = c;
      visits[c] = column(i -> i % count == visit ? 1 : 0);
    }
    Rows rows = Rows.of(response(subject), Rows.constant(N));
    rows.term(rows.group(subject), false, visits);
    assertThatThrownBy(() -> solve(rows, true))
        .isInstanceOf(UndeterminedVarianceException.class)
        .hasMessageContaining("the variance of the residual cannot be distinguished");
  }

  /**
   * A slope of what is 0 or 1 for all rows of a level: its variance and its covariance with the
   * intercept only make up the variance of those levels where it is 1.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSlopeOfAnIndicatorOfLevelsIsMarked(boolean reml) {
    int[] level = levels(i -> i % 12);
    double[] x = column(i -> i % 2);
    Rows rows = Rows.of(response(level), Rows.constant(N), x);
    rows.term(rows.group(level), true, Rows.constant(N), x);
    Rows twoVariances = Rows.of(rows.y, rows.x);
    int group = twoVariances.group(level);
    twoVariances.term(group, false, column(i -> 1 - i % 2), x);

    Solution solution = solve(rows, reml);

    Solution expected = solve(twoVariances, reml);
    assertThat(solution.criterion()).isCloseTo(expected.criterion(), within(1e-7));
    UndeterminedVariances undetermined = solution.undeterminedVariances();
    assertThat(undetermined.includes(0, 0, 0)).isFalse();
    assertThat(undetermined.includes(0, 1, 0)).isTrue();
    assertThat(undetermined.includes(0, 1, 1)).isTrue();
    assertThat(undetermined.affects(new double[] {1, 0})).isFalse();
    assertThat(undetermined.affects(new double[] {0, 1})).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(solution.betaCovariance()[i])
          .isCloseTo(expected.betaCovariance()[i], within(1e-5));
    }
    assertThat(expected.undeterminedVariances().isEmpty()).isTrue();
  }

  /** What happens in one level alone has a coefficient, and no variance between levels. */
  @Test
  void standardErrorsThatDependOnAnUndeterminedVarianceAreKnown() {
    int[] level = levels(i -> i % 12);
    double[] x = column(i -> i % 12 == 0 && i > 30 ? 1 : 0);
    Rows rows = Rows.of(response(level), Rows.constant(N), x);
    rows.term(rows.group(level), true, Rows.constant(N), x);
    Rows intercepts = Rows.of(rows.y, rows.x);
    intercepts.term(intercepts.group(level), true, Rows.constant(N));

    Solution solution = solve(rows, true);

    Solution expected = solve(intercepts, true);
    assertThat(solution.criterion()).isCloseTo(expected.criterion(), within(1e-7));
    UndeterminedVariances undetermined = solution.undeterminedVariances();
    assertThat(undetermined.includes(0, 0, 0)).isFalse();
    assertThat(undetermined.includes(0, 1, 1)).isTrue();
    assertThat(undetermined.affects(new double[] {1, 0})).isFalse();
    assertThat(undetermined.affects(new double[] {0, 1})).isTrue();
    double variance = solution.betaCovariance()[0];
    assertThat(variance).isCloseTo(expected.betaCovariance()[0], within(1e-6));
  }

  /**
   * A slope that varies within levels is distinguished from all else, however small its variance.
   */
  @Test
  void ordinaryVariancesAreDetermined() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(solve(Rows.random(seed), true).undeterminedVariances().isEmpty()).isTrue();
    }
  }
}
