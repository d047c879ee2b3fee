package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.Solution;

/**
 * How much the degrees of freedom of a fit cost beside the fit, foreseen from its structure alone
 * and so the same on every machine: what is printed must not depend on a clock.
 */
public final class TestsCost {

  /**
   * So few multiplications are always made, whatever the fit took: some tenths of a second in a
   * program just started, less in one that is warm. Small models keep their p-values.
   */
  private static final double CHEAP = 1e8;

  /**
   * Solves of few columns are bound by memory: each multiplication reads a number of the factor
   * from memory, which a factorisation by small blocks uses several times.
   */
  private static final double NARROW = 4;

  /**
   * What reading a row costs, in multiplications: ten columns have 55 products, and their levels
   * are looked up.
   */
  private static final double ROW = 100;

  /** An evaluation is a factorisation and, for its gradient, an inverse of twice the work. */
  private static final double EVALUATION = 3;

  /**
   * Tests that are foreseen to take less than this share of the fit take less than a tenth: in the
   * large models of the benchmark the share was foreseen to a factor of 2.2.
   */
  private static final double SHARE = 0.04;

  /** The evaluations that {@link ResidualTraces} takes for a parameter. */
  private static final double DIFFERENCES = 4;

  private TestsCost() {}

  /** Whether degrees of freedom take more than about a tenth of the fit, and are not cheap. */
  public static boolean exceedsTenthOfFit(NormalEquations equations, Solution solution) {
    double tests = multiplications(equations, solution);
    double evaluation =
        EVALUATION * (solution.factorWork() + solution.factorLength()) + equations(solution);
    double fit = solution.evaluations() * evaluation + ROW * equations.rows();
    return tests > Math.max(CHEAP, SHARE * fit);
  }

  /** As {@link CovarianceDerivatives} goes about it. */
  private static double multiplications(NormalEquations equations, Solution solution) {
    EquationSetup setup = solution.setup().with(equations);
    double parameters = setup.templates.elements();
    double solves = 4 * solution.factorLength();
    double exact = columns(setup.layout()) * solves;
    double differences = 2 * parameters * EVALUATION * solution.factorWork();
    double products = NARROW * solves * (parameters + 1) * (equations.columns() + 1);
    return Math.min(exact, Math.max(CovarianceDerivatives.CHEAP, differences))
        + products
        + residual(solution);
  }

  /**
   * What the parameters of the residuals' covariance add: other equations, and with random effects
   * evaluations of differences.
   */
  private static double residual(Solution solution) {
    double parameters = solution.residual().map(ResidualFit::parameters).orElse(0);
    boolean exact = solution.setup().templates.groups() == 0;
    double evaluation = EVALUATION * solution.factorWork() + equations(solution);
    return parameters * (equations(solution) + (exact ? 0 : DIFFERENCES * evaluation));
  }

  /** What the equations cost at other parameters of the residuals. */
  private static double equations(Solution solution) {
    return solution.residual().map(fit -> fit.residuals().work()).orElse(0.0);
  }

  /** The columns that exact traces solve for: the random effects of the largest component. */
  private static double columns(Layout layout) {
    boolean[] all = new boolean[layout.pattern.groups().size()];
    Arrays.fill(all, true);
    LevelComponents components =
        new LevelComponents(layout.pattern, layout.groupStart, all, ExactTraces.WIDTH);
    int used = IntStream.of(components.column).max().orElse(0) + 1;
    return (double) components.batches * used;
  }
}
