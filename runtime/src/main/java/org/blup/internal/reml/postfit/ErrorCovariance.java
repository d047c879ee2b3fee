package org.blup.internal.reml.postfit;

import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.UserBasis;
import org.jspecify.annotations.Nullable;

/**
 * The covariance of the errors of prediction b̂ − b and β̂ − β: {@code σ² T C⁻¹ Tᵀ}, T =
 * blockdiag(Λ, I) (Henderson 1975, Best linear unbiased estimation and prediction under a selection
 * model, Biometrics 31:423–447, section 3). Its elements are taken from the selected inverse where
 * the factor has them, which is so for all levels that meet in a row; else they are solved for.
 * Safe for several threads.
 */
final class ErrorCovariance {

  private final MixedModelEquations model;
  private final SymbolicFactor symbolic;
  private @Nullable SelectedInverse inverse;
  private @Nullable InverseColumns inverseColumns;

  /** Of equations that are factored and solved. */
  ErrorCovariance(MixedModelEquations model) {
    this.model = model;
    symbolic = model.layout.symbolic;
  }

  /** How many effects a level has. */
  private int size(int node) {
    return model.equations().groups().get(groupOf(node)).size();
  }

  private int groupOf(int node) {
    int g = 0;
    while (model.layout.groupStart[g + 1] <= node) {
      g++;
    }
    return g;
  }

  /** The order of {@link #covariance}: the effects of the levels and p. */
  int order(int[] nodes) {
    int order = model.columns;
    for (int node : nodes) {
      order += size(node);
    }
    return order;
  }

  /**
   * Over σ², of the effects of some levels one after the other, and of the fixed effects behind
   * them.
   *
   * @param nodes different levels
   * @return order × order, symmetric
   */
  double[] covariance(int... nodes) {
    int order = order(nodes);
    double[] covariance = new double[order * order];
    int[] start = new int[nodes.length + 1];
    for (int i = 0; i < nodes.length; i++) {
      start[i + 1] = start[i] + size(nodes[i]);
    }
    boolean[] solved = inverseColumns().cover(nodes);
    select(nodes, start, solved, covariance, order);
    for (int i = 0; i < nodes.length; i++) {
      if (solved[i]) {
        solve(nodes, start, i, covariance, order);
      }
    }
    scaleBorder(covariance, start[nodes.length], order);
    for (int i = 0; i < nodes.length; i++) {
      multiplyRows(model.lambda[groupOf(nodes[i])], start[i], size(nodes[i]), covariance, order);
    }
    for (int i = 0; i < nodes.length; i++) {
      multiplyColumns(model.lambda[groupOf(nodes[i])], start[i], size(nodes[i]), covariance, order);
    }
    return covariance;
  }

  /** Over σ², of one level's effects in the user's basis, size × size row by row. */
  double[] ofLevel(int group, int node) {
    int k = size(node);
    double[] covariance = new double[k * k];
    copy(
        inversePanels(),
        symbolic.diagonal(node),
        symbolic.leadingDimension(node),
        k,
        k,
        covariance,
        0,
        0,
        k);
    multiplyRows(model.lambda[group], 0, k, covariance, k);
    multiplyColumns(model.lambda[group], 0, k, covariance, k);
    new UserBasis(model.equations()).covariances(group, covariance);
    return covariance;
  }

  /** The selected inverse, on the panels of the factor. */
  double[] inversePanels() {
    return inverse().panels();
  }

  private synchronized SelectedInverse inverse() {
    SelectedInverse known = inverse;
    if (known == null) {
      known = new SelectedInverse(model.sparse().factor);
      known.compute(model.columns);
      inverse = known;
    }
    return known;
  }

  private void select(int[] nodes, int[] start, boolean[] solved, double[] to, int order) {
    double[] panels = inversePanels();
    int border = start[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      int k = start[i + 1] - start[i];
      int ld = symbolic.leadingDimension(nodes[i]);
      copy(panels, symbolic.diagonal(nodes[i]), ld, k, k, to, start[i], start[i], order);
      int rows = symbolic.borderRows(nodes[i]);
      copy(panels, rows, ld, model.columns, k, to, border, start[i], order);
      for (int j = 0; j < i; j++) {
        if (solved[i] || solved[j]) {
          continue;
        }
        boolean below = symbolic.isBelow(nodes[i], nodes[j]);
        int row = below ? i : j;
        int column = below ? j : i;
        copy(
            panels,
            symbolic.block(nodes[i], nodes[j]),
            symbolic.leadingDimension(nodes[column]),
            start[row + 1] - start[row],
            start[column + 1] - start[column],
            to,
            start[row],
            start[column],
            order);
      }
    }
    int square = symbolic.borderSquare();
    copy(
        panels, square, model.columns + 1, model.columns, model.columns, to, border, border, order);
  }

  /** Copies an m × n block, column-major, to both of its places. */
  private static void copy(
      double[] from, int at, int ld, int m, int n, double[] to, int row, int column, int order) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        double value = from[at + i + j * ld];
        to[(row + i) * order + column + j] = value;
        to[(column + j) * order + row + i] = value;
      }
    }
  }

  /** The rows and columns of a level, whose blocks with some others the factor does not have. */
  private void solve(int[] nodes, int[] start, int i, double[] to, int order) {
    double[][] columns = inverseColumns().of(nodes[i], start[i + 1] - start[i]);
    for (int a = 0; a < columns.length; a++) {
      for (int j = 0; j < nodes.length; j++) {
        int row = symbolic.scalarRow(nodes[j]);
        for (int b = 0; b < start[j + 1] - start[j]; b++) {
          double value = columns[a][row + b];
          to[(start[j] + b) * order + start[i] + a] = value;
          to[(start[i] + a) * order + start[j] + b] = value;
        }
      }
    }
  }

  private synchronized InverseColumns inverseColumns() {
    InverseColumns known = inverseColumns;
    if (known == null) {
      known = new InverseColumns(model);
      inverseColumns = known;
    }
    return known;
  }

  /** From scaled columns of X to those of the equations. */
  private void scaleBorder(double[] covariance, int border, int order) {
    double[] scale = model.setup.borderScale;
    for (int c = border; c < order; c++) {
      for (int i = 0; i < order; i++) {
        covariance[c * order + i] *= scale[c - border];
        covariance[i * order + c] *= scale[c - border];
      }
    }
  }

  private static void multiplyRows(double[] l, int start, int k, double[] matrix, int order) {
    double[] column = new double[k];
    for (int j = 0; j < order; j++) {
      for (int a = 0; a < k; a++) {
        column[a] = 0;
        for (int b = 0; b < k; b++) {
          column[a] += l[a * k + b] * matrix[(start + b) * order + j];
        }
      }
      for (int a = 0; a < k; a++) {
        matrix[(start + a) * order + j] = column[a];
      }
    }
  }

  private static void multiplyColumns(double[] l, int start, int k, double[] matrix, int order) {
    double[] row = new double[k];
    for (int i = 0; i < order; i++) {
      int at = i * order + start;
      for (int a = 0; a < k; a++) {
        row[a] = 0;
        for (int b = 0; b < k; b++) {
          row[a] += l[a * k + b] * matrix[at + b];
        }
      }
      System.arraycopy(row, 0, matrix, at, k);
    }
  }
}
