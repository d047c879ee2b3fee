package org.blup.internal.reml.postfit;

import java.util.HashMap;
import java.util.Map;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.cholesky.TriangularSolver;
import org.blup.internal.reml.equations.MixedModelEquations;

/**
 * Whole columns of {@code C⁻¹}, for pairs of levels that the factor has no block of. Columns solved
 * for are kept while they fit, since levels that are asked for once are asked for again.
 */
final class InverseColumns {

  /** How many numbers are kept at most: 128 megabytes. */
  private static final long LIMIT = 1 << 24;

  private final MixedModelEquations model;
  private final TriangularSolver solver;
  private final SymbolicFactor symbolic;
  private final Map<Integer, double[][]> kept = new HashMap<>();
  private long numbers;

  InverseColumns(MixedModelEquations model) {
    this.model = model;
    solver = model.sparse().solver;
    symbolic = model.layout.symbolic;
  }

  /**
   * A few of some levels, such that the factor has the blocks of all pairs of the others: again and
   * again the one that lacks most.
   */
  boolean[] cover(int[] nodes) {
    int n = nodes.length;
    boolean[] covered = new boolean[n];
    int[] lacking = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (!symbolic.contains(nodes[i], nodes[j])) {
          lacking[i]++;
          lacking[j]++;
        }
      }
    }
    while (true) {
      int most = 0;
      for (int i = 1; i < n; i++) {
        most = lacking[i] > lacking[most] ? i : most;
      }
      if (n == 0 || lacking[most] == 0) {
        return covered;
      }
      covered[most] = true;
      lacking[most] = 0;
      for (int j = 0; j < n; j++) {
        if (!covered[j] && !symbolic.contains(nodes[most], nodes[j])) {
          lacking[j]--;
        }
      }
    }
  }

  /** The columns of a level's unknowns, each in the order of elimination, X last. */
  synchronized double[][] of(int node, int size) {
    double[][] known = kept.get(node);
    if (known == null) {
      known = solve(node, size);
      numbers += (long) size * known[0].length;
      if (numbers > LIMIT) {
        kept.clear();
        numbers = (long) size * known[0].length;
      }
      kept.put(node, known);
    }
    return known;
  }

  private double[][] solve(int node, int size) {
    double[][] columns = new double[size][symbolic.unknowns() + model.columns];
    for (int a = 0; a < size; a++) {
      columns[a][symbolic.scalarRow(node) + a] = 1;
      solver.solve(columns[a], 1, model.columns);
      solver.solveTransposed(columns[a]);
    }
    return columns;
  }
}
