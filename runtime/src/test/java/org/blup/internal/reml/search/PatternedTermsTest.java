package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.DenseReference;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Terms whose parameters are not elements of their template. */
class PatternedTermsTest {

  private static final double DIFFERENCE = 1e-5;

  @Property(tries = 100)
  void gradientIsThatOfTheCriterion(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll boolean reml) {
    NormalEquations equations =
        rows(seed, new PatternedCovariance(correlation, oneVariance), 12).equations();
    Objective objective = new Objective(EquationSetup.of(equations), reml, (theta, value) -> {});
    Random random = new Random(seed);
    double[] theta = objective.start();
    for (int i = 0; i < theta.length; i++) {
      theta[i] += random.nextDouble() - 0.5;
    }
    objective.value(theta);
    objective.differentiate();
    double[] gradient = objective.gradient.clone();
    for (int i = 0; i < theta.length; i++) {
      double[] moved = theta.clone();
      moved[i] = theta[i] + DIFFERENCE;
      double above = objective.value(moved);
      moved[i] = theta[i] - DIFFERENCE;
      double below = objective.value(moved);
      assertThat(gradient[i])
          .isCloseTo(
              (above - below) / (2 * DIFFERENCE), within(1e-5 * (1 + Math.abs(gradient[i]))));
    }
  }

  /** Started at many points, no search of the criterion by definition goes lower. */
  @Property(tries = 60)
  void noCovarianceOfTheFormHasALowerCriterion(
      @ForAll long seed, @ForAll Correlation correlation, @ForAll boolean oneVariance) {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    Rows rows = rows(seed, structure, 10);
    Solution solution = Reml.solve(rows.equations(), true, (theta, value) -> {});
    double[][] factors = {solution.workingFactor(0)};
    assertThat(solution.criterion())
        .isCloseTo(new DenseReference(rows, factors, true).criterion(), within(1e-7));
    int k = 3;
    double[] best = structure.parameters(k, square(k, solution.template(0)));
    Random random = new Random(seed);
    for (int trial = 0; trial < 20; trial++) {
      double[] other = best.clone();
      double size = Math.pow(10, -3 * random.nextDouble());
      for (int i = 0; i < other.length; i++) {
        other[i] += size * random.nextGaussian();
      }
      double[][] moved = {structure.template(k, other, 0).value()};
      assertThat(solution.criterion())
          .isLessThan(new DenseReference(rows, moved, true).criterion() + 1e-7);
    }
  }

  /** One row for each level and effect: variance, covariance and σ² are three for two numbers. */
  @Test
  void compoundSymmetryBesideAResidualOfOneRowEachIsRefused() {
    int levels = 10;
    int k = 3;
    int n = levels * k;
    int[] level = new int[n];
    double[][] z = new double[k][n];
    double[] y = new double[n];
    Random random = new Random(3);
    for (int i = 0; i < n; i++) {
      level[i] = i / k;
      z[i % k][i] = 1;
      y[i] = random.nextGaussian();
    }
    Rows rows = Rows.of(y, Rows.constant(n));
    CovarianceStructure structure = new PatternedCovariance(Correlation.COMPOUND_SYMMETRY, true);
    rows.term(rows.group(level), structure, z);
    assertThatThrownBy(() -> Reml.solve(rows.equations(), true, (theta, value) -> {}))
        .isInstanceOf(UndeterminedVarianceException.class);
  }

  /** Effects of three columns: a factor's indicators in half of the cases, else numbers. */
  private static Rows rows(long seed, PatternedCovariance structure, int levels) {
    Random random = new Random(seed);
    int k = 3;
    int n = levels * 6;
    int[] level = new int[n];
    double[][] z = new double[k][n];
    double[] x = new double[n];
    double[] y = new double[n];
    double[] parameters = new double[structure.parameters(k)];
    for (int i = 0; i < parameters.length; i++) {
      boolean deviation = i < structure.deviations(k);
      parameters[i] =
          deviation ? structure.parameter(random.nextDouble()) : 2 * random.nextDouble() - 1;
    }
    double[] template = structure.template(k, parameters, 0).value();
    double[][] effects = new double[levels][k];
    for (double[] effect : effects) {
      double[] u = random.doubles(k).map(unused -> random.nextGaussian()).toArray();
      Arrays.setAll(
          effect,
          a -> {
            double sum = 0;
            for (int b = 0; b <= a; b++) {
              sum += template[a * k + b] * u[b];
            }
            return sum;
          });
    }
    boolean numbers = (seed & 1) == 1;
    for (int i = 0; i < n; i++) {
      level[i] = i % levels;
      x[i] = random.nextGaussian();
      y[i] = 1 + x[i] + random.nextGaussian();
      for (int a = 0; a < k; a++) {
        z[a][i] = numbers ? random.nextGaussian() : a == random.nextInt(k) || a == i % k ? 1 : 0;
        y[i] += z[a][i] * effects[level[i]][a];
      }
    }
    Rows rows = Rows.of(y, Rows.constant(n), x);
    return rows.term(rows.group(level), structure, z);
  }

  private static double[] square(int k, double[] lower) {
    double[] square = new double[k * k];
    for (int i = 0; i < k * k; i++) {
      for (int c = 0; c < k; c++) {
        square[i] += lower[i / k * k + c] * lower[i % k * k + c];
      }
    }
    return square;
  }
}
