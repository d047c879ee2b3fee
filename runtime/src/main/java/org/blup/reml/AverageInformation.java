package org.blup.reml;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.design.NormalEquations;
import org.blup.design.NormalEquations.Block;
import org.blup.design.NormalEquations.Group;
import org.blup.linalg.Pieces;

/**
 * The average of observed and expected information on the deviance scale, σ² profiled out (Gilmour,
 * Thompson & Cullis 1995, Average information REML, Biometrics 51:1440–1450). One solve a
 * parameter:
 *
 * <pre>
 *   h_i = ∂_iΛ u + Λ ∂_iΛᵀ ZᵀWe,   f_i = Z h_i,   r_i = [ΛᵀZᵀ; Xᵀ] W f_i
 *   AI_ij = (f_iᵀWf_j − r_iᵀC⁻¹r_j) / σ² − (h_iᵀZᵀWe)(h_jᵀZᵀWe) / (σ⁴ df)
 * </pre>
 *
 * Levels are taken in a fixed number of pieces, so that several threads give the bits of one.
 */
final class AverageInformation {

  private final MixedModelEquations model;
  private final Templates templates;
  private final NormalEquations equations;
  private final int parameters;

  /** For each group the range that its parameters lie in. */
  private final int[] begin;

  private final int[] end;

  /** For each group its parameters, and the row and column of each in the group's factor. */
  private final int[][] parameter;

  private final int[][] parameterRow;
  private final int[][] parameterColumn;

  /** For each group h_i, one row an unknown, one column a parameter of the group. */
  private final double[][] h;

  /** ZᵀWZ h_i in the order of elimination, then r_i, then L⁻¹ r_i. */
  private final double[] right;

  private final double[] withResidual;
  private final Sums[] sums = new Sums[Pieces.COUNT];

  /** Parameters × parameters, row by row, for parameters on the scale of the equations. */
  final double[] information;

  /** What one piece of the levels adds up. */
  private final class Sums {
    final double[] information = new double[parameters * parameters];
    final double[] withResidual = new double[parameters];
    final double[] border = new double[model.columns * parameters];
    final double[] rows;

    Sums(int largest) {
      rows = new double[largest * parameters];
    }

    void clear() {
      Arrays.fill(information, 0);
      Arrays.fill(withResidual, 0);
      Arrays.fill(border, 0);
    }
  }

  AverageInformation(MixedModelEquations model, Templates templates) {
    this.model = model;
    this.templates = templates;
    equations = model.equations();
    parameters = templates.parameters();
    int groups = equations.groups().size();
    begin = new int[groups];
    end = new int[groups];
    parameter = new int[groups][];
    parameterRow = new int[groups][];
    parameterColumn = new int[groups][];
    h = new double[groups][];
    int largest = 0;
    for (int g = 0; g < groups; g++) {
      Group group = equations.groups().get(g);
      range(g);
      h[g] = new double[Math.multiplyExact(group.levels() * group.size(), end[g] - begin[g])];
      largest = Math.max(largest, group.size());
    }
    right = new double[Math.multiplyExact(model.solution.length, parameters)];
    withResidual = new double[parameters];
    information = new double[parameters * parameters];
    for (int piece = 0; piece < sums.length; piece++) {
      sums[piece] = new Sums(largest);
    }
  }

  private void range(int g) {
    begin[g] = parameters;
    for (int i = 0; i < parameters; i++) {
      if (templates.group[i] == g) {
        begin[g] = Math.min(begin[g], i);
        end[g] = i + 1;
      }
    }
    begin[g] = Math.min(begin[g], end[g]);
    parameter[g] = IntStream.range(0, parameters).filter(i -> templates.group[i] == g).toArray();
    parameterRow[g] = Arrays.stream(parameter[g]).map(i -> templates.row[i]).toArray();
    parameterColumn[g] = Arrays.stream(parameter[g]).map(i -> templates.column[i]).toArray();
  }

