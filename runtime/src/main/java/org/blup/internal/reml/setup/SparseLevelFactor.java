package org.blup.internal.reml.setup;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.LevelPrecision;
import org.blup.internal.linalg.NotPositiveDefiniteException;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.TriangularSolver;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.jspecify.annotations.Nullable;

/** The sparse Cholesky factor of a group's {@link LevelPrecision}. */
final class SparseLevelFactor implements LevelFactor {

  /**
   * What is left of a level's precision, relative to it, that is rounding: 45,000 units of its last
   * place, which eliminating many levels before it may lose.
   */
  private static final double ROUNDING = 1e-11;

  private final Layout layout;
  private final BlockCholesky factor;
  private final TriangularSolver solver;
  private final double logDeterminant;
  private double @Nullable [] variances;

  private SparseLevelFactor(Layout layout, LevelPrecision precision) {
    this.layout = layout;
    factor = new BlockCholesky(layout.symbolic);
    double[] panels = factor.panels();
    for (int j = 0; j < layout.unknowns; j++) {
      panels[layout.diagonal[j]] = precision.diagonal(j);
    }
    for (int[] places : layout.location) {
      for (int e = 0; e < places.length; e++) {
        panels[places[e] >= 0 ? places[e] : ~places[e]] = precision.below(e);
      }
    }
    factor.eliminate();
    logDeterminant = factor.logDeterminant();
    solver = factor.solver();
    double[] pivots = new double[layout.unknowns];
    solver.diagonal(pivots);
    for (int j = 0; j < pivots.length; j++) {
      double pivot = pivots[layout.unknown(0, j)];
      if (!(pivot * pivot > ROUNDING * precision.diagonal(j))) {
        throw new NotPositiveDefiniteException(-1);
      }
    }
  }

  /**
   * Factors the precision of a group.
   *
   * @throws IndefinitePrecisionException if it is not positive definite
   */
  static SparseLevelFactor of(EquationPattern pattern, int group) {
    int levels = pattern.groups().get(group).levels();
    try {
      return ofFirst(levels, pattern, group);
    } catch (NotPositiveDefiniteException e) {
      int definite = 0;
      int not = levels;
      while (not - definite > 1) {
        int middle = (definite + not) / 2;
        if (isDefinite(middle, pattern, group)) {
          definite = middle;
        } else {
          not = middle;
        }
      }
      throw new IndefinitePrecisionException(group, definite);
    }
  }

  private static boolean isDefinite(int levels, EquationPattern pattern, int group) {
    try {
      ofFirst(levels, pattern, group);
      return true;
    } catch (NotPositiveDefiniteException e) {
      return false;
    }
  }

  /** Factors the precision's rows and columns of the first levels. */
  private static SparseLevelFactor ofFirst(int levels, EquationPattern pattern, int group) {
    List<Pair> pairs =
        pattern.pairs().stream()
            .filter(pair -> pair.rowGroup() == group && pair.columnGroup() == group)
            .map(pair -> first(levels, pair))
            .toList();
    List<Group> groups = List.of(new Group(levels, 1));
    return new SparseLevelFactor(
        new Layout(new EquationPattern(0, groups, List.of(), pairs)),
        pattern.groups().get(group).precision());
  }

  private static Pair first(int levels, Pair pair) {
    int[] rowStart = Arrays.copyOf(pair.rowStart(), levels + 1);
    return new Pair(0, 0, rowStart, Arrays.copyOf(pair.column(), rowStart[levels]));
  }

  @Override
  public double logDeterminant() {
    return logDeterminant;
  }

  @Override
  public synchronized double[] variances() {
    double[] known = variances;
    if (known == null) {
      SelectedInverse inverse = new SelectedInverse(factor);
      inverse.compute(0);
      known = new double[layout.unknowns];
      for (int j = 0; j < known.length; j++) {
        known[j] = inverse.panels()[layout.diagonal[j]];
      }
      variances = known;
    }
    return known;
  }

  @Override
  public double[] solve(double[] x, int k) {
    return eachColumn(
        x,
        k,
        column -> {
          solver.solve(column, 1, 0);
          solver.solveTransposed(column);
        });
  }

  @Override
  public double[] root(double[] x, int k) {
    return eachColumn(x, k, solver::solveTransposed);
  }

  @Override
  public double[] rootTransposed(double[] x, int k) {
    return eachColumn(x, k, column -> solver.solve(column, 1, 0));
  }

  private double[] eachColumn(double[] x, int k, Consumer<double[]> inOrderOfElimination) {
    double[] result = new double[x.length];
    double[] column = new double[layout.unknowns];
    for (int a = 0; a < k; a++) {
      for (int j = 0; j < column.length; j++) {
        column[layout.unknown(0, j)] = x[j * k + a];
      }
      inOrderOfElimination.accept(column);
      for (int j = 0; j < column.length; j++) {
        result[j * k + a] = column[layout.unknown(0, j)];
      }
    }
    return result;
  }
}
