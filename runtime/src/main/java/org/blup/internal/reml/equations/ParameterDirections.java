package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.Templates;

/**
 * For each parameter what a change of it does to the random effects, and the products of that:
 *
 * <pre>
 *   h_i = ∂_iΛ u + (Q⁻¹ ⊗ Λ ∂_iΛᵀ) ZᵀWe,   ZᵀWZ h_i
 * </pre>
 *
 * with Q the identity where levels are independent. A parameter changes the effects of its own
 * group alone, so that h_i is zero elsewhere.
 */
public final class ParameterDirections {

  private final SparseFactor factorisation;
  private final Layout layout;
  private final Templates templates;
  private final int parameters;
  private final GroupParameters[] groups;

  /** {@code (Q⁻¹ ⊗ I) ZᵀWe} of each group. */
  private final double[][] acrossLevels;

  /** For each group h_i, one row an unknown, one column a parameter of the group. */
  private final double[][] h;

  ParameterDirections(SparseFactor factorisation, GroupParameters[] groups) {
    this.factorisation = factorisation;
    layout = factorisation.layout;
    templates = factorisation.setup.templates;
    this.groups = groups;
    parameters = templates.elements();
    h = new double[groups.length][];
    acrossLevels = new double[groups.length][];
    for (int g = 0; g < groups.length; g++) {
      Group group = layout.pattern.groups().get(g);
      h[g] = new double[Math.multiplyExact(group.levels() * group.size(), groups[g].width())];
    }
  }

  /** Begins at a solution: {@link #compute} may then be called for all levels. */
  void begin(Effects effects) {
    Arrays.setAll(
        acrossLevels, g -> factorisation.levels().acrossLevels(g, effects.residualProducts[g]));
  }

  /** h_i of a group: one row an unknown, one column a parameter of the group's range. */
  double[] of(int g) {
    return h[g];
  }

  /** Element {@code row} of h_i, for the unknowns of a group level by level. */
  public double element(int g, int row, int parameter) {
    GroupParameters own = groups[g];
    boolean isOwn = own.begin <= parameter && parameter < own.end;
    return isOwn ? h[g][row * own.width() + parameter - own.begin] : 0;
  }

  /**
   * {@code h_i}: column b of Λ times element a of ZᵀWe, and element b of u at a; then {@code A_jj
   * h_i} of the level, to where it stands in the order of elimination.
   */
  void compute(Effects effects, int g, int from, int to, double[] right, InformationSums sums) {
    int k = templates.groupSize(g);
    int width = groups[g].width();
    double[] lambda = factorisation.lambda()[g];
    double[] residual = effects.residualProducts[g];
    double[] across = acrossLevels[g];
    double[] own = h[g];
    int[] ofGroup = groups[g].parameter;
    int[] rowOf = groups[g].row;
    int[] columnOf = groups[g].column;
    for (int j = from; j < to; j++) {
      int u = layout.unknown(g, j);
      int start = j * k * width;
      RowSums.clear(own, start, k * width);
      for (int p = 0; p < ofGroup.length; p++) {
        int a = rowOf[p];
        int b = columnOf[p];
        int at = start + ofGroup[p] - groups[g].begin;
        double e = across[j * k + a];
        for (int c = b; c < k; c++) {
          own[at + c * width] = lambda[c * k + b] * e;
        }
        own[at + a * width] += effects.solution[u + b];
      }
    }
    for (int j = from; j < to; j++) {
      multiplyOwn(g, j, k, width, right);
    }
    sums.products.subtract(
        (to - from) * k,
        own,
        from * k * width,
        width,
        residual,
        from * k,
        1,
        sums.withResidual,
        groups[g].begin,
        parameters);
  }

  /** {@code A_jj h_i}. */
  private void multiplyOwn(int g, int j, int k, int width, double[] right) {
    double[] values = factorisation.equations().levelBlocks(g);
    double[] own = h[g];
    int start = j * k * width;
    int u = layout.unknown(g, j) * parameters;
    RowSums.clear(right, u, k * parameters);
    int at = u + groups[g].begin;
    if (k == 1) {
      for (int i = 0; i < width; i++) {
        right[at + i] = values[j] * own[start + i];
      }
    } else if (k == 2) {
      double first = values[4 * j];
      double mixed = values[4 * j + 1];
      double second = values[4 * j + 3];
      for (int i = 0; i < width; i++) {
        double x = own[start + i];
        double y = own[start + width + i];
        right[at + i] = first * x + mixed * y;
        right[at + parameters + i] = mixed * x + second * y;
      }
    } else {
      for (int a = 0; a < k; a++) {
        RowSums.addRows(
            right, at + a * parameters, own, start, k, width, values, (j * k + a) * k, 1);
      }
    }
  }

  /** What the blocks of two groups give to {@code ZᵀWZ h}. */
  void multiply(Pair pair, double[] values, double[] right) {
    int g = pair.rowGroup();
    int l = pair.columnGroup();
    int rows = templates.groupSize(g);
    int columns = templates.groupSize(l);
    int rowWidth = groups[g].width();
    int columnWidth = groups[l].width();
    if (rows * columns * rowWidth * columnWidth == 1) {
      multiplyNumbers(pair, values, right);
      return;
    }
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      int rowAt = layout.unknown(g, i) * parameters + groups[l].begin;
      int rowFrom = i * rows * rowWidth;
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int at = e * rows * columns;
        int j = pair.column()[e];
        int columnAt = layout.unknown(l, j) * parameters + groups[g].begin;
        int from = j * columns * columnWidth;
        for (int a = 0; a < rows; a++) {
          int to = rowAt + a * parameters;
          RowSums.addRows(right, to, h[l], from, columns, columnWidth, values, at + a * columns, 1);
        }
        for (int b = 0; b < columns; b++) {
          int to = columnAt + b * parameters;
          RowSums.addRows(right, to, h[g], rowFrom, rows, rowWidth, values, at + b, columns);
        }
      }
    }
  }

  /** The same where each level has one effect and each group one parameter. */
  private void multiplyNumbers(Pair pair, double[] values, double[] right) {
    int g = pair.rowGroup();
    int l = pair.columnGroup();
    int rows = layout.groupStart[g];
    int columns = layout.groupStart[l];
    int[] scalarRow = layout.scalarRow;
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      double own = h[g][i];
      double sum = 0;
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int j = pair.column()[e];
        sum += values[e] * h[l][j];
        right[scalarRow[columns + j] * parameters + groups[g].begin] += values[e] * own;
      }
      right[scalarRow[rows + i] * parameters + groups[l].begin] += sum;
    }
  }
}
