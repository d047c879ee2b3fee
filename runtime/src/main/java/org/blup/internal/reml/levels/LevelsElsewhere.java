package org.blup.internal.reml.levels;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * Levels that are not at hand: each sweep is a function that is sent to where they are, and whose
 * numbers are added up part by part. Levels of two parts meet in the border alone, so the factor of
 * all equations has the factors of the parts as its columns, and the border's behind them: each
 * part is eliminated where it is, and what it takes from the border is added up. With the factor of
 * the border that is left, parts find their shares of the derivatives.
 */
public final class LevelsElsewhere implements LevelSource {

  private final DistantLevels levels;
  private final LevelFunctions functions;
  private final int[] sizes;
  private final int columns;
  private final int elements;
  private long grown;

  /**
   * Levels of the groups of a setup.
   *
   * @param functions what is sent to them
   */
  public LevelsElsewhere(EquationSetup setup, DistantLevels levels, LevelFunctions functions) {
    this.levels = levels;
    this.functions = functions;
    sizes = setup.equations.groups().stream().mapToInt(group -> group.size()).toArray();
    columns = setup.columns();
    elements = setup.templates.elements();
  }

  @Override
  public void take(NormalEquations others) {
    if (!others.distant().filter(levels::equals).isPresent()) {
      throw new DistantLevelsException("a fit to another response");
    }
  }

  @Override
  public double eliminate(double[][] lambda, double[] square) {
    EliminatedParts sum = EliminatedParts.of(levels.ofParts(functions.elimination(lambda)), square);
    grown = sum.grown();
    return sum.logDeterminant();
  }

  @Override
  public long grown() {
    return grown;
  }

  @Override
  public LevelSums differentiate(double[][] lambda, Border border, double variance) {
    int gradient = Arrays.stream(sizes).map(size -> size * size).sum();
    LevelSums sums = LevelSums.zeros(gradient, columns, elements);
    sums.set(levels.sum(functions.derivatives(lambda, border, variance)));
    return sums;
  }

  /** The effects of levels stay where these are. */
  @Override
  public void solve(Effects effects, double[][] lambda, double[] beta) {
    Arrays.fill(effects.solution, 0);
  }

  @Override
  public double[][] leastShares(double[][] lambda) {
    List<double[]> parts = levels.ofParts(functions.leastShares(lambda));
    double[][] least = new double[sizes.length][];
    int start = 0;
    for (int g = 0; g < sizes.length; g++) {
      int at = start;
      least[g] = new double[sizes[g]];
      Arrays.setAll(
          least[g], a -> parts.stream().mapToDouble(part -> part[at + a]).min().orElse(1));
      start += sizes[g];
    }
    return least;
  }
}
