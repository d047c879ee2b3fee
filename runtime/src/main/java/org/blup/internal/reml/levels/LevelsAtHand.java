package org.blup.internal.reml.levels;

import java.util.Arrays;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.CompensatedSums;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/** Levels whose cross-products the equations hold, swept over by all cores. */
public final class LevelsAtHand implements LevelSource {

  private final EquationSetup setup;
  private final int levels;
  private final int k;
  private final LevelRange[] ranges;
  private final LevelSums sums;

  public LevelsAtHand(EquationSetup setup) {
    this.setup = setup;
    LevelBlocks blocks = setup.equations.levels(0);
    LevelElements elements = LevelElements.of(setup.templates);
    levels = blocks.levels();
    k = blocks.size();
    ranges = new LevelRange[Pieces.count(work())];
    Arrays.setAll(ranges, range -> new LevelRange(blocks, setup.borderScale, elements));
    sums = LevelSums.zeros(k * k, setup.columns(), elements.count());
  }

  @Override
  public void take(NormalEquations equations) {
    LevelBlocks blocks = equations.levels(0);
    for (LevelRange range : ranges) {
      range.batch.take(blocks);
    }
  }

  private void overLevels(Pieces.Range work) {
    Pieces.overRange(levels, work(), work);
  }

  private double work() {
    return (double) levels * k * k * (k + setup.borderScale.length);
  }

  @Override
  public double eliminate(double[][] lambda, double[] square) {
    CompensatedSums sum = ranges[0].square;
    sum.start(square, 0);
    for (LevelRange range : ranges) {
      range.logDeterminant = 0;
      range.grown = 0;
      if (range.square != sum) {
        range.square.start();
      }
    }
    overLevels((range, from, to) -> ranges[range].eliminate(lambda[0], from, to));
    double logDeterminant = 0;
    for (LevelRange range : ranges) {
      logDeterminant += range.logDeterminant;
      if (range.square != sum) {
        sum.add(range.square);
      }
    }
    sum.finish(square, 0);
    return logDeterminant;
  }

  @Override
  public long grown() {
    return Arrays.stream(ranges).mapToLong(range -> range.grown).sum();
  }

  @Override
  public LevelSums differentiate(double[][] lambda, Border border, double variance) {
    for (LevelRange range : ranges) {
      range.derivatives.clear();
    }
    overLevels(
        (range, from, to) ->
            ranges[range].differentiate(lambda[0], border.beta(), border.s(), variance, from, to));
    for (double[] each : sums.all()) {
      Arrays.fill(each, 0);
    }
    for (LevelRange range : ranges) {
      range.derivatives.collect(sums);
    }
    return sums;
  }

  @Override
  public void solve(Effects effects, double[][] lambda, double[] beta) {
    overLevels(
        (range, from, to) ->
            ranges[range].solve(effects, setup.layout(), lambda[0], beta, from, to));
  }

  @Override
  public double[][] leastShares(double[][] lambda) {
    double[][] least = new double[ranges.length][k];
    for (double[] ofRange : least) {
      Arrays.fill(ofRange, 1);
    }
    overLevels((range, from, to) -> ranges[range].leastShares(lambda[0], least[range], from, to));
    for (int i = 0; i < k; i++) {
      for (double[] ofRange : least) {
        least[0][i] = Math.min(least[0][i], ofRange[i]);
      }
    }
    return new double[][] {least[0]};
  }
}
