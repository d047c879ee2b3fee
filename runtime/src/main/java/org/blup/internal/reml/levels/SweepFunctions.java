package org.blup.internal.reml.levels;

import java.util.Arrays;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.reml.levels.LevelSource.Border;
import org.blup.internal.reml.levels.LevelSource.LevelSums;
import org.blup.internal.reml.setup.EquationSetup;

/** Sweeps over the levels of an only grouping factor. */
public record SweepFunctions(double[] borderScale, LevelElements elements)
    implements LevelFunctions {

  /** Those of equations whose levels are elsewhere. */
  public static SweepFunctions of(EquationSetup setup) {
    return new SweepFunctions(setup.borderScale, LevelElements.of(setup.templates));
  }

  @Override
  public LevelFunction elimination(double[][] lambda) {
    return new Elimination(lambda[0].clone(), borderScale, elements);
  }

  @Override
  public LevelFunction derivatives(double[][] lambda, Border border, double variance) {
    return new Derivatives(
        lambda[0].clone(), border.beta(), border.s(), variance, borderScale, elements);
  }

  @Override
  public LevelFunction leastShares(double[][] lambda) {
    return new LeastShares(lambda[0].clone(), borderScale, elements);
  }

  private record Elimination(double[] lambda, double[] borderScale, LevelElements elements)
      implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      LevelBlocks levels = part.only();
      LevelRange range = new LevelRange(levels, borderScale, elements);
      range.eliminate(lambda, 0, levels.levels());
      double[] square = new double[borderScale.length * borderScale.length];
      range.square.finish(square, 0);
      return EliminatedParts.numbers(square, range.logDeterminant, range.grown);
    }
  }

  private record Derivatives(
      double[] lambda,
      double[] beta,
      double[] s,
      double variance,
      double[] borderScale,
      LevelElements elements)
      implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      LevelBlocks levels = part.only();
      LevelRange range = new LevelRange(levels, borderScale, elements);
      range.derivatives.clear();
      range.differentiate(lambda, beta, s, variance, 0, levels.levels());
      LevelSums sums =
          LevelSums.zeros(levels.size() * levels.size(), borderScale.length - 1, elements.count());
      range.derivatives.collect(sums);
      return sums.numbers();
    }
  }

  private record LeastShares(double[] lambda, double[] borderScale, LevelElements elements)
      implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      LevelBlocks levels = part.only();
      double[] least = new double[levels.size()];
      Arrays.fill(least, 1);
      new LevelRange(levels, borderScale, elements).leastShares(lambda, least, 0, levels.levels());
      return least;
    }
  }
}