  /** Computes the information for the templates that the model was last factored and solved for. */
  void compute() {
    for (Sums sum : sums) {
      sum.clear();
    }
    for (int g = 0; g < h.length; g++) {
      overLevels(g, this::directions);
    }
    for (Block block : equations.blocks()) {
      if (block.rowGroup() != block.columnGroup()) {
        multiply(block);
      }
    }
    for (int g = 0; g < h.length; g++) {
      overLevels(g, this::rightSides);
    }
    int beta = model.assembly.symbolic.unknowns() * parameters;
    Arrays.fill(right, beta, right.length, 0);
    for (Sums sum : sums) {
      for (int i = 0; i < sum.border.length; i++) {
        right[beta + i] += sum.border[i];
      }
    }
    model.solver.solve(right, parameters, model.columns);
    long rows = model.solution.length;
    int count = pieces(rows);
    Pieces.run(
        count,
        piece -> {
          int stop = (int) (rows * (piece + 1) / count) * parameters;
          for (int at = (int) (rows * piece / count) * parameters; at < stop; at += parameters) {
            addOuter(right, at, 0, parameters, right, at, -1, sums[piece].information);
          }
        });
    finish();
  }

  /** Element {@code row} of h_i, for the unknowns of a group level by level. */
  double direction(int g, int row, int parameter) {
    boolean own = begin[g] <= parameter && parameter < end[g];
    return own ? h[g][row * (end[g] - begin[g]) + parameter - begin[g]] : 0;
  }

  /** {@code L⁻¹ r_i} after {@link #compute}: one row an unknown, one column a parameter. */
  double[] halfSolved() {
    return right;
  }

  /** {@code f_iᵀWe} after {@link #compute}. */
  double[] withResidual() {
    return withResidual;
  }

  private interface LevelRange {
    void accept(int g, int from, int to, Sums sums);
  }

  private void overLevels(int g, LevelRange work) {
    Group group = equations.groups().get(g);
    long levels = group.levels();
    int count = pieces(levels * group.size() * group.size());
    Pieces.run(
        count,
        piece ->
            work.accept(
                g,
                (int) (levels * piece / count),
                (int) (levels * (piece + 1) / count),
                sums[piece]));
  }

  private int pieces(double rows) {
    return Pieces.isLarge(rows * parameters * parameters) ? Pieces.COUNT : 1;
  }

  /**
   * {@code h_i}: column b of Λ times element a of ZᵀWe, and element b of u at a; then {@code A_jj
   * h_i} of the level.
   */
  private void directions(int g, int from, int to, Sums sums) {
    int k = templates.groupSize(g);
    int width = end[g] - begin[g];
    double[] lambda = model.lambda[g];
    double[] residual = model.residualProducts[g];
    double[] own = h[g];
    Block block = equations.block(g, g);
    Assembly assembly = model.assembly;
    int[] ofGroup = parameter[g];
    int[] rowOf = parameterRow[g];
    int[] columnOf = parameterColumn[g];
    for (int j = from; j < to; j++) {
      int u = assembly.scalarRow[assembly.groupStart[g] + j];
      int start = j * k * width;
      clear(own, start, k * width);
      for (int p = 0; p < ofGroup.length; p++) {
        int a = rowOf[p];
        int b = columnOf[p];
        int at = start + ofGroup[p] - begin[g];
        double e = residual[j * k + a];
        for (int c = b; c < k; c++) {
          own[at + c * width] += lambda[c * k + b] * e;
        }
        own[at + a * width] += model.solution[u + b];
        double sum = 0;
        for (int c = 0; c < k; c++) {
          sum += own[at + c * width] * residual[j * k + c];
        }
        sums.withResidual[ofGroup[p]] += sum;
      }
      clear(right, u * parameters, k * parameters);
      for (int e = block.rowStart()[j]; e < block.rowStart()[j + 1]; e++) {
        for (int a = 0; a < k; a++) {
          int row = (u + a) * parameters + begin[g];
          for (int b = 0; b < k; b++) {
            double value = block.values()[(e * k + a) * k + b];
            addMultiple(right, row, own, start + b * width, width, value);
          }
        }
      }
    }
  }

