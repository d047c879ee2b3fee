package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import java.util.Optional;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.WithinSubjects;
import org.blup.internal.reml.information.CovarianceDerivatives;
import org.blup.internal.reml.information.DifferencedCovariance;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * The methods by which fixed effects are tested. Where the data do not determine a variance, no
 * test depends on it.
 */
public final class TestMethods {

  private TestMethods() {}

  /** Normal and χ² distributions. */
  public static FixedEffectTests wald(Solution solution) {
    return determined(new WaldTests(solution.betaCovariance()), solution);
  }

  /** As many degrees of freedom as there are rows more than coefficients. */
  public static FixedEffectTests residual(ObservedDesign design, Solution solution) {
    double[] df = new double[design.equations().columns()];
    Arrays.fill(df, design.rows() - df.length);
    return counted(design, solution, df);
  }

  /**
   * By the level of grouping at which a column varies.
   *
   * @throws BlupException if groups are not nested, or are not the subjects of the residuals
   */
  public static FixedEffectTests betweenWithin(ObservedDesign design, Solution solution) {
    Optional<WithinSubjects> residual =
        solution.residual().flatMap(found -> found.residuals().within());
    return counted(design, solution, BetweenWithin.count(design, residual));
  }

  /** By the random effects that contain a column. */
  public static FixedEffectTests containment(ObservedDesign design, Solution solution) {
    return counted(design, solution, Containment.count(design));
  }

  private static FixedEffectTests counted(ObservedDesign design, Solution solution, double[] df) {
    return determined(new CountedTests(design, solution.betaCovariance(), df), solution);
  }

  /**
   * Satterthwaite's method by the observed information.
   *
   * @param reml whether the solution is that of REML
   */
  public static FixedEffectTests satterthwaite(
      NormalEquations equations, Solution solution, boolean reml) {
    SatterthwaiteTests tests =
        equations.distant().isPresent()
            ? new SatterthwaiteTests(new DifferencedCovariance(solution, reml))
            : new SatterthwaiteTests(CovarianceDerivatives.of(equations, solution, reml, false));
    return determined(tests, solution);
  }

  /**
   * Kenward and Roger's method, which is made for REML: where the solution is that of ML, the
   * equations are solved by REML for it. A variance that the data do not determine is part of the
   * adjustment of every coefficient, and what would cancel there is rounding times its unbounded
   * variance: then no coefficient has a test.
   *
   * @param reml whether the solution is that of REML
   */
  public static FixedEffectTests kenwardRoger(
      NormalEquations equations, Solution solution, boolean reml, KenwardRogerForm form) {
    Solution restricted = reml ? solution : Reml.again(equations, solution, true);
    CovarianceDerivatives derivatives = CovarianceDerivatives.of(equations, restricted, true, true);
    return new KenwardRogerTests(derivatives, form, solution.undeterminedVariances().isEmpty());
  }

  /**
   * The same in the form of a method that users choose.
   *
   * @param observed by the observed information, as SAS, or by the expected, as pbkrtest
   */
  public static FixedEffectTests kenwardRoger(
      NormalEquations equations, Solution solution, boolean reml, boolean observed) {
    KenwardRogerForm form = observed ? KenwardRogerForm.OBSERVED : KenwardRogerForm.EXPECTED;
    return kenwardRoger(equations, solution, reml, form);
  }

  /** Tests with {@code NaN} for hypotheses that depend on an undetermined variance. */
  public static FixedEffectTests determined(FixedEffectTests tests, Solution solution) {
    UndeterminedVariances undetermined = solution.undeterminedVariances();
    return undetermined.isEmpty() ? tests : new DeterminedTests(tests, undetermined);
  }
}
