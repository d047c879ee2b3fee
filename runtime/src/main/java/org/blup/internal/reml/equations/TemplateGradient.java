package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.PerWorker;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;

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
public final class TemplateGradient {

  private final SparseFactor factorisation;
  private final Layout layout;
  private final double[] borderScale;
  private final SelectedInverse inverse;
  private final CrossedGradient crossed;
  private final PerWorker<Scratch> pieces;

  /** G of each group, k_g × k_g row by row. */
  public final double[][] gradient;

  /** What one piece of the levels adds up. */
  private static final class Scratch {
    final double[] product;
    final double[] sum;

    Scratch(int length) {
      product = new double[length];
      sum = new double[length];
    }
  }

  public TemplateGradient(SparseFactor factorisation) {
    this.factorisation = factorisation;
    layout = factorisation.layout;
    borderScale = factorisation.setup.borderScale;
    inverse = new SelectedInverse(factorisation.factor);
    crossed = new CrossedGradient(layout);
    int groups = layout.pattern.groups().size();
    gradient = new double[groups][];
    int largest = 1;
    for (int g = 0; g < groups; g++) {
      int k = layout.pattern.groups().get(g).size();
      gradient[g] = new double[k * k];
      largest = Math.max(largest, k);
    }
    int square = largest * largest;
    pieces = new PerWorker<>(piece -> new Scratch(square));
  }

  SelectedInverse inverse() {
    return inverse;
  }

  /**
   * Computes G for the templates that were last factored.
   *
   * @param effects the solution there
   * @param reml whether the criterion is REML
   * @param variance σ² in the units of the scaled y, profiled out or not
   */
  public void compute(Effects effects, boolean reml, double variance) {
    computeDeterminant(reml ? layout.pattern.columns() : 0);
    for (int g = 0; g < gradient.length; g++) {
      int group = g;
      addLevels(
          g,
          (piece, from, to) -> {
            if (reml) {
              addBorder(factorisation.equations(), group, from, to, pieces.of(piece).sum);
            }
            subtractModes(effects, group, from, to, 1 / variance, pieces.of(piece).sum);
          });
      if (factorisation.centred.isActive()) {
        factorisation.inverted.gradient(
            g, layout, effects.solution, inverse.panels(), variance, gradient[g]);
      }
    }
  }

  /**
   * Computes the part of G that stems from {@code log|C_ZZ|}, all of it where no fixed effects take
   * part in the inverse.
   *
   * @param columns how many fixed effects take part
   */
  public void computeDeterminant(int columns) {
    inverse.compute(columns);
    addOfZ(factorisation.equations());
  }

  /**
   * The change of {@code log|C|}, or of {@code log|C_ZZ|} for ML, with a change of the equations:
   * {@code tr(C⁻¹ Tᵀ KᵀMK T)}. By the inverse that {@link #compute} found; G is lost.
   *
   * @param change {@code [K y]ᵀM[K y]} in the pattern of the equations
   * @param fixed what {@link #ofBorder} makes of {@code [C⁻¹]_XX}; empty for ML
   */
  public double trace(NormalEquations change, double[] fixed) {
    addOfZ(change);
    double trace = traceWithTemplates();
    if (fixed.length > 0) {
      for (int g = 0; g < gradient.length; g++) {
        Arrays.fill(gradient[g], 0);
        int group = g;
        addLevels(g, (piece, from, to) -> addBorder(change, group, from, to, pieces.of(piece).sum));
      }
      trace += 2 * traceWithTemplates();
      trace += Quadratic.dotInFour(fixed, 0, change.border(), 0, fixed.length);
    }
    return trace;
  }

  /**
   * What takes a border as equations have it to its part of {@link #trace}, (p + 1) × (p + 1).
   *
   * @param fixed {@code [C⁻¹]_XX} of the scaled columns, p × p; empty for ML, as the result is then
   */
  double[] ofBorder(double[] fixed) {
    int p = layout.pattern.columns();
    double[] unscaled = new double[fixed.length > 0 ? (p + 1) * (p + 1) : 0];
    for (int i = 0; i < fixed.length; i++) {
      int c = i / p;
      int d = i % p;
      unscaled[c * (p + 1) + d] = fixed[i] * borderScale[c] * borderScale[d];
    }
    return unscaled;
  }

  /** {@code Σ_g tr(G_g Λ_g)}. */
  private double traceWithTemplates() {
    double trace = 0;
    for (int g = 0; g < gradient.length; g++) {
      int k = layout.pattern.groups().get(g).size();
      for (int i = 0; i < k * k; i++) {
        trace += gradient[g][i] * factorisation.lambda()[g][i % k * k + i / k];
      }
    }
    return trace;
  }

