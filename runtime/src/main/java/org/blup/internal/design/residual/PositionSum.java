package org.blup.internal.design.residual;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern;
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
  private final EquationValues values;

  PositionSum(EquationPattern pattern) {
    this.pattern = pattern;
    width = pattern.columns() + 1;
    values = EquationValues.of(pattern);
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
    addOuter(subject.border[s], subject.border[t], values.border(), 0);
    for (int g = 0; g < values.groupBorders().size(); g++) {
      int k = pattern.groups().get(g).size();
      double[] zs = subject.z[g][s];
      int level = subject.level[g][s];
      addOuter(zs, subject.border[t], values.groupBorders().get(g), level * k * width);
      if (level == subject.level[g][t]) {
        addOuter(zs, subject.z[g][t], values.levelBlocks().get(g), level * k * k);
      }
    }
    for (int p = 0; p < values.pairBlocks().size(); p++) {
      Pair pair = pattern.pairs().get(p);
      int i = subject.level[pair.rowGroup()][s];
      int j = subject.level[pair.columnGroup()][t];
      if (pair.rowGroup() != pair.columnGroup() || i > j) {
        double[] left = subject.z[pair.rowGroup()][s];
        double[] right = subject.z[pair.columnGroup()][t];
        int block =
            Arrays.binarySearch(pair.column(), pair.rowStart()[i], pair.rowStart()[i + 1], j);
        addOuter(left, right, values.pairBlocks().get(p), block * left.length * right.length);
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
    return values.equations(residuals);
  }
}
