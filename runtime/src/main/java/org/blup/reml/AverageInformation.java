package org.blup.reml;

import java.util.Arrays;
import org.blup.design.NormalEquations;
import org.blup.design.NormalEquations.Block;
import org.blup.design.NormalEquations.Group;

/**
 * The average of observed and expected information on the deviance scale, σ² profiled out (Gilmour,
 * Thompson & Cullis 1995, Average information REML, Biometrics 51:1440–1450). One solve a
 * parameter:
 *
 * <pre>
 *   h_i = ∂_iΛ u + Λ ∂_iΛᵀ ZᵀWe,   f_i = Z h_i,   r_i = [ΛᵀZᵀ; Xᵀ] W f_i
 *   AI_ij = (f_iᵀWf_j − r_iᵀC⁻¹r_j) / σ² − (h_iᵀZᵀWe)(h_jᵀZᵀWe) / (σ⁴ df)
 * </pre>
 */
final class AverageInformation {

  private final MixedModelEquations model;
  private final Templates templates;
  private final NormalEquations equations;
  private final int parameters;

  /** For each group h_i and ZᵀWZ h_i, one row an unknown, one column a parameter. */
  private final double[][] h;

  private final double[][] products;

  /** r_i in the order of elimination, then L⁻¹ r_i. */
  private final double[] right;

  private final double[] withResidual;

  /** Parameters × parameters, row by row, for parameters on the scale of the equations. */
  final double[] information;

  AverageInformation(MixedModelEquations model, Templates templates) {
    this.model = model;
    this.templates = templates;
    equations = model.equations();
    parameters = templates.parameters();
    int groups = equations.groups().size();
    h = new double[groups][];
    products = new double[groups][];
    for (int g = 0; g < groups; g++) {
      Group group = equations.groups().get(g);
      int length = Math.multiplyExact(group.levels() * group.size(), parameters);
      h[g] = new double[length];
      products[g] = new double[length];
    }
    right = new double[Math.multiplyExact(model.solution.length, parameters)];
    withResidual = new double[parameters];
    information = new double[parameters * parameters];
  }

  /** Computes the information for the templates that the model was last factored and solved for. */
  void compute() {
    Arrays.fill(information, 0);
    Arrays.fill(withResidual, 0);
    Arrays.fill(right, 0);
    for (int g = 0; g < h.length; g++) {
      Arrays.fill(h[g], 0);
      Arrays.fill(products[g], 0);
    }
    for (int i = 0; i < parameters; i++) {
      direction(i);
    }
    for (Block block : equations.blocks()) {
      multiply(block);
    }
    for (int g = 0; g < h.length; g++) {
      rightSides(g);
      accumulate(g);
    }
    model.solver.solve(right, parameters, model.columns);
    for (int at = 0; at < right.length; at += parameters) {
      subtractOuter(right, at, right, at, -1);
    }
    finish();
  }

  /** {@code h_i}: column b of Λ times element a of ZᵀWe, and element b of u at a. */
  private void direction(int i) {
    int g = templates.group[i];
    int k = templates.groupSize(g);
    int a = templates.row[i];
    int b = templates.column[i];
    double[] lambda = model.lambda[g];
    double[] residual = model.residualProducts[g];
    Assembly assembly = model.assembly;
    double sum = 0;
    for (int j = 0; j < equations.groups().get(g).levels(); j++) {
      double e = residual[j * k + a];
      int row = j * k * parameters + i;
      for (int c = 0; c < k; c++) {
        h[g][row + c * parameters] += lambda[c * k + b] * e;
      }
      h[g][row + a * parameters] +=
          model.solution[assembly.scalarRow[assembly.groupStart[g] + j] + b];
      for (int c = 0; c < k; c++) {
        sum += h[g][row + c * parameters] * residual[j * k + c];
      }
    }
    withResidual[i] = sum;
  }

  private void multiply(Block block) {
    int g = block.rowGroup();
    int l = block.columnGroup();
    int rows = templates.groupSize(g);
    int columns = templates.groupSize(l);
    double[] values = block.values();
    for (int i = 0; i < block.rowStart().length - 1; i++) {
      for (int e = block.rowStart()[i]; e < block.rowStart()[i + 1]; e++) {
        int at = e * rows * columns;
        for (int a = 0; a < rows; a++) {
          for (int b = 0; b < columns; b++) {
            double value = values[at++];
            int row = (i * rows + a) * parameters;
            int column = (block.column()[e] * columns + b) * parameters;
            addMultiple(products[g], row, h[l], column, value);
            if (g != l) {
              addMultiple(products[l], column, h[g], row, value);
            }
          }
        }
      }
    }
  }

  private void addMultiple(double[] to, int at, double[] from, int start, double factor) {
    if (factor != 0) {
      for (int i = 0; i < parameters; i++) {
        to[at + i] += factor * from[start + i];
      }
    }
  }

  /** {@code Λᵀ ZᵀWZ h} and {@code XᵀWZ h}. */
  private void rightSides(int g) {
    Group group = equations.groups().get(g);
    int k = group.size();
    Assembly assembly = model.assembly;
    int beta = assembly.symbolic.unknowns();
    int border = model.columns + 1;
    for (int j = 0; j < group.levels(); j++) {
      int u = assembly.scalarRow[assembly.groupStart[g] + j];
      for (int a = 0; a < k; a++) {
        int row = (j * k + a) * parameters;
        for (int b = 0; b < k; b++) {
          addMultiple(right, (u + b) * parameters, products[g], row, model.lambda[g][a * k + b]);
        }
        int from = (j * k + a) * border;
        for (int c = 0; c < model.columns; c++) {
          double value = group.border()[from + c] * assembly.borderScale[c];
          addMultiple(right, (beta + c) * parameters, h[g], row, value);
        }
      }
    }
  }

  /** {@code Σ h_i (ZᵀWZ h_j)}. */
  private void accumulate(int g) {
    for (int at = 0; at < h[g].length; at += parameters) {
      subtractOuter(h[g], at, products[g], at, 1);
    }
  }

  /** Adds {@code sign · x yᵀ} to the lower triangle of the information. */
  private void subtractOuter(double[] x, int xStart, double[] y, int yStart, double sign) {
    for (int i = 0; i < parameters; i++) {
      double factor = sign * x[xStart + i];
      if (factor != 0) {
        int row = i * parameters;
        for (int j = 0; j <= i; j++) {
          information[row + j] += factor * y[yStart + j];
        }
      }
    }
  }

  private void finish() {
    double variance = model.scaledVariance();
    double schur = 1 / (variance * variance * model.degreesOfFreedom());
    for (int i = 0; i < parameters; i++) {
      for (int j = 0; j <= i; j++) {
        double value =
            information[i * parameters + j] / variance - withResidual[i] * withResidual[j] * schur;
        information[i * parameters + j] = value;
        information[j * parameters + i] = value;
      }
    }
  }
}
