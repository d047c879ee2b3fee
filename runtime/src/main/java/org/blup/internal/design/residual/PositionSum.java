package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;

/**
 * Sums {@code k_s k_tᵀ + k_t k_sᵀ} over subjects, k_s and k_t their rows of {@code [Z X y]} at two
 * positions; {@code k_s k_sᵀ} where these are the same.
 */
final class PositionSum {

  private final EquationPattern pattern;
  private final int width;
  private final double[] border;
  private final List<double[]> groupBorders;
  private final List<double[]> levelBlocks;
  private final List<double[]> pairBlocks;

  PositionSum(EquationPattern pattern) {
    this.pattern = pattern;
    width = pattern.columns() + 1;
    border = new double[width * width];
    List<Group> groups = pattern.groups();
    groupBorders = groups.stream().map(g -> new double[g.unknowns() * width]).toList();
    levelBlocks = groups.stream().map(g -> new double[g.unknowns() * g.size()]).toList();
    pairBlocks =
        pattern.pairs().stream()
            .map(
                pair ->
                    new double
                        [pair.blocks()
                            * groups.get(pair.rowGroup()).size()
                            * groups.get(pair.columnGroup()).size()])
            .toList();
  }

  /** Adds two rows of a subject, or one and the same. */
  void add(CodedRows subject, int s, int t) {
    addHalf(subject, s, t);
    if (s != t) {
      addHalf(subject, t, s);
    }
  }

  /** Adds {@code k_s k_tᵀ}. */
  private void addHalf(CodedRows subject, int s, int t) {
    addOuter(subject.border[s], subject.border[t], border, 0);
    for (int g = 0; g < groupBorders.size(); g++) {
      int k = pattern.groups().get(g).size();
      double[] zs = subject.z[g][s];
      int level = subject.level[g][s];
      addOuter(zs, subject.border[t], groupBorders.get(g), level * k * width);
      if (level == subject.level[g][t]) {
        addOuter(zs, subject.z[g][t], levelBlocks.get(g), level * k * k);
      }
    }
    for (int p = 0; p < pairBlocks.size(); p++) {
      Pair pair = pattern.pairs().get(p);
      int i = subject.level[pair.rowGroup()][s];
      int j = subject.level[pair.columnGroup()][t];
      if (pair.rowGroup() != pair.columnGroup() || i > j) {
        double[] left = subject.z[pair.rowGroup()][s];
        double[] right = subject.z[pair.columnGroup()][t];
        int block =
            Arrays.binarySearch(pair.column(), pair.rowStart()[i], pair.rowStart()[i + 1], j);
        addOuter(left, right, pairBlocks.get(p), block * left.length * right.length);
      }
    }
  }

  private static void addOuter(double[] left, double[] right, double[] to, int from) {
    int at = from;
    for (double value : left) {
      for (double other : right) {
        to[at++] += value * other;
      }
    }
  }

  NormalEquations equations(ResidualModel residuals) {
    return new NormalEquations(pattern, residuals, border, groupBorders, levelBlocks, pairBlocks);
  }
}
