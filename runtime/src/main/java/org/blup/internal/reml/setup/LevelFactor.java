package org.blup.internal.reml.setup;

import java.util.List;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.LevelPrecision;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.TriangularSolver;

/** The Cholesky factor of a group's {@link LevelPrecision}, found once. */
final class LevelFactor {

  private final Layout layout;
  private final TriangularSolver solver;
  private final double logDeterminant;

  private LevelFactor(Layout layout, LevelPrecision precision) {
    this.layout = layout;
    BlockCholesky factor = new BlockCholesky(layout.symbolic);
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
  }

  /**
   * Factors the precision of a group.
   *
   * @throws org.blup.internal.linalg.NotPositiveDefiniteException if it is not positive definite
   */
  static LevelFactor of(EquationPattern pattern, int group) {
    Group whole = pattern.groups().get(group);
    List<Pair> pairs =
        pattern.pairs().stream()
            .filter(pair -> pair.rowGroup() == group && pair.columnGroup() == group)
            .map(pair -> new Pair(0, 0, pair.rowStart(), pair.column()))
            .toList();
    List<Group> levels = List.of(new Group(whole.levels(), 1));
    return new LevelFactor(
        new Layout(new EquationPattern(0, levels, List.of(), pairs)), whole.precision());
  }

  /** {@code log|Q|}. */
  double logDeterminant() {
    return logDeterminant;
  }

  /** {@code (Q⁻¹ ⊗ I) x}, k numbers a level. */
  double[] solve(double[] x, int k) {
    double[] result = new double[x.length];
    double[] column = new double[layout.unknowns];
    for (int a = 0; a < k; a++) {
      for (int j = 0; j < column.length; j++) {
        column[layout.unknown(0, j)] = x[j * k + a];
      }
      solver.solve(column, 1, 0);
      solver.solveTransposed(column);
      for (int j = 0; j < column.length; j++) {
        result[j * k + a] = column[layout.unknown(0, j)];
      }
    }
    return result;
  }
}
