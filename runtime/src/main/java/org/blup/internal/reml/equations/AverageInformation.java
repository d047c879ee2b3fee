package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.linalg.PerWorker;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.Templates;

/**
 * The average of observed and expected information on the deviance scale, σ² profiled out (Gilmour,
 * Thompson &amp; Cullis 1995, Average information REML, Biometrics 51:1440–1450). One solve a
 * parameter:
 *
 * <pre>
 *   h_i = ∂_iΛ u + Λ ∂_iΛᵀ ZᵀWe,   f_i = Z h_i,   r_i = [ΛᵀZᵀ; Xᵀ] W f_i
 *   AI_ij = (f_iᵀWf_j − r_iᵀC⁻¹r_j) / σ² − (h_iᵀZᵀWe)(h_jᵀZᵀWe) / (σ⁴ df)
 * </pre>
 *
 * without the last term where σ² is known.
 *
 * <p>Levels are taken in a fixed number of pieces, so that several threads give the bits of one.
 */
public final class AverageInformation {

  /**
   * So many levels at a time are multiplied with each other: their numbers, of 20 parameters and
   * four effects 20 KB, stay in the fastest cache of 32 KB.
   */
  private static final int LEVELS = 32;

  private final SparseFactor factorisation;
  private final Layout layout;
  private final int columns;
  private final int parameters;
  private final GroupParameters[] groups;
  private final ParameterDirections directions;

  /** ZᵀWZ h_i in the order of elimination, then r_i, then L⁻¹ r_i. */
  private final double[] right;

  private final double[] withResidual;
  private final PerWorker<InformationSums> sums;

  /** Parameters × parameters, row by row, for parameters on the scale of the equations. */
  public final double[] information;

  AverageInformation(SparseFactor factorisation) {
    this.factorisation = factorisation;
    layout = factorisation.layout;
    columns = layout.pattern.columns();
    Templates templates = factorisation.setup.templates;
    parameters = templates.elements();
    groups = new GroupParameters[layout.pattern.groups().size()];
    Arrays.setAll(groups, g -> new GroupParameters(templates, g));
    directions = new ParameterDirections(factorisation, groups);
    right = new double[Math.multiplyExact(layout.unknowns + columns, parameters)];
    withResidual = new double[parameters];
    information = new double[parameters * parameters];
    int largest = layout.pattern.groups().stream().mapToInt(Group::size).max().orElse(0);
    sums = new PerWorker<>(piece -> new InformationSums(parameters, columns + 1, LEVELS * largest));
  }

  /**
   * Computes the information for the templates that were last factored.
   *
   * @param effects the solution there
   */
  void compute(Effects effects, Factorisation.Profile profile) {
    rightSides(effects);
    factorisation.solver.solve(right, parameters, columns);
    subtractSquares(layout.unknowns + columns);
    finish(profile.variance(), profile.schur());
  }

  /**
   * The same for a part of all levels, in units of σ² and without what follows from the border,
   * whose rows of {@link #halfSolved} are then what this part leaves of those of {@code r_i}.
   */
  void computePart(Effects effects) {
    rightSides(effects);
    factorisation.solver.eliminate(right, parameters, columns);
    subtractSquares(layout.unknowns);
    finish(1, 0);
  }

  /** {@code r_i}, and {@code f_iᵀWf_j}. */
  private void rightSides(Effects effects) {
    sums.forEach(InformationSums::clear);
    directions.begin(effects);
    for (int g = 0; g < groups.length; g++) {
      overLevels(
          g, (group, from, to, sum) -> directions.compute(effects, group, from, to, right, sum));
    }
    factorisation
        .equations()
        .forEachPair((pair, values) -> directions.multiply(pair, values, right));
    for (int g = 0; g < groups.length; g++) {
      overLevels(g, this::rightSides);
    }
    int beta = layout.unknowns * parameters;
    Arrays.fill(right, beta, right.length, 0);
    sums.forEach(sum -> addBorder(sum, beta));
  }

