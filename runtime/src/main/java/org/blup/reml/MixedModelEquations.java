package org.blup.reml;

import java.util.Arrays;
import org.blup.design.EquationPattern.Pair;
import org.blup.design.NormalEquations;
import org.blup.linalg.NotPositiveDefiniteException;
import org.blup.linalg.Pieces;
import org.blup.linalg.cholesky.BlockCholesky;
import org.blup.linalg.cholesky.TriangularSolver;
import org.jspecify.annotations.Nullable;

/**
 * Henderson's mixed-model equations for given templates: one Cholesky factorisation of the matrix
 * bordered by y gives the profiled criteria (Bates, Mächler, Bolker & Walker 2015, Fitting linear
 * mixed-effects models using lme4, J. Stat. Softw. 67(1), sections 3.4 to 3.6)
 *
 * <pre>
 *   REML  log|C|    + (n − p)(1 + log(2π r² / (n − p))) − Σ log w        σ² = r² / (n − p)
 *   ML    log|C_ZZ| + n      (1 + log(2π r² / n))       − Σ log w        σ² = r² / n
 * </pre>
 *
 * and, on request, β, u, b = Λu and ZᵀWe. These are held in the units of the scaled y. Nothing is
 * allocated per evaluation.
 */
final class MixedModelEquations {

  /** Below this share of yᵀWy a residual sum of squares is nothing but rounding. */
  private static final double ROUNDING = 1e-13;

  /** Below this share too few of its digits are left to be called an answer. */
  static final double FEW_DIGITS = 1e-11;

  final Assembly assembly;
  final BlockCholesky factor;
  final TriangularSolver solver;
  final CentredBorder centred;
  final InvertedTemplates inverted;
  final Templates templates;
  final boolean reml;
  final int columns;

  private final @Nullable OneFactor oneFactor;

  /** Whether the last evaluation left all of the factor. */
  private boolean whole = true;

  /** The templates that the factor holds. */
  double[][] lambda = {};

  private NormalEquations equations;
  private double responseSquare;
  private double logDeterminant;
  private double residualSquare = Double.NaN;

  /** u in the order of elimination, then β. */
  final double[] solution;

  /** For each group b = Λu and ZᵀWe, levels × size row by row. */
  final double[][] modes;

  final double[][] residualProducts;

  MixedModelEquations(NormalEquations equations, boolean reml) {
    this.equations = equations;
    this.reml = reml;
    assembly = new Assembly(equations);
    templates = new Templates(equations);
    MemoryNeed.check(equations, assembly.symbolic, templates.parameters());
    factor = new BlockCholesky(assembly.symbolic);
    solver = factor.solver();
    centred = new CentredBorder(assembly, factor, solver);
    inverted = new InvertedTemplates(equations, templates);
    columns = equations.columns();
    oneFactor =
        OneFactor.suits(equations)
            ? OneFactor.of(equations, templates, assembly.borderScale)
            : null;
    take(equations);
    solution = new double[assembly.symbolic.unknowns() + columns];
    modes = new double[equations.groups().size()][];
    residualProducts = new double[modes.length][];
    for (int g = 0; g < modes.length; g++) {
      int length = equations.groups().get(g).levels() * equations.groups().get(g).size();
      modes[g] = new double[length];
      residualProducts[g] = new double[length];
    }
  }

  NormalEquations equations() {
    return equations;
  }

  /** Goes over to the same equations for another response. */
  void take(NormalEquations others) {
    equations = others;
    assembly.take(others);
    if (oneFactor != null) {
      oneFactor.take(others);
    }
    double yScale = assembly.borderScale[columns];
    centred.restart();
    double last = equations.border()[(columns + 1) * (columns + 1) - 1];
    responseSquare = last * yScale * yScale;
  }

  /** n − p or n. */
  double degreesOfFreedom() {
    return reml ? equations.rows() - columns : equations.rows();
  }

