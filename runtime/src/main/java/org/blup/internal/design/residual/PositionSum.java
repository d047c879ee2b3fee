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

  /** The border of different positions holds {@code k_s k_tᵀ} alone until it is asked for. */
  private final EquationValues values;

  private final boolean isOfOne;

  /**
   * A sum of zeros.
   *
   * @param isOfOne whether it is of one position
   */
  PositionSum(EquationPattern pattern, boolean isOfOne) {
    this.pattern = pattern;
    this.isOfOne = isOfOne;
    width = pattern.columns() + 1;
    values = EquationValues.of(pattern);
  }

  /** Adds two rows of a subject, or one and the same. */
  void add(CodedRows subject, int s, int t) {
    addOuter(subject.border[s], subject.border[t], values.border(), 0);
    addHalf(subject, s, t);
    if (!isOfOne) {
      addHalf(subject, t, s);
    }
  }

  /** Adds {@code k_s k_tᵀ} but for the border. */
  private void addHalf(CodedRows subject, int s, int t) {
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
    for (int a = 0; a < left.length; a++) {
      double value = left[a];
      int at = from + a * right.length;
      for (int b = 0; value != 0 && b < right.length; b++) {
        to[at + b] += value * right[b];
      }
    }
  }

  NormalEquations equations(ResidualModel residuals) {
    for (int a = 0; a < width && !isOfOne; a++) {
      for (int b = 0; b <= a; b++) {
        double both = values.border()[a * width + b] + values.border()[b * width + a];
        values.border()[a * width + b] = both;
        values.border()[b * width + a] = both;
      }
    }
    return values.equations(residuals);
  }
}
