package org.blup.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ObjDoubleConsumer;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.iterative.IterativeReml;
import org.blup.internal.reml.search.FoundOptimum;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.setup.MemoryNeed;
import org.blup.internal.reml.solution.Solution;

/**
 * Whether a model is fitted exactly or by iterations, and its fit.
 *
 * @param model its name, for messages
 * @param needsFactor whether the tests that were chosen need a factorisation
 * @param earlier the optimum of a fit that may be close to this one
 */
record AlgorithmChoice(
    String model,
    boolean reml,
    Algorithm algorithm,
    boolean needsFactor,
    Optional<FoundOptimum> earlier) {

  /** An exact fit that is foreseen to need so many times the memory is not tried. */
  private static final double HOPELESS = 2;

  /**
   * Finds the optimum.
   *
   * @param residuals the equations at any covariance of the residuals, if they covary
   * @param told of each evaluation
   */
  Solution solve(
      NormalEquations equations,
      Optional<ResidualEquations> residuals,
      ObjDoubleConsumer<double[]> told) {
    if (algorithm == Algorithm.ITERATIVE) {
      Optional<String> obstacle = obstacle(equations, residuals.isPresent());
      if (obstacle.isPresent()) {
        throw new BlupException(
            "%s cannot be fitted by iterations, because %s. Leave algorithm(ITERATIVE) out"
                .formatted(model, obstacle.get()));
      }
      return iterative(equations, "", told);
    }
    double foreseen = MemoryNeed.ofCrossing(equations.pattern());
    if (algorithm == Algorithm.AUTOMATIC
        && foreseen > HOPELESS * Runtime.getRuntime().maxMemory()
        && obstacle(equations, residuals.isPresent()).isEmpty()) {
      return iterative(equations, tooLarge(OptionalDouble.of(foreseen)), told);
    }
    try {
      return residuals.isPresent()
          ? Reml.solve(residuals.get(), reml, told)
          : Reml.solve(equations, reml, earlier, told);
    } catch (ModelTooLargeException e) {
      if (algorithm == Algorithm.EXACT || obstacle(equations, residuals.isPresent()).isPresent()) {
        throw e;
      }
      return iterative(equations, tooLarge(e.bytesNeeded()), told);
    }
  }

  private Solution iterative(
      NormalEquations equations, String reason, ObjDoubleConsumer<double[]> told) {
    double[] start =
        earlier.stream()
            .filter(found -> found.singularDirections().isEmpty())
            .filter(found -> found.suits(equations.pattern(), 0))
            .flatMapToDouble(found -> found.factors().stream().flatMapToDouble(Arrays::stream))
            .toArray();
    return IterativeReml.solve(equations, reml, reason, start, told);
  }

  /** Why the model is not fitted exactly. */
  private static String tooLarge(OptionalDouble bytesNeeded) {
    String heap = ModelTooLargeException.heap();
    return bytesNeeded.isPresent()
        ? "an exact fit would need about %s of memory, and Java has %s"
            .formatted(ModelTooLargeException.size(bytesNeeded.getAsDouble()), heap)
        : "an exact fit needs more than the %s of memory that Java has".formatted(heap);
  }

  private Optional<String> obstacle(NormalEquations equations, boolean residualsCovary) {
    return needsFactor
        ? Optional.of("Kenward and Roger's method needs a factorisation")
        : IterativeReml.obstacle(equations, residualsCovary);
  }
}