  private void addOfZ(NormalEquations equations) {
    for (int g = 0; g < gradient.length; g++) {
      Arrays.fill(gradient[g], 0);
      int group = g;
      addLevels(g, (piece, from, to) -> addDiagonal(equations, group, from, to, pieces.of(piece)));
    }
    for (int b = 0; b < layout.location.length; b++) {
      addPair(
          equations.pattern().pairs().get(b), equations.pairBlocks().get(b), layout.location[b]);
    }
  }

  /** What the levels of a group contribute by themselves, in pieces that are added in order. */
  private void addLevels(int g, Pieces.Range work) {
    pieces.forEach(piece -> Arrays.fill(piece.sum, 0));
    int levels = layout.pattern.groups().get(g).levels();
    double k = layout.pattern.groups().get(g).size();
    Pieces.overRange(levels, levels * k * k * (k + layout.pattern.columns()), work);
    double[] to = gradient[g];
    pieces.forEach(
        piece -> {
          for (int i = 0; i < to.length; i++) {
            to[i] += piece.sum[i];
          }
        });
  }

  /** {@code S_jj Λᵀ A_jj}. */
  private void addDiagonal(NormalEquations equations, int g, int from, int to, Scratch piece) {
    double[] values = equations.levelBlocks(g);
    int k = layout.pattern.groups().get(g).size();
    int start = layout.groupStart[g];
    for (int j = from; j < to; j++) {
      int at = layout.diagonal[start + j];
      int ld = layout.leadingDimension[start + j];
      multiply(k, k, at, 1, ld, factorisation.lambda()[g], piece.product);
      addProduct(k, k, piece.product, values, j * k * k, k, 1, piece.sum);
    }
  }

  /** {@code S_ji Λ_iᵀ A_ij} for the column's group and {@code S_ij Λ_jᵀ A_ji} for the row's. */
  private void addPair(Pair pair, double[] values, int[] places) {
    int g = pair.rowGroup();
    int h = pair.columnGroup();
    int rows = layout.pattern.groups().get(g).size();
    int columns = layout.pattern.groups().get(h).size();
    if (rows == 1 && columns == 1) {
      addNumbers(g, h, values, places);
      return;
    }
    if (crossed.takes(pair)) {
      crossed.add(pair, values, places, inverse.panels(), factorisation.lambda(), gradient);
      return;
    }
    double[] product = pieces.of(0).product;
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int at = places[e];
        int rowStride = 1;
        int columnStride = layout.leadingDimension[layout.groupStart[h] + pair.column()[e]];
        if (at < 0) {
          at = ~at;
          rowStride = layout.leadingDimension[layout.groupStart[g] + i];
          columnStride = 1;
        }
        int from = e * rows * columns;
        multiply(columns, rows, at, columnStride, rowStride, factorisation.lambda()[g], product);
        addProduct(columns, rows, product, values, from, columns, 1, gradient[h]);
        multiply(rows, columns, at, rowStride, columnStride, factorisation.lambda()[h], product);
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
    gradient[g][0] += sum * factorisation.lambda()[h][0];
    gradient[h][0] += sum * factorisation.lambda()[g][0];
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
  private void addBorder(NormalEquations equations, int g, int first, int last, double[] to) {
    Group group = layout.pattern.groups().get(g);
    int k = group.size();
    int columns = layout.pattern.columns();
    double[] panels = inverse.panels();
    double[] values = equations.groupBorder(g);
    for (int j = first; j < last; j++) {
      int at = layout.borderRows[layout.groupStart[g] + j];
      int ld = layout.leadingDimension[layout.groupStart[g] + j];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          int from = (j * k + b) * (columns + 1);
          double sum = 0;
          for (int c = 0; c < columns; c++) {
            sum += panels[at + c + a * ld] * values[from + c] * borderScale[c];
          }
          to[a * k + b] += sum;
        }
      }
    }
  }

  private void subtractModes(
      Effects effects, int g, int first, int last, double inverseVariance, double[] to) {
    Group group = layout.pattern.groups().get(g);
    int k = group.size();
    double[] products = effects.residualProducts[g];
    for (int j = first; j < last; j++) {
      int u = layout.unknown(g, j);
      for (int a = 0; a < k; a++) {
        double scaled = effects.solution[u + a] * inverseVariance;
        for (int b = 0; b < k; b++) {
          to[a * k + b] -= scaled * products[j * k + b];
        }
      }
    }
  }
}
