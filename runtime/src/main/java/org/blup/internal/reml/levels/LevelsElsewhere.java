package org.blup.internal.reml.levels;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * Levels of an only grouping factor that are not at hand: each sweep is a function that is sent to
 * where they are, and whose numbers are added up part by part.
 */
public final class LevelsElsewhere implements LevelSource {

  private final DistantLevels levels;
  private final double[] borderScale;
  private final LevelElements elements;
  private final int k;
  private long grown;

  public LevelsElsewhere(EquationSetup setup, DistantLevels levels) {
    this.levels = levels;
    borderScale = setup.borderScale;
    elements = LevelElements.of(setup.templates);
    k = setup.equations.groups().get(0).size();
  }

  @Override
  public void take(NormalEquations equations) {
    if (!equations.distant().filter(levels::equals).isPresent()) {
      throw new DistantLevelsException("a fit to another response");
    }
  }

  @Override
  public double eliminate(double[][] lambda, double[] square) {
    List<double[]> parts =
        levels.ofParts(new Elimination(lambda[0].clone(), borderScale, elements));
    EliminatedParts sum = EliminatedParts.of(parts, square);
    grown = sum.grown();
    return sum.logDeterminant();
  }

  @Override
  public long grown() {
    return grown;
  }

  @Override
  public LevelSums differentiate(double[][] lambda, Border border, double variance) {
    LevelSums sums = LevelSums.zeros(k * k, borderScale.length - 1, elements.count());
    sums.set(
        levels.sum(
            new Derivatives(
                lambda[0].clone(), border.beta(), border.s(), variance, borderScale, elements)));
    return sums;
  }

  /** The effects of levels stay where these are. */
  @Override
  public void solve(Effects effects, double[][] lambda, double[] beta) {
    Arrays.fill(effects.solution, 0);
  }

  @Override
  public double[][] leastShares(double[][] lambda) {
    double[] least = new double[k];
    Arrays.fill(least, 1);
    for (double[] part :
        levels.ofParts(new LeastShares(lambda[0].clone(), borderScale, elements))) {
      Arrays.setAll(least, i -> Math.min(least[i], part[i]));
    }
    return new double[][] {least};
  }

  /** What is taken from the border, half the logarithm of the determinant, and large pivots. */
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

  /** The sums of {@link LevelDerivatives}, one after the other. */
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

  /** For each effect the least share of a diagonal element that its squared pivot is. */
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
