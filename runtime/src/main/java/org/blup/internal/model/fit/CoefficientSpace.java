package org.blup.internal.model.fit;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.degreesoffreedom.FStatistic;
import org.blup.internal.inference.degreesoffreedom.FixedEffectTests;
import org.blup.internal.inference.degreesoffreedom.TestMethods;
import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.Refusals;
import org.blup.internal.reml.information.TestsCost;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.blup.model.fit.TestMethod;

/**
 * The space of a fit's kept coefficients, in R's order: their names, estimates and covariance, and
 * tests of linear hypotheses about them by the fit's method for degrees of freedom. A hypothesis is
 * a row of factors, one for each kept coefficient. Two combinations are of one fit exactly if they
 * are of one space.
 */
public final class CoefficientSpace {

  /** Methods that cost next to nothing. */
  private static final Set<TestMethod> COUNTED =
      Set.of(DegreesOfFreedom.WALD, DegreesOfFreedom.RESIDUAL, DegreesOfFreedom.BETWEEN_WITHIN);

  private final ObservedDesign design;
  private final Solution solution;
  private final TestMethod method;
  private final FixedEstimates estimates;
  private final Lazy<FixedEffectTests> tests;
  private final Lazy<double[]> covariance;
  private final Lazy<HypothesisSpace> space;
  private final Lazy<Boolean> cheap;

  public CoefficientSpace(PostFit fit, DegreesOfFreedom method) {
    this(fit, method, () -> Refusals.named(fit.design(), () -> tests(fit, method)));
  }

  /** With tests by another method. */
  public CoefficientSpace(PostFit fit, TestMethod method, Supplier<FixedEffectTests> tests) {
    this.method = method;
    design = fit.design();
    solution = fit.solution();
    estimates = new FixedEstimates(design, solution);
    this.tests = new Lazy<>(tests);
    space = new Lazy<>(() -> new HypothesisSpace(design.rowwise()));
    covariance = new Lazy<>(() -> design.coefficientCovariance(this.tests.get().covariance()));
    cheap =
        new Lazy<>(
            () ->
                COUNTED.contains(method)
                    || solution.monteCarlo().isPresent()
                    || design.equations().distant().isPresent()
                    || !TestsCost.exceedsTenthOfFit(design.equations(), solution));
  }

  private static FixedEffectTests tests(PostFit fit, DegreesOfFreedom method) {
    NormalEquations equations = fit.design().equations();
    Solution solution = fit.solution();
    boolean reml = fit.isReml();
    return switch (method) {
      case WALD -> TestMethods.wald(solution);
      case SATTERTHWAITE -> TestMethods.satterthwaite(equations, solution, reml);
      case KENWARD_ROGER -> TestMethods.kenwardRoger(equations, solution, reml, false);
      case KENWARD_ROGER_OBSERVED -> TestMethods.kenwardRoger(equations, solution, reml, true);
      case CONTAINMENT -> TestMethods.containment(fit.design(), solution);
      case BETWEEN_WITHIN -> TestMethods.betweenWithin(fit.design(), solution);
      case RESIDUAL -> TestMethods.residual(fit.design(), solution);
    };
  }

  public ObservedDesign design() {
    return design;
  }

  /** How tests and intervals allow for estimated variances. */
  public TestMethod method() {
    return method;
  }

  /** Why a test of an estimable function is NaN, for below a table. */
  public String noTest() {
    return NoTest.reason(method, !solution.undeterminedVariances().isEmpty());
  }

  /**
   * The position of a kept coefficient.
   *
   * @throws BlupException if there is none of that name, or if it was dropped
   */
  public int position(String name) {
    return estimates.position(name);
  }

  /**
   * The position of a kept coefficient, by its column's number within a term.
   *
   * @throws BlupException if there is no such column, or if it was dropped
   */
  public int position(int term, int column) {
    return estimates.position(term, column);
  }

  /** The coefficients of each term's columns, 0 for those that were dropped. */
  public double[][] byTerm() {
    return estimates.byTerm();
  }

  /** p, the number of kept coefficients. */
  public int size() {
    return estimates.beta().length;
  }

  /** The names of the kept coefficients. */
  public List<String> names() {
    return estimates.names();
  }

  /** The estimates of the kept coefficients, undetermined ones as they were chosen. */
  public double[] beta() {
    return estimates.beta();
  }

  /**
   * The covariance of the kept coefficients at the estimated variances, p × p row by row; {@code
   * NaN} where it depends on an undetermined variance.
   */
  public double[] covariance() {
    return determined(estimates.covariance());
  }

  /** The covariance the tests use, p × p row by row; {@code NaN} as {@link #covariance}. */
  public double[] testCovariance() {
    return determined(covariance.get());
  }

  /** Whether tests may be printed that nobody asked for: they are known, or cost little. */
  public boolean arePrinted() {
    return tests.isKnown() || cheap.get();
  }

  private double[] determined(double[] coefficientCovariance) {
    UndeterminedVariances undetermined = solution.undeterminedVariances();
    double[] known = coefficientCovariance.clone();
    if (undetermined.isEmpty()) {
      return known;
    }
    int p = size();
    double[][] rows = design.coefficientRows();
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p && undetermined.affects(rows[i]); j++) {
        known[i * p + j] = Double.NaN;
        known[j * p + i] = Double.NaN;
      }
    }
    return known;
  }

  /** Whether a combination is of these coefficients. */
  boolean has(LinearCombination combination) {
    return combination instanceof SpaceCombination own && own.space() == this;
  }

  /** {@code ℓᵀβ̂}; {@code NaN} where it depends on an undetermined variance. */
  public double estimate(double[] weights) {
    UndeterminedVariances undetermined = solution.undeterminedVariances();
    return !undetermined.isEmpty() && undetermined.affectsEstimate(design.hypothesis(weights))
        ? Double.NaN
        : product(weights);
  }

  private double product(double[] weights) {
    double[] beta = beta();
    double sum = 0;
    for (int i = 0; i < beta.length; i++) {
      sum += weights[i] * beta[i];
    }
    return sum;
  }

  public double standardError(int position) {
    double[] unit = new double[size()];
    unit[position] = 1;
    return tests.get().standardError(design.hypothesis(unit));
  }

  /** Tests that a combination with given factors of the kept coefficients has a value. */
  public LinearTest test(String name, double[] weights, double value) {
    double[] hypothesis = design.hypothesis(weights);
    FixedEffectTests engine = tests.get();
    return new LinearTest(
        name,
        estimate(weights),
        engine.standardError(hypothesis),
        engine.degreesOfFreedom(hypothesis),
        value,
        method);
  }

  /** Tests that all combinations, rows of factors of the kept coefficients, are 0. */
  public FTest joint(double[][] rows) {
    return joint(rows, new double[rows.length]);
  }

  /** Tests that all combinations are 0 when something is added to each. */
  public FTest joint(double[][] rows, double[] added) {
    return MemoryLimit.within(() -> jointly(rows, added));
  }

  private FTest jointly(double[][] rows, double[] added) {
    double[][] hypotheses = new double[rows.length][];
    double[] differences = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      hypotheses[i] = design.hypothesis(rows[i]);
      differences[i] = product(rows[i]) + added[i];
    }
    HypothesisSpace.Rows independent = space.get().rows(hypotheses, differences);
    if (independent.hypotheses().length == 0) {
      throw new BlupException(
          "There is nothing to test: no combination, or none with a coefficient in it.");
    }
    FStatistic statistic = tests.get().joint(independent);
    return new FTest(statistic.f(), statistic.numeratorDf(), statistic.denominatorDf(), method);
  }
}
