package org.blup.benchmarks;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.ordering.BlockPattern;

/** How much work one factorisation of a model's equations is. */
final class FactorWork {

  private final NormalEquations equations;
  private final int[] sizes;
  private final SymbolicFactor factor;

  FactorWork(NormalEquations equations) {
    this.equations = equations;
    int groups = equations.groups().size();
    int[] start = new int[groups + 1];
    for (int g = 0; g < groups; g++) {
      start[g + 1] = start[g] + equations.groups().get(g).levels();
    }
    sizes = new int[start[groups]];
    for (int g = 0; g < groups; g++) {
      Arrays.fill(sizes, start[g], start[g + 1], equations.groups().get(g).size());
    }
    factor =
        SymbolicFactor.of(BlockPattern.of(sizes, border(), pairs -> meet(equations, start, pairs)));
  }

  private int border() {
    return equations.columns() + 1;
  }

  /** Where the factor's blocks stand. */
  SymbolicFactor factor() {
    return factor;
  }

  /** Additions and multiplications: the squares of the factor's columns' lengths. */
  double operations() {
    double operations = Math.pow(border(), 3) / 3;
    for (int node = 0; node < sizes.length; node++) {
      int below = factor.borderRows(node) - factor.diagonal(node);
      for (int a = 0; a < sizes[node]; a++) {
        operations += Math.pow(below - a + border(), 2);
      }
    }
    return operations;
  }

  private static void meet(
      NormalEquations equations, int[] start, BlockPattern.PairConsumer pairs) {
    for (Pair pair : equations.pattern().pairs()) {
      for (int i = 0; i < pair.rowStart().length - 1; i++) {
        for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
          pairs.accept(start[pair.rowGroup()] + i, start[pair.columnGroup()] + pair.column()[e]);
        }
      }
    }
  }
}
