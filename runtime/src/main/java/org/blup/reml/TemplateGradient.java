package org.blup.reml;

import java.util.Arrays;
import org.blup.design.EquationPattern.Group;
import org.blup.design.EquationPattern.Pair;
import org.blup.linalg.Pieces;
import org.blup.linalg.inverse.SelectedInverse;

/**
 * The gradient of the criterion for each group's factor, one small sum over its levels,
 *
 * <pre>
 *   G = Σ_j ( [C⁻¹ Tᵀ KᵀWZ]_jj − u_j (ZᵀWe)_jᵀ / σ² ),     ∂criterion = 2 tr(G ∂Λ),
 * </pre>
 *
 * with T = blockdiag(Λ, I) and K = [Z X], or K = Z and C_ZZ for ML. It needs C⁻¹ only where the
 * factor is not zero, and no inverse of Λ.
 */
final class TemplateGradient {

  private final MixedModelEquations model;
  private final Assembly assembly;
  private final SelectedInverse inverse;
  private final CrossedGradient crossed;
  private final Scratch[] pieces = new Scratch[Pieces.COUNT];

  /** G of each group, k_g × k_g row by row. */
  final double[][] gradient;

  /** What one piece of the levels adds up. */
  private static final class Scratch {
    final double[] product;
    final double[] sum;

    Scratch(int length) {
      product = new double[length];
      sum = new double[length];
    }
  }

  TemplateGradient(MixedModelEquations model) {
    this.model = model;
    assembly = model.assembly;
    inverse = new SelectedInverse(model.factor);
    crossed = new CrossedGradient(assembly);
    int groups = model.modes.length;
    gradient = new double[groups][];
    int largest = 1;
    for (int g = 0; g < groups; g++) {
      int k = model.equations().groups().get(g).size();
      gradient[g] = new double[k * k];
      largest = Math.max(largest, k);
    }
    int square = largest * largest;
    Arrays.setAll(pieces, piece -> new Scratch(square));
  }

  SelectedInverse inverse() {
    return inverse;
  }

  /** Computes G for the templates that the model was last factored and solved for. */
  void compute() {
    compute(model.scaledVariance());
  }

  /**
   * The same for a residual variance that is not profiled out.
   *
   * @param variance σ² in the units of the scaled y
   */
  void compute(double variance) {
    computeDeterminant(model.reml ? model.columns : 0);
    for (int g = 0; g < gradient.length; g++) {
      int group = g;
      addLevels(
          g,
          (piece, from, to) -> {
            if (model.reml) {
              addBorder(group, from, to, pieces[piece].sum);
            }
            subtractModes(group, from, to, 1 / variance, pieces[piece].sum);
          });
      if (model.centred.isActive()) {
        model.inverted.gradient(g, model, inverse.panels(), variance, gradient[g]);
      }
    }
  }

  /**
   * Computes the part of G that stems from {@code log|C_ZZ|}, all of it where no fixed effects take
   * part in the inverse.
   *
   * @param columns how many fixed effects take part
   */
  void computeDeterminant(int columns) {
    inverse.compute(columns);
    for (int g = 0; g < gradient.length; g++) {
      Arrays.fill(gradient[g], 0);
      int group = g;
      addLevels(g, (piece, from, to) -> addDiagonal(group, from, to, pieces[piece]));
    }
    for (int b = 0; b < assembly.location.length; b++) {
      addPair(
          model.equations().pattern().pairs().get(b),
          model.equations().pairBlocks().get(b),
          assembly.location[b]);
    }
  }

  /** What the levels of a group contribute by themselves, in pieces that are added in order. */
  private void addLevels(int g, Pieces.Range work) {
    for (Scratch piece : pieces) {
      Arrays.fill(piece.sum, 0);
    }
    int levels = model.equations().groups().get(g).levels();
    double k = model.equations().groups().get(g).size();
    Pieces.overRange(levels, levels * k * k * (k + model.columns), work);
    for (Scratch piece : pieces) {
      for (int i = 0; i < gradient[g].length; i++) {
        gradient[g][i] += piece.sum[i];
      }
    }
  }