  /** {@code − r_iᵀC⁻¹r_j}, so much of it as the first rows of {@code L⁻¹ r} give. */
  private void subtractSquares(long rows) {
    int count = pieces(rows);
    Pieces.run(
        count,
        piece -> {
          int from = (int) (rows * piece / count);
          int length = (int) (rows * (piece + 1) / count) - from;
          sums.of(piece).subtractSquare(right, from, length);
        });
  }

  public ParameterDirections directions() {
    return directions;
  }

  /** {@code L⁻¹ r_i} after {@link #compute}: one row an unknown, one column a parameter. */
  public double[] halfSolved() {
    return right;
  }

  /** {@code f_iᵀWe} after {@link #compute}. */
  public double[] withResidual() {
    return withResidual;
  }

  private interface LevelRange {
    void accept(int g, int from, int to, InformationSums sums);
  }

  private void overLevels(int g, LevelRange work) {
    Group group = layout.pattern.groups().get(g);
    long levels = group.levels();
    int count = pieces(levels * group.size() * group.size());
    Pieces.run(
        count,
        piece ->
            work.accept(
                g,
                (int) (levels * piece / count),
                (int) (levels * (piece + 1) / count),
                sums.of(piece)));
  }

  private int pieces(double rows) {
    return Pieces.count(rows * parameters * parameters);
  }

  /** {@code Σ h_i (ZᵀWZ h_j)}, {@code XᵀWZ h}, and ZᵀWZ h turned into {@code Λᵀ ZᵀWZ h}. */
  private void rightSides(int g, int from, int to, InformationSums sums) {
    Group group = layout.pattern.groups().get(g);
    int k = group.size();
    int width = groups[g].width();
    int border = columns + 1;
    for (int first = from; first < to; first += LEVELS) {
      int count = Math.min(LEVELS, to - first);
      int rows = count * k;
      int own = first * k * width;
      takeRows(g, first, count, k, sums.rows);
      sums.products.subtract(
          rows,
          directions.of(g),
          own,
          width,
          sums.rows,
          0,
          parameters,
          sums.information,
          groups[g].begin,
          parameters);
      sums.products.subtract(
          rows,
          directions.of(g),
          own,
          width,
          factorisation.equations().groupBorder(g),
          first * k * border,
          border,
          sums.border,
          groups[g].begin,
          parameters);
      for (int j = 0; j < count; j++) {
        int u = layout.unknown(g, first + j) * parameters;
        multiplyTemplate(k, factorisation.lambda()[g], sums.rows, j * k * parameters, u);
      }
    }
  }

  /** Copies rows of the right sides to where they stand in the order of the levels. */
  private void takeRows(int g, int first, int count, int k, double[] to) {
    int length = k * parameters;
    for (int j = 0; j < count; j++) {
      int u = layout.unknown(g, first + j) * parameters;
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
    RowSums.clear(right, to, k * parameters);
    for (int b = 0; b < k; b++) {
      RowSums.addRows(right, to + b * parameters, rows, from, k, parameters, lambda, b, k);
    }
  }

  private void addBorder(InformationSums sum, int beta) {
    for (int c = 0; c < columns; c++) {
      double scale = factorisation.setup.borderScale[c];
      for (int i = c * parameters; i < (c + 1) * parameters; i++) {
        right[beta + i] -= sum.border[i] * scale;
      }
    }
  }

  private void collect(InformationSums sum) {
    for (int i = 0; i < information.length; i++) {
      information[i] -= sum.information[i];
    }
    for (int i = 0; i < parameters; i++) {
      withResidual[i] -= sum.withResidual[i];
    }
  }

  private void finish(double variance, double schur) {
    Arrays.fill(information, 0);
    Arrays.fill(withResidual, 0);
    sums.forEach(this::collect);
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
