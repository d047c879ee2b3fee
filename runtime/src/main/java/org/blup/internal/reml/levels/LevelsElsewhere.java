package org.blup.internal.reml.levels;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.CompensatedSums;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * Levels that are not at hand: each sweep is a function that is sent to where they are, and whose
 * numbers are added up part by part.
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
  public double eliminate(double[] lambda, double[] square) {
    List<double[]> parts = levels.ofParts(new Elimination(lambda.clone(), borderScale, elements));
    CompensatedSums sum = new CompensatedSums(square.length);
    sum.start(square, 0);
    double logDeterminant = 0;
    grown = 0;
    for (double[] part : parts) {
      sum.add(part, 0, square.length);
      logDeterminant += part[square.length];
      grown += (long) part[square.length + 1];
    }
    sum.finish(square, 0);
    return logDeterminant;
  }

  @Override
  public long grown() {
    return grown;
  }

  @Override
  public LevelSums differentiate(double[] lambda, double[] beta, double[] s, double variance) {
    double[] all =
        levels.sum(new Derivatives(lambda.clone(), beta, s, variance, borderScale, elements));
    LevelSums sums = LevelSums.zeros(k, borderScale.length - 1, elements.count());
    int at = 0;
    for (double[] each : sums.all()) {
      System.arraycopy(all, at, each, 0, each.length);
      at += each.length;
    }
    return sums;
  }

  /** The effects of levels stay where these are. */
  @Override
  public void solve(Effects effects, double[] lambda, double[] beta) {
    Arrays.fill(effects.solution, 0);
  }

  @Override
  public double[] leastShares(double[] lambda) {
    double[] least = new double[k];
    Arrays.fill(least, 1);
    for (double[] part : levels.ofParts(new LeastShares(lambda.clone(), borderScale, elements))) {
      Arrays.setAll(least, i -> Math.min(least[i], part[i]));
    }
    return least;
  }

  /** What is taken from the border, half the logarithm of the determinant, and large pivots. */
  private record Elimination(double[] lambda, double[] borderScale, LevelElements elements)
      implements LevelFunction {

    @Override
    public double[] of(LevelBlocks levels) {
      LevelRange range = new LevelRange(levels, borderScale, elements);
      range.eliminate(lambda, 0, levels.levels());
      int square = borderScale.length * borderScale.length;
      double[] all = new double[square + 2];
      range.square.finish(all, 0);
      all[square] = range.logDeterminant;
      all[square + 1] = range.grown;
      return all;
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
    public double[] of(LevelBlocks levels) {
      LevelRange range = new LevelRange(levels, borderScale, elements);
      range.derivatives.clear();
      range.differentiate(lambda, beta, s, variance, 0, levels.levels());
      LevelSums sums = LevelSums.zeros(levels.size(), borderScale.length - 1, elements.count());
      range.derivatives.collect(sums);
      return Arrays.stream(sums.all()).flatMapToDouble(Arrays::stream).toArray();
    }
  }

  /** For each effect the least share of a diagonal element that its squared pivot is. */
  private record LeastShares(double[] lambda, double[] borderScale, LevelElements elements)
      implements LevelFunction {

    @Override
    public double[] of(LevelBlocks levels) {
      double[] least = new double[levels.size()];
      Arrays.fill(least, 1);
      new LevelRange(levels, borderScale, elements).leastShares(lambda, least, 0, levels.levels());
      return least;
    }
  }
}