  /** {@code S_jj Λᵀ A_jj}. */
  private void addDiagonal(int g, int from, int to, Scratch piece) {
    double[] values = model.equations().levelBlocks(g);
    int k = model.equations().groups().get(g).size();
    int start = assembly.groupStart[g];
    for (int j = from; j < to; j++) {
      int at = assembly.diagonal[start + j];
      int ld = assembly.leadingDimension[start + j];
      multiply(k, k, at, 1, ld, model.lambda[g], piece.product);
      addProduct(k, k, piece.product, values, j * k * k, k, 1, piece.sum);
    }
  }

  /** {@code S_ji Λ_iᵀ A_ij} for the column's group and {@code S_ij Λ_jᵀ A_ji} for the row's. */
  private void addPair(Pair pair, double[] values, int[] places) {
    int g = pair.rowGroup();
    int h = pair.columnGroup();
    int rows = model.equations().groups().get(g).size();
    int columns = model.equations().groups().get(h).size();
    if (rows == 1 && columns == 1) {
      addNumbers(g, h, values, places);
      return;
    }
    if (crossed.takes(pair)) {
      crossed.add(pair, values, places, inverse.panels(), model.lambda, gradient);
      return;
    }
    double[] product = pieces[0].product;
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int at = places[e];
        int rowStride = 1;
        int columnStride = assembly.leadingDimension[assembly.groupStart[h] + pair.column()[e]];
        if (at < 0) {
          at = ~at;
          rowStride = assembly.leadingDimension[assembly.groupStart[g] + i];
          columnStride = 1;
        }
        int from = e * rows * columns;
        multiply(columns, rows, at, columnStride, rowStride, model.lambda[g], product);
        addProduct(columns, rows, product, values, from, columns, 1, gradient[h]);
        multiply(rows, columns, at, rowStride, columnStride, model.lambda[h], product);
        addProduct(rows, columns, product, values, from, 1, columns, gradient[g]);
      }
    }
  }

  private void addNumbers(int g, int h, double[] values, int[] places) {
    double[] panels = inverse.panels();
    double sum = 0;
    for (int e = 0; e < places.length; e++) {
      int at = places[e];
      sum += panels[at < 0 ? ~at : at] * values[e];
    }
    gradient[g][0] += sum * model.lambda[h][0];
    gradient[h][0] += sum * model.lambda[g][0];
  }

  /** {@code product ← S Λᵀ}, S m × n out of the inverse with the given strides, Λ n × n. */
  private void multiply(
      int m, int n, int at, int rowStride, int columnStride, double[] lambda, double[] product) {
    double[] panels = inverse.panels();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
          sum += panels[at + i * rowStride + c * columnStride] * lambda[j * n + c];
        }
        product[i * n + j] = sum;
      }
    }
  }

  /** {@code to ← to + product A}, product m × n, A n × m with the given strides. */
  private static void addProduct(
      int m,
      int n,
      double[] product,
      double[] a,
      int aStart,
      int rowStride,
      int columnStride,
      double[] to) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
          sum += product[i * n + c] * a[aStart + c * rowStride + j * columnStride];
        }
        to[i * m + j] += sum;
      }
    }
  }

  /** {@code S_jX XᵀWZ_j}. */
  private void addBorder(int g, int first, int last, double[] to) {
    Group group = model.equations().groups().get(g);
    int k = group.size();
    int columns = model.columns;
    double[] panels = inverse.panels();
    double[] values = model.equations().groupBorder(g);
    for (int j = first; j < last; j++) {
      int at = assembly.borderRows[assembly.groupStart[g] + j];
      int ld = assembly.leadingDimension[assembly.groupStart[g] + j];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          int from = (j * k + b) * (columns + 1);
          double sum = 0;
          for (int c = 0; c < columns; c++) {
            sum += panels[at + c + a * ld] * values[from + c] * assembly.borderScale[c];
          }
          to[a * k + b] += sum;
        }
      }
    }
  }

  private void subtractModes(int g, int first, int last, double inverseVariance, double[] to) {
    Group group = model.equations().groups().get(g);
    int k = group.size();
    double[] products = model.residualProducts[g];
    for (int j = first; j < last; j++) {
      int u = assembly.scalarRow[assembly.groupStart[g] + j];
      for (int a = 0; a < k; a++) {
        double scaled = model.solution[u + a] * inverseVariance;
        for (int b = 0; b < k; b++) {
          to[a * k + b] -= scaled * products[j * k + b];
        }
      }
    }
  }
}
