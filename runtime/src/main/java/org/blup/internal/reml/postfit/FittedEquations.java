package org.blup.internal.reml.postfit;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.search.Solution;
import org.blup.internal.reml.setup.UserBasis;
import org.jspecify.annotations.Nullable;

/**
 * Henderson's mixed-model equations factored at an optimum, for what is asked of a fit afterwards.
 * All vectors stand in the working basis of the {@link NormalEquations}. Safe for several threads.
 *
 * <p>The errors of prediction b̂ − b and β̂ − β have the covariance {@code σ² T C⁻¹ Tᵀ}, T =
 * blockdiag(Λ, I) (Henderson 1975, Best linear unbiased estimation and prediction under a selection
 * model, Biometrics 31:423–447, section 3). Its elements are taken from the selected inverse where
 * the factor has them, which is so for all levels that meet in a row; else they are solved for.
 */
public final class FittedEquations {

  private final NormalEquations equations;
  private final MixedModelEquations model;
  private final SymbolicFactor symbolic;
  private @Nullable SelectedInverse inverse;
  private @Nullable InverseColumns inverseColumns;

  /**
   * Factors the equations: the price of one evaluation of the criterion and one ordering.
   *
   * @param reml whether the criterion was REML
   */
  public FittedEquations(NormalEquations equations, Solution solution, boolean reml) {
    this.equations = equations;
    model = new MixedModelEquations(solution.setup().with(equations), reml);
    symbolic = model.layout.symbolic;
    double[][] factors = new double[equations.groups().size()][];
    for (int g = 0; g < factors.length; g++) {
      factors[g] = solution.workingFactor(g);
    }
    model.factor(factors);
    model.solve();
  }

  public NormalEquations equations() {
    return equations;
  }

  /** Λ of a group, size × size row by row; not to be changed. */
  public double[] relativeFactor(int group) {
    return model.lambda[group];
  }

  /**
   * How variable the levels of a group are beside independent ones; empty if they are independent.
   * Not to be changed.
   */
  public double[] levelVariances(int group) {
    return model.setup.levelVariances(group);
  }

  /** The number of a level among those of all groups. */
  public int node(int group, int level) {
    return model.layout.groupStart[group] + level;
  }

  /** n − p for REML, n for ML: what σ² is divided by. */
  public double residualDegreesOfFreedom() {
    return model.degreesOfFreedom();
  }

  /** r² = ‖y − Xβ̂ − Zb̂‖²_W + ‖û‖². */
  public double penalisedResidualSquare() {
    double scale = model.setup.responseScale();
    return model.residualSquare() / (scale * scale);
  }

  /** Whether σ is not estimated, but 1. */
  public boolean isVarianceKnown() {
    return model.isVarianceKnown();
  }

  /** σ². */
  public double residualVariance() {
    double scale = model.setup.responseScale();
    return model.scaledVariance() / (scale * scale);
  }

  /** ‖û‖², or {@code ûᵀ(Q ⊗ I)û} with the precision Q of related levels. */
  public double penalty() {
    double scale = model.setup.responseScale();
    return new LevelForms(model).square(model.effects.solution) / (scale * scale);
  }

  /** The effects {@code b̂} of a group's levels, levels × size row by row. */
  public double[] effects(int group) {
    double[] effects = model.effects.modes[group].clone();
    double scale = model.setup.responseScale();
    for (int i = 0; i < effects.length; i++) {
      effects[i] /= scale;
    }
    return effects;
  }

  /**
   * {@code xᵀβ̂ + Σ_g z_gᵀb̂_g}.
   *
   * @param x length p
   * @param levels for each group a level or −1
   * @param z for each group the factors of that level's effects
   */
  public double predictor(double[] x, int[] levels, double[][] z) {
    double random = 0;
    for (int g = 0; g < z.length; g++) {
      int at = levels[g] * z[g].length;
      for (int a = 0; levels[g] >= 0 && a < z[g].length; a++) {
        random += z[g][a] * model.effects.modes[g][at + a];
      }
    }
    return Quadratic.dot(x, model.beta()) + random / model.setup.responseScale();
  }

  /** {@code tr(C⁻¹ Tᵀ[Z X]ᵀW[Z X]T) = q + p − tr(C_ZZ⁻¹(Q ⊗ I))}: the trace of the hat matrix. */
  public double hatTrace() {
    return model.columns + new LevelForms(model).traceOfShrinkage(inverse().panels());
  }

  /**
   * The derivative of a predictor's variance over σ², {@code [zᵀΛ xᵀ] C⁻¹ [Λᵀz; x] + Σ‖Λᵀf‖²}, by
   * the parameters of {@link ThetaDerivatives}.
   *
   * @param x length p
   * @param levels for each group a level or −1
   * @param z for each group the factors of that level's effects
   * @param fresh for each group the factors of a new level's effects
   */
  public synchronized double[] varianceGradient(
      double[] x, int[] levels, double[][] z, double[][] fresh) {
    return new VarianceGradient(model).of(x, levels, z, fresh);
  }

  /** How many effects a level has. */
  private int size(int node) {
    return equations.groups().get(groupOf(node)).size();
  }

  private int groupOf(int node) {
    int g = 0;
    while (model.layout.groupStart[g + 1] <= node) {
      g++;
    }
    return g;
  }

  /** The order of {@link #errorCovariance}: the effects of the levels and p. */
  public int order(int[] nodes) {
    int order = model.columns;
    for (int node : nodes) {
      order += size(node);
    }
    return order;
  }

  /**
   * The covariance of the errors of prediction, over σ², of the effects of some levels one after
   * the other, and of the fixed effects behind them.
   *
   * @param nodes different levels
   * @return order × order, symmetric
   */
  public double[] errorCovariance(int... nodes) {
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

  /**
   * The covariance of the errors of prediction, over σ², of one level's effects in the user's
   * basis.
   *
   * @return size × size row by row
   */
  public double[] levelErrorCovariance(int group, int level) {
    int node = node(group, level);
    int k = size(node);
    double[] covariance = new double[k * k];
    copy(
        inverse().panels(),
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
    new UserBasis(equations).covariances(group, covariance);
    return covariance;
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
    double[] panels = inverse().panels();
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
