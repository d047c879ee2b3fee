package org.blup.internal.reml.equations;

import java.util.Optional;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.border.ReducedBorder;
import org.blup.internal.reml.levels.LevelFunctions;
import org.blup.internal.reml.levels.LevelSource;
import org.blup.internal.reml.levels.LevelSource.LevelSums;
import org.blup.internal.reml.levels.LevelsAtHand;
import org.blup.internal.reml.levels.LevelsElsewhere;
import org.blup.internal.reml.levels.SweepFunctions;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * The equations of a single grouping factor, whose levels meet in the border alone, or of nested
 * ones whose levels are elsewhere: a sweep over the levels finds the criterion, another one
 * gradient and average information, and nothing is kept of a level.
 */
final class LevelSweep implements Factorisation {

  /**
   * Wider levels are left to the general factorisation: with as many columns as {@link
   * #MOST_COLUMNS} a batch of levels takes 64 KB, twice the fastest cache.
   */
  private static final int MOST_EFFECTS = 4;

  /** Wider borders likewise. */
  private static final int MOST_COLUMNS = 8;

  private final int width;
  private final EquationSetup setup;
  private final LevelSource source;

  /** The border's square, and what stands in it. */
  private final double[] square;

  private final ReducedBorder reduced;
  private NormalEquations equations;

  /** The templates of the last elimination. */
  private double[][] lambda = {};

  LevelSweep(EquationSetup setup) {
    this.setup = setup;
    equations = setup.equations;
    width = setup.borderScale.length;
    square = new double[width * width];
    reduced = new ReducedBorder(width, square, 0);
    Optional<DistantLevels> distant = equations.distant();
    source =
        distant.isPresent()
            ? new LevelsElsewhere(setup, distant.get(), functions(setup))
            : new LevelsAtHand(setup);
  }

  /** Whether equations are of this kind. */
  static boolean suits(EquationPattern pattern) {
    return pattern.groups().size() == 1
        && pattern.pairs().isEmpty()
        && pattern.groups().get(0).precision().isIdentity()
        && pattern.groups().get(0).size() <= MOST_EFFECTS
        && pattern.columns() <= MOST_COLUMNS;
  }

  private static LevelFunctions functions(EquationSetup setup) {
    return setup.equations.groups().size() == 1
        ? SweepFunctions.of(setup)
        : new NestedFunctions(PartEquations.of(setup.equations));
  }

  @Override
  public void take(NormalEquations others) {
    equations = others;
    source.take(others);
  }

  @Override
  public ReducedBorder border() {
    return reduced;
  }

  @Override
  public double eliminate(double[][] factors) {
    lambda = factors;
    reduced.write(equations.border(), setup.borderScale);
    double logDeterminant = source.eliminate(lambda, square);
    if (!Double.isFinite(logDeterminant)) {
      return Double.POSITIVE_INFINITY;
    }
    boolean hasOther = equations.distant().isEmpty();
    return hasOther && reduced.isLittleLeft() ? Double.NaN : 2 * logDeterminant;
  }

  @Override
  public long rankOfLarge() {
    return source.grown();
  }

  @Override
  public void differentiate(
      Profile profile, Effects unused, double[][] gradientTo, double[] informationTo) {
    double[] beta = reduced.coefficients();
    double[] s = profile.reml() ? reduced.inverse() : new double[0];
    LevelSums sums =
        source.differentiate(
            lambda, new LevelSource.Border(reduced.root(), beta, s), profile.variance());
    int at = 0;
    for (double[] ofGroup : gradientTo) {
      System.arraycopy(sums.gradient(), at, ofGroup, 0, ofGroup.length);
      at += ofGroup.length;
    }
    forward(sums);
    finish(sums, profile, informationTo);
  }

  @Override
  public void solve(Effects effects) {
    double[] beta = reduced.coefficients();
    source.solve(effects, lambda, beta);
    System.arraycopy(beta, 0, effects.solution, setup.layout().unknowns, beta.length);
  }

  @Override
  public double[][] leastShares() {
    return source.leastShares(lambda);
  }

  private void finish(LevelSums sums, Profile profile, double[] to) {
    double[] withResidual = sums.withResidual();
    double[] border = sums.border();
    int parameters = withResidual.length;
    int pair = 0;
    for (int j = 0; j < parameters; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = sums.information()[pair++];
        for (int c = 0; c < width - 1; c++) {
          sum -= border[c * parameters + i] * border[c * parameters + j];
        }
        double value =
            sum / profile.variance() - withResidual[i] * withResidual[j] * profile.schur();
        to[i * parameters + j] = value;
        to[j * parameters + i] = value;
      }
    }
  }

  /** Solves for what is left of the border's rows of average information. */
  private void forward(LevelSums sums) {
    double[] border = sums.border();
    int parameters = sums.withResidual().length;
    for (int c = 0; c < width - 1; c++) {
      for (int i = 0; i < parameters; i++) {
        double sum = border[c * parameters + i];
        for (int d = 0; d < c; d++) {
          sum -= reduced.element(c, d) * border[d * parameters + i];
        }
        border[c * parameters + i] = sum / reduced.diagonal(c);
      }
    }
  }
}