  /** For ranges so short that a call to fill them takes longer. */
  private static void clear(double[] x, int start, int count) {
    for (int i = start; i < start + count; i++) {
      x[i] = 0;
    }
  }

  private void multiply(Block block) {
    int g = block.rowGroup();
    int l = block.columnGroup();
    int rows = templates.groupSize(g);
    int columns = templates.groupSize(l);
    int rowWidth = end[g] - begin[g];
    int columnWidth = end[l] - begin[l];
    Assembly assembly = model.assembly;
    double[] values = block.values();
    for (int i = 0; i < block.rowStart().length - 1; i++) {
      int rowAt = assembly.scalarRow[assembly.groupStart[g] + i] * parameters + begin[l];
      for (int e = block.rowStart()[i]; e < block.rowStart()[i + 1]; e++) {
        int at = e * rows * columns;
        int j = block.column()[e];
        int columnAt = assembly.scalarRow[assembly.groupStart[l] + j] * parameters + begin[g];
        for (int a = 0; a < rows; a++) {
          for (int b = 0; b < columns; b++) {
            double value = values[at++];
            int from = (j * columns + b) * columnWidth;
            addMultiple(right, rowAt + a * parameters, h[l], from, columnWidth, value);
            from = (i * rows + a) * rowWidth;
            addMultiple(right, columnAt + b * parameters, h[g], from, rowWidth, value);
          }
        }
      }
    }
  }

  private static void addMultiple(
      double[] to, int at, double[] from, int start, int count, double factor) {
    if (factor != 0) {
      for (int i = 0; i < count; i++) {
        to[at + i] += factor * from[start + i];
      }
    }
  }

  /** {@code Σ h_i (ZᵀWZ h_j)}, {@code XᵀWZ h}, and ZᵀWZ h turned into {@code Λᵀ ZᵀWZ h}. */
  private void rightSides(int g, int from, int to, Sums sums) {
    Group group = equations.groups().get(g);
    int k = group.size();
    int width = end[g] - begin[g];
    Assembly assembly = model.assembly;
    double[] lambda = model.lambda[g];
    double[] values = group.border();
    int border = model.columns + 1;
    for (int j = from; j < to; j++) {
      int u = assembly.scalarRow[assembly.groupStart[g] + j];
      for (int a = 0; a < k; a++) {
        int own = (j * k + a) * width;
        int row = (u + a) * parameters;
        addOuter(h[g], own, begin[g], end[g], right, row, 1, sums.information);
        for (int c = 0; c < model.columns; c++) {
          double value = values[(j * k + a) * border + c] * assembly.borderScale[c];
          addMultiple(sums.border, c * parameters + begin[g], h[g], own, width, value);
        }
      }
      clear(sums.rows, 0, k * parameters);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          int row = (u + a) * parameters;
          addMultiple(sums.rows, b * parameters, right, row, parameters, lambda[a * k + b]);
        }
      }
      for (int i = 0; i < k * parameters; i++) {
        right[u * parameters + i] = sums.rows[i];
      }
    }
  }

  /** Adds {@code sign · x yᵀ} to the lower triangle of the rows that x has. */
  private void addOuter(
      double[] x,
      int xStart,
      int first,
      int last,
      double[] y,
      int yStart,
      double sign,
      double[] to) {
    for (int i = first; i < last; i++) {
      double factor = sign * x[xStart + i - first];
      if (factor != 0) {
        int row = i * parameters;
        for (int j = 0; j <= i; j++) {
          to[row + j] += factor * y[yStart + j];
        }
      }
    }
  }

  private void finish() {
    Arrays.fill(information, 0);
    Arrays.fill(withResidual, 0);
    for (Sums sum : sums) {
      for (int i = 0; i < information.length; i++) {
        information[i] += sum.information[i];
      }
      for (int i = 0; i < parameters; i++) {
        withResidual[i] += sum.withResidual[i];
      }
    }
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
