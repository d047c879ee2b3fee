package org.blup.internal.reml.postfit;

import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.Layout;

/** Sums over the elements of {@code Q ⊗ I}, Q the precisions of the levels of all groups. */
final class LevelForms {

  private final Layout layout;
  private final List<Group> groups;

  LevelForms(MixedModelEquations model) {
    layout = model.layout;
    groups = model.equations().groups();
  }

  /** What stands beside an element of Q, for one of the effects of its levels. */
  private interface Beside {
    /**
     * The element of an effect of two levels.
     *
     * @param row the number of the first level among those of all groups
     * @param column that of the second, which is not behind it in the order of elimination
     */
    double of(int row, int column, int effect);
  }

  /**
   * {@code uᵀ(Q ⊗ I)v}.
   *
   * @param u in the order of elimination, as v
   */
  double form(double[] u, double[] v) {
    double[] sum = new double[1];
    Beside products =
        (row, column, a) -> {
          int i = layout.scalarRow[row] + a;
          int j = layout.scalarRow[column] + a;
          return 0.5 * (u[i] * v[j] + u[j] * v[i]);
        };
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      for (int j = 0; j < group.levels(); j++) {
        int node = layout.groupStart[g] + j;
        for (int a = 0; a < group.size(); a++) {
          sum[0] += group.precision().diagonal(j) * products.of(node, node, a);
        }
      }
    }
    return sum[0] + 2 * beside(products);
  }

  /**
   * {@code tr(I − C_ZZ⁻¹(Q ⊗ I))}.
   *
   * @param panels of the inverse on the pattern of the factor
   */
  double traceOfShrinkage(double[] panels) {
    double trace = 0;
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      for (int j = 0; j < group.levels(); j++) {
        int node = layout.groupStart[g] + j;
        int step = layout.leadingDimension[node] + 1;
        for (int a = 0; a < group.size(); a++) {
          trace += 1 - group.precision().diagonal(j) * panels[layout.diagonal[node] + a * step];
        }
      }
    }
    Beside inverse =
        (row, column, a) ->
            panels[layout.symbolic.block(row, column) + a * (layout.leadingDimension[column] + 1)];
    return trace - 2 * beside(inverse);
  }

  /** The sum over the elements of one triangle, without the diagonal. */
  private double beside(Beside values) {
    double sum = 0;
    for (int p = 0; p < layout.pattern.pairs().size(); p++) {
      Pair pair = layout.pattern.pairs().get(p);
      Group group = groups.get(pair.rowGroup());
      if (pair.rowGroup() != pair.columnGroup() || group.precision().isIdentity()) {
        continue;
      }
      int start = layout.groupStart[pair.rowGroup()];
      for (int i = 0; i < group.levels(); i++) {
        for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
          int j = pair.column()[e];
          boolean below = layout.location[p][e] >= 0;
          int row = start + (below ? i : j);
          int column = start + (below ? j : i);
          for (int a = 0; a < group.size(); a++) {
            sum += group.precision().below(e) * values.of(row, column, a);
          }
        }
      }
    }
    return sum;
  }
}
