package org.blup.internal.reml.equations;

import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * What equations {@code [Z X y]ᵀM[Z X y]} say of the residuals {@code e = y − Xβ − Zb} of a
 * solution, that of these equations or of others in the same pattern: {@code ZᵀMe}, {@code XᵀMe}
 * and {@code eᵀMe}, in the units of the scaled X and y.
 */
public final class ResidualProducts {

  private final EquationSetup setup;
  private final NormalEquations equations;
  private final double[] borderScale;

  public ResidualProducts(EquationSetup setup, NormalEquations equations) {
    this.setup = setup;
    this.equations = equations;
    borderScale = setup.borderScale;
  }

  /** Finds {@code ZᵀMe}, levels × size row by row for each group. */
  void ofZ(Effects effects, double[][] to) {
    ofZ(effects, 1, to);
  }

  /** Finds {@code −ZᵀM(Xβ + Zb)}, the same for a response of zero. */
  public void ofFittedValues(Effects effects, double[][] to) {
    ofZ(effects, 0, to);
  }

  /** Finds {@code ZᵀM(ry − Xβ − Zb)}. */
  private void ofZ(Effects effects, double r, double[][] to) {
    for (int g = 0; g < to.length; g++) {
      int group = g;
      overLevels(
          g,
          (piece, from, last) -> {
            subtractFixed(effects, r, group, from, last, to[group]);
            subtractOwn(effects, group, from, last, to[group]);
          });
    }
    equations.forEachPair((pair, values) -> subtractModes(effects, pair, values, to));
  }

  /** {@code XᵀMe}, and {@code yᵀMe} behind it. */
  double[] ofBorder(Effects effects) {
    int width = borderScale.length;
    int p = width - 1;
    double[] s = borderScale.clone();
    for (int c = 0; c < p; c++) {
      s[c] *= -effects.solution[setup.layout().unknowns + c];
    }
    double[] products = Quadratic.times(equations.border(), s);
    for (int g = 0; g < effects.modes.length; g++) {
      double[] values = equations.groupBorder(g);
      for (int row = 0; row < effects.modes[g].length; row++) {
        addMultiple(-effects.modes[g][row], values, row * width, products);
      }
    }
    for (int c = 0; c < width; c++) {
      products[c] *= borderScale[c];
    }
    return products;
  }

  private static void addMultiple(double factor, double[] values, int from, double[] to) {
    for (int c = 0; c < to.length; c++) {
      to[c] += factor * values[from + c];
    }
  }

  /**
   * {@code eᵀMe}.
   *
   * @param ofZ what {@link #ofZ} found
   * @param ofBorder what {@link #ofBorder} found
   */
  double square(Effects effects, double[][] ofZ, double[] ofBorder) {
    double square = ofBorder[ofBorder.length - 1];
    for (int c = 0; c < ofBorder.length - 1; c++) {
      square -= ofBorder[c] * effects.solution[setup.layout().unknowns + c];
    }
    for (int g = 0; g < ofZ.length; g++) {
      for (int row = 0; row < ofZ[g].length; row++) {
        square -= ofZ[g][row] * effects.modes[g][row];
      }
    }
    return square;
  }

  /** Levels of a group in pieces: each level's numbers are its own. */
  private void overLevels(int g, Pieces.Range work) {
    Group group = equations.groups().get(g);
    double k = group.size();
    Pieces.overRange(group.levels(), group.levels() * k * (k + borderScale.length), work);
  }

  private void subtractFixed(
      Effects effects, double r, int g, int from, int to, double[] products) {
    int columns = setup.columns();
    double[] values = equations.groupBorder(g);
    int k = equations.groups().get(g).size();
    int beta = setup.layout().unknowns;
    for (int i = from * k; i < to * k; i++) {
      int at = i * (columns + 1);
      double sum = r * values[at + columns] * borderScale[columns];
      for (int c = 0; c < columns; c++) {
        sum -= values[at + c] * borderScale[c] * effects.solution[beta + c];
      }
      products[i] = sum;
    }
  }

  /** A level's block with itself. */
  private void subtractOwn(Effects effects, int g, int from, int to, double[] products) {
    int k = equations.groups().get(g).size();
    double[] values = equations.levelBlocks(g);
    double[] own = effects.modes[g];
    int at = from * k * k;
    for (int j = from; j < to; j++) {
      for (int a = 0; a < k; a++) {
        double sum = 0;
        for (int b = 0; b < k; b++) {
          sum += values[at++] * own[j * k + b];
        }
        products[j * k + a] -= sum;
      }
    }
  }

  private void subtractModes(Effects effects, Pair pair, double[] values, double[][] products) {
    int rows = equations.groups().get(pair.rowGroup()).size();
    int columns = equations.groups().get(pair.columnGroup()).size();
    double[] rowModes = effects.modes[pair.rowGroup()];
    double[] columnModes = effects.modes[pair.columnGroup()];
    double[] rowProducts = products[pair.rowGroup()];
    double[] columnProducts = products[pair.columnGroup()];
    int at = 0;
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        int j = pair.column()[e] * columns;
        for (int a = i * rows; a < (i + 1) * rows; a++) {
          double mode = rowModes[a];
          double sum = 0;
          for (int b = j; b < j + columns; b++) {
            double value = values[at++];
            sum += value * columnModes[b];
            columnProducts[b] -= value * mode;
          }
          rowProducts[a] -= sum;
        }
      }
    }
  }
}