  /**
   * Factors the equations for given templates.
   *
   * @param lambda each group's factor on the scale of the equations; kept, not copied
   * @return the criterion, or infinity where the templates leave no residual or too large numbers
   */
  double criterion(double[][] lambda) {
    this.lambda = lambda;
    whole = true;
    factor.clear();
    assembly.write(lambda, factor.panels());
    residualSquare = 0;
    try {
      factor.eliminate();
      centred.correct(lambda);
      factor.factorBorder();
    } catch (NotPositiveDefiniteException e) {
      return Double.POSITIVE_INFINITY;
    }
    return profile(factor.logDeterminant());
  }

  /**
   * The same, of the factor only the border's square where there is a shorter way to it: see {@link
   * #complete}.
   */
  double criterionAlone(double[][] lambda) {
    if (oneFactor == null) {
      return criterion(lambda);
    }
    this.lambda = lambda;
    whole = false;
    assembly.writeBorderSquare(factor.panels());
    residualSquare = 0;
    double half = oneFactor.eliminate(lambda[0], factor.panels(), assembly.symbolic.borderSquare());
    if (!Double.isFinite(half)) {
      return Double.POSITIVE_INFINITY;
    }
    if (centred.isLittleLeft()) {
      return criterion(lambda);
    }
    try {
      factor.factorBorder();
    } catch (NotPositiveDefiniteException e) {
      return Double.POSITIVE_INFINITY;
    }
    return profile(2 * half);
  }

  /**
   * For each effect of the only group the least share of its square that the level's effects before
   * it leave, where only the border's square of the factor is there; else nothing.
   */
  double[] leastShares() {
    return whole || oneFactor == null ? new double[0] : oneFactor.leastShares(lambda[0]);
  }

  /** The rank of Z, if the templates of the last evaluation were large. */
  long rankOfLarge() {
    if (!whole && oneFactor != null) {
      return oneFactor.rankOfLarge();
    }
    double[] pivots = new double[assembly.symbolic.unknowns()];
    solver.diagonal(pivots);
    return Arrays.stream(pivots).filter(pivot -> pivot > OneFactor.GROWN).count();
  }

  /** Factors the rest where only the border's square is there. */
  void complete() {
    if (!whole) {
      criterion(lambda);
    }
  }

  /**
   * Finds gradient and average information if only the border's square of the factor is there.
   *
   * @param gradient takes G of the only group
   * @param information takes the average information, as {@link AverageInformation} has it
   * @return whether they were found
   */
  boolean differentiateAlone(double[] gradient, double[] information) {
    if (whole || oneFactor == null) {
      return false;
    }
    oneFactor.differentiate(this, gradient, information);
    return true;
  }

