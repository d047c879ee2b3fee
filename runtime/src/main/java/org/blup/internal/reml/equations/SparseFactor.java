package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.NotPositiveDefiniteException;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.TriangularSolver;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.reml.border.CentredBorder;
import org.blup.internal.reml.border.ReducedBorder;
import org.blup.internal.reml.levels.LevelSource;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.LevelFactors;
import org.blup.internal.reml.setup.MemoryNeed;

/**
 * The mixed-model equations eliminated by one sparse Cholesky factorisation, and solved with it.
 */
public abstract class SparseFactor implements Factorisation {

  final EquationSetup setup;
  final Layout layout;
  public final BlockCholesky factor;
  public final TriangularSolver solver;
  final CentredBorder centred;
  final InvertedTemplates inverted;

  private final double[] borderScale;
  private final Assembly assembly;
  private final ReducedBorder border;
  private NormalEquations equations;
  private LevelFactors levels;

  /** The templates that the factor holds. */
  private double[][] lambda = {};

  /**
   * Takes the memory that a factorisation needs.
   *
   * @throws org.blup.exception.ModelTooLargeException if there is too little
   */
  public SparseFactor(EquationSetup setup) {
    this.setup = setup;
    layout = setup.layout();
    borderScale = setup.borderScale;
    equations = setup.equations;
    levels = setup.levels;
    MemoryNeed.check(equations, layout.symbolic, setup.templates.elements());
    factor = new BlockCholesky(layout.symbolic);
    solver = factor.solver();
    assembly = new Assembly(setup);
    border = new ReducedBorder(borderScale.length, factor.panels(), layout.symbolic.borderSquare());
    centred = new CentredBorder(setup, factor, solver, border);
    inverted = new InvertedTemplates(layout.pattern, setup.templates);
  }

  @Override
  public void take(NormalEquations others) {
    equations = others;
    levels = setup.levels(others);
    assembly.take(others);
    centred.take(others);
  }

  NormalEquations equations() {
    return equations;
  }

  /** The precisions of levels in the equations. */
  LevelFactors levels() {
    return levels;
  }

  /** The templates of the last elimination. */
  double[][] lambda() {
    return lambda;
  }

  @Override
  public ReducedBorder border() {
    return border;
  }

  @Override
  public double eliminate(double[][] factors) {
    write(factors);
    border.write(equations.border(), borderScale);
    try {
      factor.eliminate();
      centred.correct(lambda);
    } catch (NotPositiveDefiniteException e) {
      return Double.POSITIVE_INFINITY;
    }
    return factor.logDeterminant();
  }

  /**
   * The same for a part of all levels: {@link #border} then holds what it takes from the border of
   * all, a negative square.
   */
  public double eliminatePart(double[][] factors) {
    write(factors);
    try {
      factor.eliminate();
    } catch (NotPositiveDefiniteException e) {
      return Double.POSITIVE_INFINITY;
    }
    return factor.logDeterminant();
  }

  private void write(double[][] factors) {
    lambda = factors;
    factor.clear();
    assembly.write(lambda, factor.panels());
  }

  @Override
  public long rankOfLarge() {
    double[] pivots = new double[layout.unknowns];
    solver.diagonal(pivots);
    long anchored =
        equations.groups().stream()
            .mapToLong(g -> (long) g.precision().anchored() * g.size())
            .sum();
    return Arrays.stream(pivots).filter(pivot -> pivot > LevelSource.GROWN).count() - anchored;
  }

  @Override
  public double[][] leastShares() {
    double[] pivots = new double[layout.unknowns];
    solver.diagonal(pivots);
    double[][] least = new double[lambda.length][];
    for (int g = 0; g < least.length; g++) {
      int k = equations.groups().get(g).size();
      least[g] = new double[k];
      Arrays.fill(least[g], 1);
      for (int j = 0; j < equations.groups().get(g).levels(); j++) {
        for (int a = 0; a < k; a++) {
          double pivot = pivots[layout.unknown(g, j) + a];
          double own = equations.groups().get(g).precision().diagonal(j);
          double share = pivot * pivot / (own + setup.square(lambda, g, j, a));
          least[g][a] = Math.min(least[g][a], share);
        }
      }
    }
    return least;
  }

  @Override
  public void solve(Effects effects) {
    solver.lastRow(effects.solution);
    solver.solveTransposed(effects.solution);
    spread(effects);
    if (centred.isActive()) {
      inverted.invert(lambda);
      for (int g = 0; g < lambda.length; g++) {
        inverted.residualProducts(g, layout, effects);
      }
    }
  }

  /**
   * The same for a part of all levels.
   *
   * @param beta that of all, in the units of the scaled columns
   */
  public void solvePart(double[] beta, Effects effects) {
    double[] u = new double[layout.unknowns];
    double[] row = new double[layout.unknowns];
    factor.borderRow(beta.length, u);
    for (int c = 0; c < beta.length; c++) {
      factor.borderRow(c, row);
      for (int i = 0; i < u.length; i++) {
        u[i] -= beta[c] * row[i];
      }
    }
    solver.solveTransposed(u);
    System.arraycopy(u, 0, effects.solution, 0, u.length);
    System.arraycopy(beta, 0, effects.solution, u.length, beta.length);
    spread(effects);
  }

  /** b and ZᵀWe, by u and β. */
  private void spread(Effects effects) {
    for (int g = 0; g < lambda.length; g++) {
      int group = g;
      overLevels(g, (piece, from, to) -> spread(effects, group, from, to));
    }
    new ResidualProducts(setup, equations).ofZ(effects, effects.residualProducts);
  }

  /** Levels of a group in pieces: each level's numbers are its own. */
  private void overLevels(int g, Pieces.Range work) {
    int levels = equations.groups().get(g).levels();
    double k = equations.groups().get(g).size();
    Pieces.overRange(levels, levels * k * (k + borderScale.length), work);
  }

  private void spread(Effects effects, int g, int from, int to) {
    int k = equations.groups().get(g).size();
    double[] template = lambda[g];
    double[] own = effects.modes[g];
    for (int j = from; j < to; j++) {
      int u = layout.unknown(g, j);
      for (int a = 0; a < k; a++) {
        double sum = 0;
        for (int b = 0; b < k; b++) {
          sum += template[a * k + b] * effects.solution[u + b];
        }
        own[j * k + a] = sum;
      }
    }
  }
}
