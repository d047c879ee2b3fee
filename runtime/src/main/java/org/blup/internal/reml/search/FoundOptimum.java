package org.blup.internal.reml.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.linalg.FactorTooLargeException;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.MemoryNeed;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.SingularDirection;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * All of an optimum that only its search knows: enough to be at it again, to the last bit, after
 * one evaluation of the same equations.
 *
 * @param criterion there
 * @param factors the relative covariance factor of each group in the working basis of the
 *     equations, size × size row by row
 * @param phi the parameters of the residuals' covariance; none where it has none
 * @param singularDirections the combinations of effects that have no variance
 * @param predictedGain how much lower the criterion could still be
 * @param evaluations how many the search took
 */
public record FoundOptimum(
    double criterion,
    List<double[]> factors,
    double[] phi,
    List<SingularDirection> singularDirections,
    double predictedGain,
    int evaluations) {

  /**
   * Criteria that differ by more are not of the same equations; by less they differ where other
   * processors round otherwise.
   */
  private static final double SAME_CRITERION = 1e-6;

  public FoundOptimum {
    factors = List.copyOf(factors);
    singularDirections = List.copyOf(singularDirections);
  }

  /** What was found. */
  public static FoundOptimum of(Solution solution) {
    return new FoundOptimum(
        solution.criterion(),
        List.of(solution.workingFactors()),
        solution.residual().map(ResidualFit::phi).orElseGet(() -> new double[0]),
        solution.singularDirections(),
        solution.predictedGain(),
        solution.evaluations());
  }

  /**
   * The optimum in the equations that it was found in.
   *
   * @throws OtherCriterionException if the criterion there is another
   * @throws ModelTooLargeException if the factor of the equations does not fit into memory
   */
  public Solution in(NormalEquations equations, boolean reml) {
    return within(
        equations.pattern(),
        () -> {
          Objective objective =
              new Objective(EquationSetup.of(equations), reml, (theta, value) -> {});
          UndeterminedVariances undetermined =
              UndeterminedDirections.of(objective.flat(), objective.model.setup);
          return evaluated(objective, undetermined, Optional.empty());
        });
  }

  /** The same where the covariance of the residuals has parameters. */
  public Solution in(ResidualEquations equations, boolean reml) {
    return within(
        equations.pattern(),
        () -> {
          JointObjective joint = new JointObjective(equations, reml, (x, value) -> {});
          joint.take(phi);
          Objective objective = joint.objective();
          UndeterminedVariances undetermined =
              UndeterminedDirections.of(
                  objective.flat(), objective.model.setup.with(objective.model.equations()));
          return evaluated(objective, undetermined, Optional.of(new ResidualFit(equations, phi)));
        });
  }

  /** Whether its numbers are as many as those of equations. */
  public boolean suits(EquationPattern pattern, int residualParameters) {
    List<Group> groups = pattern.groups();
    boolean suits = factors.size() == groups.size() && phi.length == residualParameters;
    for (int g = 0; suits && g < factors.size(); g++) {
      int size = groups.get(g).size();
      suits = factors.get(g).length == size * size;
    }
    for (SingularDirection direction : singularDirections) {
      int term = direction.term();
      suits &=
          0 <= term
              && term < pattern.terms().size()
              && direction.coefficients().size() == pattern.terms().get(term).size();
    }
    return suits;
  }

  private Solution evaluated(
      Objective objective, UndeterminedVariances undetermined, Optional<ResidualFit> residual) {
    double value = objective.finalValue(factors.toArray(double[][]::new));
    double allowed = SAME_CRITERION + objective.rounding();
    if (!(Math.abs(value - criterion) <= allowed)) {
      throw new OtherCriterionException(value, criterion);
    }
    return new Optimum(
        objective, value, singularDirections, predictedGain, undetermined, residual, evaluations);
  }

  private static Solution within(EquationPattern pattern, Supplier<Solution> computation) {
    try {
      return computation.get();
    } catch (FactorTooLargeException e) {
      throw MemoryNeed.refuse(e);
    } catch (OutOfMemoryError e) {
      throw MemoryNeed.refuse(pattern, e);
    }
  }
}
