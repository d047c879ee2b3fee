package org.blup.internal.reml.iterative;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.reml.identification.MomentVariances;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.MemoryNeed;
import org.blup.internal.reml.solution.Solution;

/** Where estimation by iterations starts: equations in, optimum out. */
public final class IterativeReml {

  /**
   * Of a scaled pivot of the products that moments of the variances rest on: less is rounding, and
   * the variances cannot be distinguished.
   */
  private static final double LEAST_PIVOT = 1e-9;

  private IterativeReml() {}

  /**
   * Why a model cannot be fitted by iterations, as a clause; empty if it can.
   *
   * @param hasParameters whether the covariance of the residuals has parameters of its own
   */
  public static Optional<String> obstacle(NormalEquations equations, boolean hasParameters) {
    if (hasParameters) {
      return Optional.of("the residuals have a covariance of their own");
    }
    if (equations.distant().isPresent()) {
      return Optional.of("its levels are spread over a cluster");
    }
    if (equations.residuals().isVarianceKnown()) {
      return Optional.of("the residual variances are known");
    }
    for (int g = 0; g < equations.groups().size(); g++) {
      Group group = equations.groups().get(g);
      if (group.size() != 1) {
        return Optional.of("a grouping factor has more than one effect a level");
      }
      if (!group.precision().isIdentity() || equations.pattern().meetsItself(g)) {
        return Optional.of("the levels of a grouping factor are related, or meet in a row");
      }
    }
    CrossedEquations crossed = new CrossedEquations(equations);
    return crossed.eliminatedNodes() == crossed.nodes()
        ? Optional.of("no grouping factors cross, so that an exact factor fills nothing")
        : Optional.empty();
  }

  /**
   * Finds where the sampled score is zero.
   *
   * @param reml REML, or ML if false
   * @param reason why the fit is made by iterations, as a clause; empty if the user chose it
   * @param earlier relative standard deviations by group, where similar rows had them; else empty
   * @param listener told after each evaluation: θ, and NaN for the criterion
   * @throws UnidentifiableModelException if there are too few rows for the coefficients, or the
   *     data do not tell the variances apart
   * @throws org.blup.internal.reml.solution.NoOptimumException if iterations do not converge
   * @throws org.blup.exception.ModelTooLargeException if memory runs out
   */
  public static Solution solve(
      NormalEquations equations,
      boolean reml,
      String reason,
      double[] earlier,
      ObjDoubleConsumer<double[]> listener) {
    if (equations.rows() <= equations.columns()) {
      throw new UnidentifiableModelException(
          ("%s rows cannot determine %s coefficients and a residual variance: add rows or"
                  + " remove terms")
              .formatted(equations.rows(), equations.columns()));
    }
    try {
      EquationSetup setup = EquationSetup.withoutFactor(equations);
      CrossedEquations crossed = new CrossedEquations(equations);
      double[] start = start(setup, crossed);
      for (int g = 0; g < earlier.length; g++) {
        start[crossed.place(g)] = earlier[g];
      }
      ScoreSearch search =
          new ScoreSearch(
              crossed,
              new SampledScore(crossed, reml),
              lambda -> listener.accept(crossed.byTerm(lambda), Double.NaN));
      return new IterativeOptimum(setup, crossed, search.run(start), reason);
    } catch (OutOfMemoryError e) {
      throw MemoryNeed.refuse(equations.pattern(), e);
    }
  }

  /** Relative standard deviations that squares of residuals promise, by place. */
  private static double[] start(EquationSetup setup, CrossedEquations crossed) {
    MomentVariances moments = MomentVariances.of(setup.equations, setup.templates);
    requireDetermined(moments.products());
    double[] variances = moments.variances();
    int terms = crossed.groups();
    double sum = Arrays.stream(variances).map(v -> Math.max(0, v)).sum();
    double residual = Math.max(variances[terms], MomentVariances.LEAST_RESIDUAL * sum);
    double[] start = new double[terms];
    for (int t = 0; t < terms; t++) {
      double ratio = residual > 0 ? variances[t] / residual : 1;
      int place = crossed.place(setup.equations.terms().get(t).group());
      start[place] =
          Math.sqrt(
              Math.max(ratio, MomentVariances.LEAST_DEVIATION * MomentVariances.LEAST_DEVIATION));
    }
    return start;
  }

  private static void requireDetermined(double[] products) {
    int n = (int) Math.round(Math.sqrt(products.length));
    double[] scaled = new double[products.length];
    for (int i = 0; i < products.length; i++) {
      double square = products[i / n * (n + 1)] * products[i % n * (n + 1)];
      scaled[i] = products[i] / Math.sqrt(square);
    }
    double[] root = LowerRoot.ifPositive(n, scaled).matrix();
    for (int i = 0; i < n; i++) {
      double pivot = root[i * (n + 1)];
      if (!(pivot * pivot > LEAST_PIVOT)) {
        throw new UnidentifiableModelException(
            "the data cannot distinguish the variances of the grouping factors, or of the"
                + " residuals, from each other: take one of the factors out. Fitting with"
                + " algorithm(EXACT) would say which");
      }
    }
  }
}
