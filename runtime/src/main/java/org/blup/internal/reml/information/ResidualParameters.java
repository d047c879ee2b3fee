package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.ResidualFit;

/**
 * What the parameters φ of the residuals' covariance R add to derivatives: with M_j the matrices, e
 * the residuals, and W the coefficients of {@code R H⁻¹[X e]} in {@code [Z X y]},
 *
 * <pre>
 *   N_j  = WᵀM_jW     Y_i = Σ ∂_ic_j [M_jW]_Z
 *   [X e]ᵀH⁻¹ ∂_iR H⁻¹[X e]           = −Σ ∂_ic_j N_j
 *   [X e]ᵀH⁻¹ ∂_iR H⁻¹ ∂_kR H⁻¹[X e] = Σ b_ik,j N_j − Y_iᵀ ΛM⁻¹Λᵀ Y_k
 *   ZᵀH⁻¹ ∂_iR H⁻¹[X e]              = −(Y_i − ZᵀR⁻¹Z ΛM⁻¹Λᵀ Y_i)
 * </pre>
 *
 * (the symmetric part in i and k). Whatever is asked of pairs is contracted with N first: there are
 * many pairs, and many sums. Nothing is computed where there are no parameters. X stands in the
 * working basis, e in the units of the scaled y.
 */
final class ResidualParameters {

  /** How many parameters there are, those of levels among them. */
  final int count;

  /** Those of levels, which come last. */
  final LevelParameters levels;

  final ResidualForm.Combination at;

  /** How many are of the residuals. */
  private final int own;

  private final Precision precision;

  /** p + 1. */
  private final int width;

  /** N of each matrix, the lower triangle row by row. */
  private final double[][] forms;

  /** {@code −Σ ∂_ic_j N_j}, in the same way. */
  private final double[][] changes;

  /** Y of each parameter, rows of Z × (p + 1), and {@code ΛM⁻¹Λᵀ Y}. */
  private final double[][] ofZ;

  private final double[][] modes;

  /** {@code ZᵀH⁻¹ ∂_iR H⁻¹[X e]}. */
  private final double[][] applied;

  /** At an optimum whose model has been solved. */
  ResidualParameters(MixedModelEquations model, Precision precision, ResidualFit fit) {
    this.precision = precision;
    count = fit.parameters();
    levels = new LevelParameters(model, precision);
    own = count - levels.count;
    ResidualEquations.At fitted = fit.at();
    at = fitted.combination();
    width = model.columns + 1;
    int matrices = own == 0 ? 0 : fitted.matrices().size();
    double[][] first = new double[matrices][width * (width + 1) / 2];
    changes = new double[count][width * (width + 1) / 2];
    ofZ = new double[own][precision.rows() * width];
    modes = new double[own][];
    applied = new double[count][];
    for (int l = 0; l < levels.count; l++) {
      changes[own + l] = levels.change(l);
      applied[own + l] = levels.applied(l);
    }
    if (own == 0) {
      forms = first;
      return;
    }
    double[] effects = effects(model);
    double[] border = border(model);
    double[] last = new double[width];
    Arrays.setAll(last, row -> border[row * width + width - 1]);
    double[][] slopes = at.slopes();
    for (int j = 0; j < matrices; j++) {
      NormalEquations sum = fitted.matrices().get(j);
      double[] productOfZ = precision.times(sum, effects, border, width);
      double[] productOfBorder = precision.borderTimes(sum, effects, last);
      addForm(effects, productOfZ, first[j]);
      addBorderForm(last, productOfBorder, first[j]);
      for (int i = 0; i < own; i++) {
        addMultiple(-slopes[i][j], first[j], changes[i]);
        addMultiple(slopes[i][j], productOfZ, ofZ[i]);
      }
    }
    forms = fitted.forms(effects, border, width, first, true);
    for (int i = 0; i < own; i++) {
      modes[i] = precision.modes(ofZ[i], width);
      applied[i] = ofZ[i].clone();
      precision.complete(applied[i], modes[i], width);
      for (int e = 0; e < applied[i].length; e++) {
        applied[i][e] = -applied[i][e];
      }
    }
  }