  /** The criterion, σ² and, for REML, β profiled out by the border's factor. */
  private double profile(double logDeterminantOfZ) {
    double root = factor.borderDiagonal(columns);
    residualSquare = root * root;
    if (!(residualSquare > ROUNDING * responseSquare)) {
      return Double.POSITIVE_INFINITY;
    }
    logDeterminant = logDeterminantOfZ;
    if (reml) {
      for (int c = 0; c < columns; c++) {
        logDeterminant += 2 * Math.log(factor.borderDiagonal(c) / assembly.borderScale[c]);
      }
    }
    double df = degreesOfFreedom();
    double variance = 2 * Math.PI * residualSquare / df;
    double value =
        logDeterminant
            + df * (1 + Math.log(variance) - 2 * Math.log(assembly.borderScale[columns]))
            - equations.sumLogWeights();
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  /**
   * The criterion of the last factorisation where σ² is not profiled out:
   *
   * <pre>
   *   log|C| + (n − p) log(2π σ²) + r² / σ² − Σ log w       (ML: log|C_ZZ| and n)
   * </pre>
   *
   * @param variance σ² in the units of the scaled y
   */
  double criterionAt(double variance) {
    double unit = 2 * Math.log(assembly.borderScale[columns]);
    return logDeterminant
        + degreesOfFreedom() * (Math.log(2 * Math.PI * variance) - unit)
        + residualSquare / variance
        - equations.sumLogWeights();
  }

  /** r² in the units of the scaled y. */
  double residualSquare() {
    return residualSquare;
  }

  /** The share of yᵀWy that the last factorisation left. */
  double residualShare() {
    return residualSquare / responseSquare;
  }

  /** Whether the last factorisation left a residual that rounding has taken most digits of. */
  boolean isPerfectFit() {
    return !(residualShare() > FEW_DIGITS);
  }

  /**
   * How far rounding may make criteria of this size differ: the residual and the pivots of X are
   * what is left of yᵀWy and squares of columns after subtraction.
   */
  double rounding(double criterion) {
    return rounding(criterion, centred.reference(columns));
  }

  /** How far rounding may make a criterion differ from that of the data. */
  double error(double criterion) {
    return rounding(criterion, responseSquare);
  }

  private double rounding(double criterion, double square) {
    double cancelled = degreesOfFreedom() * square / residualSquare;
    for (int c = 0; reml && c < columns; c++) {
      double pivot = factor.borderDiagonal(c);
      cancelled += centred.reference(c) / (pivot * pivot);
    }
    return 8 * Math.ulp(1.0) * (cancelled + Math.abs(criterion));
  }

  /** The residual variance in the units of the scaled y. */
  double scaledVariance() {
    return residualSquare / degreesOfFreedom();
  }

  double sigma() {
    return Math.sqrt(scaledVariance()) / assembly.borderScale[columns];
  }

  /** Solves for u and β, and derives b and ZᵀWe. */
  void solve() {
    if (!whole && oneFactor != null) {
      oneFactor.solve(this);
      return;
    }
    solver.lastRow(solution);
    solver.solveTransposed(solution);
    for (int g = 0; g < modes.length; g++) {
      int group = g;
      overLevels(g, (piece, from, to) -> spread(group, from, to));
    }
    for (int g = 0; g < modes.length; g++) {
      int group = g;
      overLevels(
          g,
          (piece, from, to) -> {
            subtractFixed(group, from, to);
            subtractOwn(group, from, to);
          });
    }
    equations.forEachPair(this::subtractModes);
    if (centred.isActive()) {
      inverted.invert(lambda);
      for (int g = 0; g < modes.length; g++) {
        inverted.residualProducts(g, this);
      }
    }
  }

  /** Levels of a group in pieces: each level's numbers are its own. */
  private void overLevels(int g, Pieces.Range work) {
    int levels = equations.groups().get(g).levels();
    double k = equations.groups().get(g).size();
    Pieces.overRange(levels, levels * k * (k + columns + 1), work);
  }

  private void spread(int g, int from, int to) {
    int k = equations.groups().get(g).size();
    double[] template = lambda[g];
    double[] own = modes[g];
    for (int j = from; j < to; j++) {
      int u = assembly.scalarRow[assembly.groupStart[g] + j];
      for (int a = 0; a < k; a++) {
        double sum = 0;
        for (int b = 0; b < k; b++) {
          sum += template[a * k + b] * solution[u + b];
        }
        own[j * k + a] = sum;
      }
    }
  }

  private void subtractFixed(int g, int from, int to) {
    double[] values = equations.groupBorder(g);
    double[] products = residualProducts[g];
    int k = equations.groups().get(g).size();
    int beta = assembly.symbolic.unknowns();
    for (int i = from * k; i < to * k; i++) {
      int at = i * (columns + 1);
      double sum = values[at + columns] * assembly.borderScale[columns];
      for (int c = 0; c < columns; c++) {
        sum -= values[at + c] * assembly.borderScale[c] * solution[beta + c];
      }
      products[i] = sum;
    }
  }

  /** A level's block with itself. */
  private void subtractOwn(int g, int from, int to) {
    int k = equations.groups().get(g).size();
    double[] values = equations.levelBlocks(g);
    double[] products = residualProducts[g];
    double[] own = modes[g];
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

  private void subtractModes(Pair pair, double[] values) {
    int rows = equations.groups().get(pair.rowGroup()).size();
    int columns = equations.groups().get(pair.columnGroup()).size();
    double[] rowModes = modes[pair.rowGroup()];
    double[] columnModes = modes[pair.columnGroup()];
    double[] rowProducts = residualProducts[pair.rowGroup()];
    double[] columnProducts = residualProducts[pair.columnGroup()];
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
