package org.blup.reml;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.design.NormalEquations;
import org.blup.design.NormalEquations.Block;
import org.blup.design.NormalEquations.Group;
import org.blup.linalg.Pieces;
import org.blup.linalg.TallProducts;

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

  /** So many levels at a time are multiplied with each other. */
  private static final int LEVELS = 32;

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

  /** What one piece of the levels adds up, each with its sign changed. */
  private final class Sums {
    final TallProducts products = new TallProducts();

    /** Column-major, parameters × parameters; what has to be known is below the diagonal. */
    final double[] information = new double[parameters * parameters];

    final double[] withResidual = new double[parameters];

    /** Parameters × (p + 1), column-major. */
    final double[] border = new double[(model.columns + 1) * parameters];

    final double[] square = new double[parameters * parameters];

    /** Rows of {@code ZᵀWZ h} of a few levels in their order. */
    final double[] rows;

    Sums(int largest) {
      rows = new double[LEVELS * largest * parameters];
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
      for (int c = 0; c < model.columns; c++) {
        double scale = model.assembly.borderScale[c];
        for (int i = c * parameters; i < (c + 1) * parameters; i++) {
          right[beta + i] -= sum.border[i] * scale;
        }
      }
    }
    model.solver.solve(right, parameters, model.columns);
    long rows = model.solution.length;
    int count = pieces(rows);
    Pieces.run(
        count,
        piece -> {
          int from = (int) (rows * piece / count);
          int length = (int) (rows * (piece + 1) / count) - from;
          subtractSquare(from, length, sums[piece]);
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

  /** {@code − r_iᵀC⁻¹r_j}, so much of it as some of the rows give. */
  private void subtractSquare(int from, int length, Sums sums) {
    int at = from * parameters;
    double[] square = sums.square;
    Arrays.fill(square, 0);
    sums.products.subtractSquare(length, right, at, parameters, square);
    for (int i = 0; i < square.length; i++) {
      sums.information[i] -= square[i];
    }
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
          own[at + c * width] = lambda[c * k + b] * e;
        }
        own[at + a * width] += model.solution[u + b];
      }
    }
    for (int j = from; j < to; j++) {
      multiplyOwn(g, j, k, width);
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
        begin[g],
        parameters);
  }

  /** {@code A_jj h_i}. */
  private void multiplyOwn(int g, int j, int k, int width) {
    Block block = equations.block(g, g);
    double[] values = block.values();
    double[] own = h[g];
    int start = j * k * width;
    int u = model.assembly.scalarRow[model.assembly.groupStart[g] + j] * parameters;
    clear(right, u, k * parameters);
    for (int e = block.rowStart()[j]; e < block.rowStart()[j + 1]; e++) {
      int at = u + begin[g];
      if (k == 1) {
        for (int i = 0; i < width; i++) {
          right[at + i] = values[e] * own[start + i];
        }
      } else if (k == 2) {
        double first = values[4 * e];
        double mixed = values[4 * e + 1];
        double second = values[4 * e + 3];
        for (int i = 0; i < width; i++) {
          double x = own[start + i];
          double y = own[start + width + i];
          right[at + i] = first * x + mixed * y;
          right[at + parameters + i] = mixed * x + second * y;
        }
      } else {
        for (int a = 0; a < k; a++) {
          addRows(right, at + a * parameters, own, start, k, width, values, (e * k + a) * k, 1);
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
    if (rows * columns * rowWidth * columnWidth == 1) {
      multiplyNumbers(block);
      return;
    }
    Assembly assembly = model.assembly;
    double[] values = block.values();
    for (int i = 0; i < block.rowStart().length - 1; i++) {
      int rowAt = assembly.scalarRow[assembly.groupStart[g] + i] * parameters + begin[l];
      int rowFrom = i * rows * rowWidth;
      for (int e = block.rowStart()[i]; e < block.rowStart()[i + 1]; e++) {
        int at = e * rows * columns;
        int j = block.column()[e];
        int columnAt = assembly.scalarRow[assembly.groupStart[l] + j] * parameters + begin[g];
        int from = j * columns * columnWidth;
        for (int a = 0; a < rows; a++) {
          int to = rowAt + a * parameters;
          addRows(right, to, h[l], from, columns, columnWidth, values, at + a * columns, 1);
        }
        for (int b = 0; b < columns; b++) {
          int to = columnAt + b * parameters;
          addRows(right, to, h[g], rowFrom, rows, rowWidth, values, at + b, columns);
        }
      }
    }
  }

  /** The same where each level has one effect and each group one parameter. */
  private void multiplyNumbers(Block block) {
    int g = block.rowGroup();
    int l = block.columnGroup();
    int rows = model.assembly.groupStart[g];
    int columns = model.assembly.groupStart[l];
    int[] scalarRow = model.assembly.scalarRow;
    double[] values = block.values();
    for (int i = 0; i < block.rowStart().length - 1; i++) {
      double own = h[g][i];
      double sum = 0;
      for (int e = block.rowStart()[i]; e < block.rowStart()[i + 1]; e++) {
        int j = block.column()[e];
        sum += values[e] * h[l][j];
        right[scalarRow[columns + j] * parameters + begin[g]] += values[e] * own;
      }
      right[scalarRow[rows + i] * parameters + begin[l]] += sum;
    }
  }

  /** {@code to ← to + Σ_r v_r x_r} for the rows of x, one after the other. */
  private static void addRows(
      double[] to,
      int at,
      double[] x,
      int start,
      int rows,
      int width,
      double[] v,
      int first,
      int step) {
    int r = 0;
    for (; r + 3 < rows; r += 4) {
      int x0 = start + r * width;
      int x1 = x0 + width;
      int x2 = x1 + width;
      int x3 = x2 + width;
      double v0 = v[first + r * step];
      double v1 = v[first + (r + 1) * step];
      double v2 = v[first + (r + 2) * step];
      double v3 = v[first + (r + 3) * step];
      for (int i = 0; i < width; i++) {
        to[at + i] += (v0 * x[x0 + i] + v1 * x[x1 + i]) + (v2 * x[x2 + i] + v3 * x[x3 + i]);
      }
    }
    for (; r < rows; r++) {
      double factor = v[first + r * step];
      int from = start + r * width;
      for (int i = 0; i < width; i++) {
        to[at + i] += factor * x[from + i];
      }
    }
  }

  /** {@code Σ h_i (ZᵀWZ h_j)}, {@code XᵀWZ h}, and ZᵀWZ h turned into {@code Λᵀ ZᵀWZ h}. */
  private void rightSides(int g, int from, int to, Sums sums) {
    Group group = equations.groups().get(g);
    int k = group.size();
    int width = end[g] - begin[g];
    int border = model.columns + 1;
    for (int first = from; first < to; first += LEVELS) {
      int count = Math.min(LEVELS, to - first);
      int rows = count * k;
      int own = first * k * width;
      takeRows(g, first, count, k, sums.rows);
      sums.products.subtract(
          rows, h[g], own, width, sums.rows, 0, parameters, sums.information, begin[g], parameters);
      sums.products.subtract(
          rows,
          h[g],
          own,
          width,
          group.border(),
          first * k * border,
          border,
          sums.border,
          begin[g],
          parameters);
      for (int j = 0; j < count; j++) {
        int u = model.assembly.scalarRow[model.assembly.groupStart[g] + first + j] * parameters;
        multiplyTemplate(k, model.lambda[g], sums.rows, j * k * parameters, u);
      }
    }
  }

  /** Copies rows of the right sides to where they stand in the order of the levels. */
  private void takeRows(int g, int first, int count, int k, double[] to) {
    int length = k * parameters;
    for (int j = 0; j < count; j++) {
      int u = model.assembly.scalarRow[model.assembly.groupStart[g] + first + j] * parameters;
      for (int i = 0; i < length; i++) {
        to[j * length + i] = right[u + i];
      }
    }
  }

  /** {@code Λᵀ} times a level's rows. */
  private void multiplyTemplate(int k, double[] lambda, double[] rows, int from, int to) {
    if (k == 1) {
      for (int i = 0; i < parameters; i++) {
        right[to + i] = lambda[0] * rows[from + i];
      }
      return;
    }
    if (k == 2) {
      for (int i = 0; i < parameters; i++) {
        double x = rows[from + i];
        double y = rows[from + parameters + i];
        right[to + i] = lambda[0] * x + lambda[2] * y;
        right[to + parameters + i] = lambda[1] * x + lambda[3] * y;
      }
      return;
    }
    clear(right, to, k * parameters);
    for (int b = 0; b < k; b++) {
      addRows(right, to + b * parameters, rows, from, k, parameters, lambda, b, k);
    }
  }

  private void finish() {
    Arrays.fill(information, 0);
    Arrays.fill(withResidual, 0);
    for (Sums sum : sums) {
      for (int i = 0; i < information.length; i++) {
        information[i] -= sum.information[i];
      }
      for (int i = 0; i < parameters; i++) {
        withResidual[i] -= sum.withResidual[i];
      }
    }
    double variance = model.scaledVariance();
    double schur = 1 / (variance * variance * model.degreesOfFreedom());
    for (int i = 0; i < parameters; i++) {
      for (int j = 0; j <= i; j++) {
        double value =
            information[i + j * parameters] / variance - withResidual[i] * withResidual[j] * schur;
        information[i * parameters + j] = value;
        information[j * parameters + i] = value;
      }
    }
  }
}