  /** The rows of W for Z. */
  private double[] effects(MixedModelEquations model) {
    double[] withFixed = precision.solvedFixedEffects();
    double[] effects = new double[precision.rows() * width];
    for (int g = 0; g < model.effects.modes.length; g++) {
      double[] own = model.effects.modes[g];
      for (int row = 0; row < own.length; row++) {
        int to = precision.start[g] + row;
        for (int c = 0; c < width - 1; c++) {
          effects[to * width + c] = -withFixed[to * (width - 1) + c] / model.setup.borderScale[c];
        }
        effects[to * width + width - 1] = -own[row];
      }
    }
    return effects;
  }

  /** The rows of W for X and y. */
  private double[] border(MixedModelEquations model) {
    double[] border = new double[width * width];
    int last = width - 1;
    for (int c = 0; c < last; c++) {
      border[c * (width + 1)] = 1;
      double beta = model.effects.solution[model.layout.unknowns + c];
      border[c * width + last] = -beta * model.setup.borderScale[c];
    }
    border[last * (width + 1)] = model.setup.responseScale();
    return border;
  }

  /** The lower triangle of {@code xᵀy}. */
  private void addForm(double[] x, double[] y, double[] to) {
    for (int row = 0; row < x.length; row += width) {
      int next = 0;
      for (int a = 0; a < width; a++) {
        double value = x[row + a];
        for (int c = 0; value != 0 && c <= a; c++) {
          to[next + c] += value * y[row + c];
        }
        next += a + 1;
      }
    }
  }

  /** The same of the rows for X and y, x being an identity but for its last column. */
  private void addBorderForm(double[] last, double[] y, double[] to) {
    int next = 0;
    for (int a = 0; a < width - 1; a++) {
      for (int c = 0; c <= a; c++) {
        to[next++] += y[a * width + c];
      }
    }
    for (int row = 0; row < width; row++) {
      for (int c = 0; c < width; c++) {
        to[next + c] += last[row] * y[row * width + c];
      }
    }
  }

