package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.reml.levels.EliminatedParts;
import org.blup.internal.reml.levels.LevelFunctions;
import org.blup.internal.reml.levels.LevelSource.Border;

/** Sparse factorisations of parts of the levels of nested factors, each where its part is. */
record NestedFunctions(PartEquations equations) implements LevelFunctions {

  @Override
  public LevelFunction elimination(double[][] lambda) {
    return new Elimination(equations, copy(lambda));
  }

  @Override
  public LevelFunction derivatives(double[][] lambda, Border border, double variance) {
    return new Derivatives(equations, copy(lambda), border, variance);
  }

  @Override
  public LevelFunction leastShares(double[][] lambda) {
    return new LeastShares(equations, copy(lambda));
  }

  private static double[][] copy(double[][] lambda) {
    return Arrays.stream(lambda).map(double[]::clone).toArray(double[][]::new);
  }

  private record Elimination(PartEquations equations, double[][] lambda) implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      SparseFactorisation factorisation = equations.factorisation(part);
      double logDeterminant = factorisation.eliminatePart(lambda);
      return EliminatedParts.numbers(
          factorisation.border().lowerTriangle(),
          logDeterminant / 2,
          Double.isFinite(logDeterminant) ? factorisation.rankOfLarge() : 0);
    }
  }

  private record Derivatives(
      PartEquations equations, double[][] lambda, Border border, double variance)
      implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      SparseFactorisation factorisation = equations.factorisation(part);
      factorisation.eliminatePart(lambda);
      return factorisation.differentiatePart(border, variance).numbers();
    }
  }

  private record LeastShares(PartEquations equations, double[][] lambda) implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      SparseFactorisation factorisation = equations.factorisation(part);
      factorisation.eliminatePart(lambda);
      return Arrays.stream(factorisation.leastShares()).flatMapToDouble(Arrays::stream).toArray();
    }
  }
}
