package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;
import org.junit.jupiter.api.Test;

class RemlTest {

  /** Davies & Goldsmith 1972, yields of five samples from each of six batches of dyestuff. */
  private static final double[] DYESTUFF = {
    1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495, 1595, 1550, 1605, 1510, 1560,
    1445, 1440, 1595, 1465, 1545, 1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445
  };

  /**
   * Box & Tiao 1973, simulated yields of the same shape, with a variance between batches of zero.
   */
  private static final double[] DYESTUFF_2 = {
    7.298, 3.846, 2.434, 9.566, 7.99, 5.22, 6.556, 0.608, 11.788, -0.892, 0.11, 10.386, 13.434,
    5.51, 8.166, 2.212, 4.852, 7.092, 9.288, 4.98, 0.282, 9.014, 4.458, 9.446, 7.198, 1.722,
    4.782, 8.106, 0.758, 3.758
  };

  private static Rows batches(double[] yield) {
    int[] batch = new int[yield.length];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = i / 5;
    }
    Rows rows = Rows.of(yield, Rows.constant(yield.length));
    return rows.term(rows.group(batch), true, Rows.constant(yield.length));
  }

  private static Solution solve(Rows rows, boolean reml) {
    return Reml.solve(rows.equations(), reml, (theta, value) -> {});
  }

  @Test
  void dyestuffIsAsPublished() {
    Solution solution = solve(batches(DYESTUFF), true);
    // lme4 1.1-31, yield ~ 1 + (1 | batch)
    assertThat(solution.criterion()).isCloseTo(319.654276842342, within(1e-6));
    assertThat(solution.sigma()).isCloseTo(49.5101, within(1e-4));
    assertThat(solution.beta()[0]).isCloseTo(1527.5, within(1e-9));
    // the mean of six batch means with variance MSB / 5, MSB = 11271.5
    assertThat(solution.betaCovariance()[0]).isCloseTo(11271.5 / 30, within(1e-4));
    // shrinkage of the first batch's mean, 1505, towards the grand mean: 1 − MSW / MSB
    double shrinkage = 1 - 2451.25 / 11271.5;
    assertThat(solution.modes(0)[0]).isCloseTo(-22.5 * shrinkage, within(1e-5));
    // σ_b² (1 − shrinkage) for five rows a batch
    double between = (11271.5 - 2451.25) / 5;
    assertThat(solution.conditionalCovariance(0, 0)[0])
        .isCloseTo(between * (1 - shrinkage), within(1e-3));
    assertThat(solution.isSingular()).isFalse();
    assertThat(solution.predictedGain()).isLessThan(1e-9);
  }

  @Test
  void zeroVarianceIsExactlyZero() {
    Solution solution = solve(batches(DYESTUFF_2), true);
    assertThat(solution.theta()).containsExactly(0.0);
    assertThat(solution.isSingular()).isTrue();
    // lme4 1.1-31, yield ~ 1 + (1 | batch)
    assertThat(solution.criterion()).isCloseTo(161.828277774763, within(1e-6));
    assertThat(solution.conditionalCovariance(0, 3)).containsExactly(0.0);
  }

  @Test
  void zeroVarianceIsAcceptedOnlyAtAMinimum() {
    for (double start : new double[] {0, 1e-9, -1e-4, 1e-2, 50}) {
      Objective objective =
          new Objective(
              EquationSetup.of(batches(DYESTUFF).equations()), true, (theta, value) -> {});
      SearchResult result =
          TrustRegionSearch.minimise(objective, new double[] {start}, objective.goal());
      assertThat(result.isMinimum()).isTrue();
      assertThat(result.value()).isCloseTo(319.654276842342, within(1e-8));
    }
  }

  @Test
  void zeroVarianceIsFoundInManyRows() {
    for (double deviation : new double[] {0, 1e-4, 1e-3, 1e-2}) {
      Random random = new Random(4);
      int levels = 50;
      int replicates = 1000;
      double[] effects = new double[levels];
      Arrays.setAll(effects, j -> deviation * random.nextGaussian());
      int[] level = new int[levels * replicates];
      double[] y = new double[level.length];
      for (int i = 0; i < y.length; i++) {
        level[i] = i / replicates;
        y[i] = effects[level[i]] + random.nextGaussian();
      }
      Rows rows = Rows.of(y, Rows.constant(y.length));
      rows.term(rows.group(level), true, Rows.constant(y.length));
      Solution solution = solve(rows, true);
      assertThat(solution.theta()).containsExactly(0.0);
      assertThat(solution.isSingular()).isTrue();
      assertThat(solution.evaluations()).isLessThan(20);
    }
  }

  @Test
  void optimumDoesNotDependOnTheStart() {
    for (long seed = 0; seed < 10; seed++) {
      NormalEquations equations = Rows.random(seed).equations();
      Random random = new Random(seed);
      double least = solve(Rows.random(seed), false).criterion();
      for (int repeat = 0; repeat < 10; repeat++) {
        Objective objective =
            new Objective(EquationSetup.of(equations), false, (theta, value) -> {});
        double[] start = objective.start();
        Arrays.setAll(start, i -> 3 * random.nextGaussian());
        SearchResult result = TrustRegionSearch.minimise(objective, start, objective.goal());
        assertThat(result.isMinimum()).isTrue();
        assertThat(result.value()).isGreaterThan(least - 1e-8);
      }
    }
  }

  @Test
  void everyOneOfFiftyStartsEndsAtTheSameCriterion() {
    List<Rows> cases =
        List.of(batches(DYESTUFF), batches(DYESTUFF_2), slopes(1), slopes(1e6), slopes(1e-6));
    for (Rows rows : cases) {
      Random random = new Random(50);
      double least = solve(rows, true).criterion();
      for (int repeat = 0; repeat < 50; repeat++) {
        Objective objective =
            new Objective(EquationSetup.of(rows.equations()), true, (theta, value) -> {});
        double[] start = objective.start();
        double scale = Math.pow(10, 4 * random.nextDouble() - 2);
        Arrays.setAll(start, i -> scale * random.nextGaussian());
        SearchResult result = TrustRegionSearch.minimise(objective, start, objective.goal());
        assertThat(result.isMinimum()).isTrue();
        assertThat(result.value()).isCloseTo(least, within(1e-6));
      }
    }
  }

  @Test
  void noOtherOptimiserGoesLower() {
    for (long seed = 100; seed < 130; seed++) {
      Rows rows = Rows.random(seed);
      Solution solution = solve(rows, true);
      assertThat(bobyqa(rows.equations())).isGreaterThan(solution.criterion() - 1e-7);
    }
  }

  private static double bobyqa(NormalEquations equations) {
    Objective objective = new Objective(EquationSetup.of(equations), true, (theta, value) -> {});
    double[] lower = new double[objective.parameters()];
    double[] upper = new double[lower.length];
    Arrays.setAll(lower, i -> objective.templates.isDiagonal(i) ? 0 : -100);
    Arrays.fill(upper, 100);
    BOBYQAOptimizer optimizer = new BOBYQAOptimizer(2 * lower.length + 1, 0.5, 1e-9);
    return optimizer
        .optimize(
            new MaxEval(5000),
            new ObjectiveFunction(objective::value),
            GoalType.MINIMIZE,
            new InitialGuess(objective.start()),
            new SimpleBounds(lower, upper))
        .getValue();
  }

  @Test
  void aFlatValleyIsFollowedToItsEnd() {
    // A mean that only the intercepts' variance can explain: no fixed intercept, levels far from 0.
    Random random = new Random(3);
    int n = 180;
    double[] x = new double[n];
    double[] y = new double[n];
    int[] level = new int[n];
    for (int i = 0; i < n; i++) {
      level[i] = i / 10;
      x[i] = i % 10;
      y[i] = 10 + (2 + 0.2 * (level[i] % 5)) * x[i] + level[i] % 3 + random.nextGaussian();
    }
    Rows rows = Rows.of(y, x);
    rows.term(rows.group(level), true, Rows.constant(n), x);
    Solution solution = solve(rows, true);
    assertThat(solution.evaluations()).isLessThan(60);

    Objective objective =
        new Objective(EquationSetup.of(rows.equations()), true, (theta, value) -> {});
    double[] scaled = objective.start();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = solution.theta()[i] * objective.templates.scale(i);
    }
    objective.value(scaled);
    objective.differentiate();
    double[] gradient = objective.gradient.clone();
    double[] hessian = new double[9];
    double h = 1e-5;
    for (int i = 0; i < 3; i++) {
      double[] moved = scaled.clone();
      moved[i] += h;
      objective.value(moved);
      objective.differentiate();
      for (int j = 0; j < 3; j++) {
        hessian[i * 3 + j] += 0.5 * (objective.gradient[j] - gradient[j]) / h;
        hessian[j * 3 + i] += 0.5 * (objective.gradient[j] - gradient[j]) / h;
      }
    }
    double[] newton =
        new CholeskyDecomposition(
                new Array2DRowRealMatrix(
                    new double[][] {
                      Arrays.copyOfRange(hessian, 0, 3),
                      Arrays.copyOfRange(hessian, 3, 6),
                      Arrays.copyOfRange(hessian, 6, 9)
                    }))
            .getSolver()
            .solve(new ArrayRealVector(gradient))
            .toArray();
    assertThat(0.5 * Quadratic.dot(gradient, newton)).isLessThan(1e-9);
  }

  @Test
  void anOptimumOfLostRankIsOneAmongTheTemplatesOfThatRank() {
    int checked = 0;
    for (long seed = 0; seed < 60; seed++) {
      Rows rows = Rows.random(seed);
      Solution solution = solve(rows, true);
      if (!solution.isSingular()) {
        continue;
      }
      Objective objective =
          new Objective(EquationSetup.of(rows.equations()), true, (theta, value) -> {});
      double[] scaled = objective.start();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = solution.theta()[i] * objective.templates.scale(i);
      }
      objective.value(scaled);
      objective.differentiate();
      assertThat(objective.gradient)
          .containsExactly(new double[objective.parameters()], within(1e-6));
      checked++;
    }
    assertThat(checked).isGreaterThan(5);
  }

  @Test
  void templatesAreLowerTriangularWithoutNegativeDiagonals() {
    for (long seed = 0; seed < 40; seed++) {
      Solution solution = solve(Rows.random(seed), true);
      double[] template = solution.template(0);
      double[] theta = solution.theta();
      assertThat(template).containsExactly(theta[0], 0, theta[1], theta[2]);
      assertThat(solution.template(1)).containsExactly(theta[3]);
      assertThat(solution.template(2)).containsExactly(theta[4]);
      assertThat(template[0]).isNotNegative();
      assertThat(template[3]).isNotNegative();
    }
  }

  @Test
  void unitsOfThePredictorsDoNotMatter() {
    for (double unit : new double[] {1e-12, 1e12}) {
      Solution solution = solve(slopes(1), true);
      Solution scaled = solve(slopes(unit), true);
      assertThat(scaled.criterion() - 2 * Math.log(unit))
          .isCloseTo(solution.criterion(), within(1e-7));
      assertThat(scaled.sigma()).isCloseTo(solution.sigma(), within(1e-7));
      assertThat(scaled.theta()[2] * unit).isCloseTo(solution.theta()[2], within(1e-5));
      assertThat(scaled.evaluations()).isLessThan(2 * solution.evaluations());
    }
  }

  private static Rows slopes(double unit) {
    Random random = new Random(5);
    int n = 200;
    double[] slope = new double[n];
    double[] y = new double[n];
    int[] level = new int[n];
    double[] intercepts = random.doubles(20, -3, 3).toArray();
    double[] slopes = random.doubles(20, -2, 2).toArray();
    for (int i = 0; i < n; i++) {
      level[i] = i / 10;
      double x = i % 10;
      slope[i] = x * unit;
      y[i] = intercepts[level[i]] + x * slopes[level[i]] + random.nextGaussian();
    }
    Rows rows = Rows.of(y, Rows.constant(n), slope);
    return rows.term(rows.group(level), true, Rows.constant(n), slope);
  }

  @Test
  void modelsWithoutFixedEffectsHaveTheSameCriterionEitherWay() {
    Random random = new Random(1);
    int[] level = new int[40];
    Arrays.setAll(level, i -> i / 5);
    double[] effects = random.doubles(8, -2, 2).toArray();
    double[] y = new double[40];
    Arrays.setAll(y, i -> effects[level[i]] + random.nextGaussian());
    Rows rows = Rows.of(y);
    rows.term(rows.group(level), true, Rows.constant(40));
    Solution reml = solve(rows, true);
    Solution ml = solve(rows, false);
    assertThat(reml.criterion()).isCloseTo(ml.criterion(), within(1e-9));
    assertThat(reml.theta()[0]).isCloseTo(ml.theta()[0], within(1e-6));
    assertThat(reml.beta()).isEmpty();
    assertThat(reml.betaCovariance()).isEmpty();
  }

  @Test
  void repeatedRunsGiveTheSameBits() {
    Solution first = solve(Rows.random(11), true);
    Solution second = solve(Rows.random(11), true);
    assertThat(second.theta()).isEqualTo(first.theta());
    assertThat(second.criterion()).isEqualTo(first.criterion());
    assertThat(second.modes(0)).isEqualTo(first.modes(0));
  }

  @Test
  void listenerHearsOfEveryEvaluation() {
    List<Double> values = new ArrayList<>();
    Solution solution =
        Reml.solve(
            batches(DYESTUFF).equations(),
            true,
            (theta, value) -> {
              assertThat(theta).hasSize(1);
              values.add(value);
            });
    assertThat(values).hasSize(solution.evaluations());
    assertThat(values.get(values.size() - 1)).isEqualTo(solution.criterion());
  }

  @Test
  void perfectFitIsRefused() {
    double[] y = new double[30];
    for (int i = 0; i < y.length; i++) {
      y[i] = 3 + i / 5 * 2 % 7;
    }
    assertThatThrownBy(() -> solve(batches(y), true))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("perfectly");
    assertThatThrownBy(() -> solve(batches(new double[30]), true))
        .isInstanceOf(UnidentifiableModelException.class);
  }

  @Test
  void moreCoefficientsThanRowsAreRefused() {
    double[] y = {1, 2};
    Rows rows = Rows.of(y, Rows.constant(2), new double[] {1, 2});
    rows.term(rows.group(new int[] {0, 1}), true, Rows.constant(2));
    assertThatThrownBy(() -> solve(rows, true))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("2 rows");
  }
}
