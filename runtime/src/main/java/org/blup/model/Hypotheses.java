package org.blup.model;

import java.util.List;
import org.blup.design.BlupException;
import org.blup.design.NormalEquations;
import org.blup.design.ObservedDesign;
import org.blup.inference.degreesoffreedom.FStatistic;
import org.blup.inference.degreesoffreedom.FixedEffectTests;
import org.blup.inference.degreesoffreedom.TestMethods;
import org.blup.inference.estimability.HypothesisSpace;
import org.blup.reml.Solution;
import org.blup.reml.TestsCost;
import org.blup.reml.UndeterminedVariances;
import org.jspecify.annotations.Nullable;

/** Linear hypotheses about a fit's coefficients, in R's order, tested by the fit's method. */
final class Hypotheses {

  private final Estimates estimates;
  private final Lazy<FixedEffectTests> tests;
  private final Lazy<double[]> covariance;
  private final Lazy<HypothesisSpace> space;
  private final Lazy<Boolean> cheap;

  Hypotheses(Estimates estimates, DegreesOfFreedom method) {
    this.estimates = estimates;
    ObservedDesign design = estimates.design();
    tests = new Lazy<>(() -> Refusals.named(design, () -> tests(estimates, method)));
    space = new Lazy<>(() -> new HypothesisSpace(design.equations()));
    covariance = new Lazy<>(() -> design.coefficientCovariance(tests.get().covariance()));
    cheap =
        new Lazy<>(
            () ->
                method == DegreesOfFreedom.WALD
                    || !TestsCost.exceedsTenthOfFit(design.equations(), estimates.solution()));
  }

  private static FixedEffectTests tests(Estimates estimates, DegreesOfFreedom method) {
    NormalEquations equations = estimates.design().equations();
    Solution solution = estimates.solution();
    boolean reml = estimates.criterion() == Criterion.REML;
    return switch (method) {
      case WALD -> TestMethods.wald(solution);
      case SATTERTHWAITE -> TestMethods.satterthwaite(equations, solution, reml);
      case KENWARD_ROGER -> TestMethods.kenwardRoger(equations, solution, reml, false);
      case KENWARD_ROGER_OBSERVED -> TestMethods.kenwardRoger(equations, solution, reml, true);
    };
  }

  /** Whether tests may be printed that nobody asked for: they are known, or cost little. */
  boolean arePrinted() {
    return tests.isKnown() || cheap.get();
  }

  /** The covariance the tests go by, p × p row by row. */
  double[] covariance() {
    return covariance.get();
  }

  /** A covariance of the coefficients, not numbers where it depends on an undetermined variance. */
  double[] determined(double[] coefficientCovariance) {
    UndeterminedVariances undetermined = estimates.solution().undeterminedVariances();
    double[] known = coefficientCovariance.clone();
    int p = estimates.coefficientCount();
    double[][] rows = estimates.design().coefficientRows();
    for (int i = 0; i < p && !undetermined.isEmpty(); i++) {
      for (int j = 0; j < p && undetermined.affects(rows[i]); j++) {
        known[i * p + j] = Double.NaN;
        known[j * p + i] = Double.NaN;
      }
    }
    return known;
  }

  /** {@code ℓᵀβ̂}. */
  double estimate(double[] weights) {
    double[] beta = estimates.beta();
    double sum = 0;
    for (int i = 0; i < beta.length; i++) {
      sum += weights[i] * beta[i];
    }
    return sum;
  }

  double standardError(int position) {
    double[] unit = new double[estimates.coefficientCount()];
    unit[position] = 1;
    return tests.get().standardError(estimates.design().hypothesis(unit));
  }

  /** Tests that a combination has a value. */
  LinearTest test(LinearCombination combination, double value) {
    check(combination);
    if (!Double.isFinite(value)) {
      throw new BlupException(
          "'" + combination.name() + "' cannot be tested against " + value + ".");
    }
    return test(combination.name(), combination.weights(), value);
  }

  /** Tests that a combination with given factors of the kept coefficients has a value. */
  LinearTest test(String name, double[] weights, double value) {
    double[] hypothesis = estimates.design().hypothesis(weights);
    FixedEffectTests engine = tests.get();
    return new LinearTest(
        name,
        estimate(weights),
        engine.standardError(hypothesis),
        engine.degreesOfFreedom(hypothesis),
        value,
        estimates.method());
  }

  /** Tests that all combinations are 0. */
  FTest joint(List<? extends LinearCombination> combinations) {
    combinations.forEach(this::check);
    return joint(combinations.stream().map(LinearCombination::weights).toArray(double[][]::new));
  }

  /** Tests that all combinations, rows of factors of the kept coefficients, are 0. */
  FTest joint(double[][] rows) {
    return joint(rows, new double[rows.length]);
  }

  /** Tests that all combinations are 0 when something is added to each. */
  FTest joint(double[][] rows, double[] added) {
    return MemoryLimit.within(() -> jointly(rows, added));
  }

  private FTest jointly(double[][] rows, double[] added) {
    double[][] hypotheses = new double[rows.length][];
    double[] differences = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      hypotheses[i] = estimates.design().hypothesis(rows[i]);
      differences[i] = estimate(rows[i]) + added[i];
    }
    HypothesisSpace.Rows independent = space.get().rows(hypotheses, differences);
    if (independent.hypotheses().length == 0) {
      throw new BlupException(
          "There is nothing to test: no combination, or none with a coefficient in it.");
    }
    FStatistic statistic = tests.get().joint(independent);
    return new FTest(
        statistic.f(), statistic.numeratorDf(), statistic.denominatorDf(), estimates.method());
  }

  private void check(@Nullable LinearCombination combination) {
    if (combination == null) {
      throw new BlupException(
          "The combination to test is null: take one from the coefficients of the fit.");
    }
    if (combination.estimates != estimates) {
      throw new BlupException(
          "'"
              + combination.name()
              + "' is of another fit. Take it from the coefficients of the fit that tests it.");
    }
  }
}
