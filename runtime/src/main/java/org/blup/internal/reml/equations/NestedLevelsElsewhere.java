package org.blup.internal.reml.equations;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.levels.EliminatedParts;
import org.blup.internal.reml.levels.LevelSource;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * Levels of nested factors that are not at hand. Levels of two parts meet in the border alone, so
 * the factor of all equations has the factors of the parts as its columns, and the border's behind
 * them: each part is eliminated where it is, by a sparse factorisation of its own, and what it
 * takes from the border is added up. With the factor of the border that is left, parts find their
 * columns of the inverse and their shares of the derivatives.
 */
final class NestedLevelsElsewhere implements LevelSource {

  private final DistantLevels levels;
  private final PartEquations equations;
  private final int[] sizes;
  private final int columns;
  private final int parameters;
  private long grown;

  NestedLevelsElsewhere(EquationSetup setup, DistantLevels levels) {
    this.levels = levels;
    equations = PartEquations.of(setup.equations);
    sizes = setup.equations.groups().stream().mapToInt(group -> group.size()).toArray();
    columns = setup.columns();
    parameters = setup.templates.elements();
  }

  @Override
  public void take(NormalEquations others) {
    if (!others.distant().filter(levels::equals).isPresent()) {
      throw new DistantLevelsException("a fit to another response");
    }
  }

  @Override
  public double eliminate(double[][] lambda, double[] square) {
    EliminatedParts sum =
        EliminatedParts.of(levels.ofParts(new Elimination(equations, copy(lambda))), square);
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
    LevelSums sums = LevelSums.zeros(gradient, columns, parameters);
    sums.set(levels.sum(new Derivatives(equations, copy(lambda), border, variance)));
    return sums;
  }

  /** The effects of levels stay where these are. */
  @Override
  public void solve(Effects effects, double[][] lambda, double[] beta) {
    Arrays.fill(effects.solution, 0);
  }

  @Override
  public double[][] leastShares(double[][] lambda) {
    double[][] least = new double[sizes.length][];
    List<double[]> parts = levels.ofParts(new LeastShares(equations, copy(lambda)));
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

  private static double[][] copy(double[][] lambda) {
    return Arrays.stream(lambda).map(double[]::clone).toArray(double[][]::new);
  }

  /** What is taken from the border, half the logarithm of the determinant, and large pivots. */
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

  /** The sums of {@link LevelSums}, one after the other. */
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

  /** For each effect the least share of a diagonal element that its squared pivot is. */
  private record LeastShares(PartEquations equations, double[][] lambda) implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      SparseFactorisation factorisation = equations.factorisation(part);
      factorisation.eliminatePart(lambda);
      return Arrays.stream(factorisation.leastShares()).flatMapToDouble(Arrays::stream).toArray();
    }
  }
}