  private static void addMultiple(double factor, double[] from, double[] to) {
    for (int i = 0; factor != 0 && i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /** {@code XᵀH⁻¹ ∂_iR H⁻¹X}, p × p. */
  double[] ofFixed(int i) {
    return fixedPart(changes[i]);
  }

  private double[] fixedPart(double[] triangle) {
    int p = width - 1;
    double[] part = new double[p * p];
    for (int a = 0; a < p; a++) {
      for (int c = 0; c <= a; c++) {
        part[a * p + c] = triangle[a * (a + 1) / 2 + c];
        part[c * p + a] = part[a * p + c];
      }
    }
    return part;
  }

  /** {@code XᵀH⁻¹ ∂_iR H⁻¹e}. */
  double[] withResidual(int i) {
    double[] part = new double[width - 1];
    System.arraycopy(changes[i], part.length * width / 2, part, 0, part.length);
    return part;
  }

  /** {@code eᵀH⁻¹ ∂_iR H⁻¹e}. */
  double ofResidual(int i) {
    return changes[i][changes[i].length - 1];
  }

  /** {@code ZᵀH⁻¹ ∂_iR H⁻¹[X e]}, p + 1 numbers a row; not to be changed. */
  double[] applied(int i) {
    return applied[i];
  }

  /** For each matrix {@code tr(Φ N)} of the fixed effects, Φ any symmetric matrix. */
  double[] fixedForms(double[] covariance) {
    int p = width - 1;
    double[] result = new double[forms.length];
    for (int j = 0; j < forms.length; j++) {
      int next = 0;
      for (int a = 0; a < p; a++) {
        for (int c = 0; c < a; c++) {
          result[j] += 2 * covariance[a * p + c] * forms[j][next++];
        }
        result[j] += covariance[a * (p + 1)] * forms[j][next++];
      }
    }
    return result;
  }

  /** For each matrix N of the residuals. */
  double[] residualForms() {
    double[] result = new double[forms.length];
    for (int j = 0; j < forms.length; j++) {
      result[j] = forms[j][forms[j].length - 1];
    }
    return result;
  }

  /** {@code tr(Φ XᵀH⁻¹ ∂_iR H⁻¹ ∂_kR H⁻¹X)} for all pairs. */
  double[] fixedSquares(double[] covariance) {
    int p = width - 1;
    double[] squares = squares(fixedForms(covariance));
    for (int k = 0; k < own; k++) {
      double[] weighted = new double[modes[k].length];
      for (int row = 0; row < weighted.length; row += width) {
        for (int a = 0; a < p; a++) {
          for (int c = 0; c < p; c++) {
            weighted[row + a] += covariance[a * p + c] * modes[k][row + c];
          }
        }
      }
      for (int i = 0; i < own; i++) {
        squares[i * own + k] -= Quadratic.dot(ofZ[i], weighted);
      }
    }
    return withLevels(squares, product -> levels.fixedTrace(product, covariance));
  }

  /** {@code eᵀH⁻¹ ∂_iR H⁻¹ ∂_kR H⁻¹e} for all pairs. */
  double[] residualSquares() {
    double[] squares = squares(residualForms());
    for (int i = 0; i < own; i++) {
      for (int k = 0; k < own; k++) {
        for (int row = width - 1; row < ofZ[i].length; row += width) {
          squares[i * own + k] -= ofZ[i][row] * modes[k][row];
        }
      }
    }
    return withLevels(squares, LevelParameters::ofResidual);
  }

  private double[] squares(double[] ofSums) {
    return own == 0 ? new double[0] : at.squares(ofSums);
  }

  /**
   * The same for all pairs, given those of the residuals.
   *
   * @param of what is taken of products of pairs, lower triangles
   */
  private double[] withLevels(double[] squares, ToDoubleFunction<double[]> of) {
    double[] all = new double[count * count];
    for (int i = 0; i < own; i++) {
      System.arraycopy(squares, i * own, all, i * count, own);
    }
    for (int l = 0; l < levels.count; l++) {
      for (int k = 0; k <= own + l; k++) {
        double value = of.applyAsDouble(levels.product(l, applied[k]));
        all[(own + l) * count + k] = value;
        all[k * count + own + l] = value;
      }
    }
    return all;
  }

  /** {@code Σ w_ik XᵀH⁻¹ ∂_iR H⁻¹ ∂_kR H⁻¹X}, w symmetric. */
  double[] weightedSquares(double[] weights) {
    int p = width - 1;
    double[] ofLevels = new double[width * (width + 1) / 2];
    for (int l = 0; l < levels.count; l++) {
      for (int k = 0; k <= own + l; k++) {
        double weight = (k < own + l ? 2 : 1) * weights[(own + l) * count + k];
        addMultiple(weight, levels.product(l, applied[k]), ofLevels);
      }
    }
    double[] sum = fixedPart(ofLevels);
    if (own == 0) {
      return sum;
    }
    addMultiple(1, fixedPart(combined(at.weightedSquares(leading(weights, count, own)))), sum);
    for (int i = 0; i < own; i++) {
      double[] right = new double[ofZ[i].length];
      for (int k = 0; k < own; k++) {
        addMultiple(weights[i * count + k], modes[k], right);
      }
      for (int row = 0; row < right.length; row += width) {
        for (int a = 0; a < p; a++) {
          for (int c = 0; c < p; c++) {
            sum[a * p + c] -= ofZ[i][row + a] * right[row + c];
          }
        }
      }
    }
    return sum;
  }

  /** {@code Σ w_ik XᵀH⁻¹ ∂²(sR)/∂η_i∂η_k H⁻¹X}: {@link ResidualForm.Combination#naturalSeconds}. */
  double[] naturalSeconds(double[] weights) {
    return own == 0
        ? new double[(width - 1) * (width - 1)]
        : fixedPart(combined(at.naturalSeconds(weights)));
  }

  /**
   * The same of levels: {@code Σ w_ik XᵀH⁻¹ ∂²V/∂i∂k H⁻¹X} for elements ρ and correlations.
   *
   * @param weights w for elements and then all of these parameters, symmetric
   * @param size of its rows
   */
  double[] levelSeconds(double[] weights, int size, int elements) {
    double[] sum = new double[width * (width + 1) / 2];
    for (int l = 0; l < levels.count; l++) {
      int row = elements + own + l;
      addMultiple(weights[row * (size + 1)], levels.naturalSecond(l), sum);
      for (int i = 0; i < elements; i++) {
        addMultiple(2 * weights[row * size + i], levels.withElement(l, i), sum);
      }
    }
    return fixedPart(sum);
  }

  /** The leading square of a matrix. */
  static double[] leading(double[] matrix, int size, int rows) {
    double[] part = new double[rows * rows];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(matrix, i * size, part, i * rows, rows);
    }
    return part;
  }

  /** How many parameters are of the residuals. */
  int ofResiduals() {
    return own;
  }

  private double[] combined(double[] coefficients) {
    double[] sum = new double[width * (width + 1) / 2];
    for (int j = 0; j < forms.length; j++) {
      addMultiple(coefficients[j], forms[j], sum);
    }
    return sum;
  }
}
