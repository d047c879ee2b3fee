package org.blup.model;

import java.util.Arrays;
import java.util.Optional;
import org.blup.exception.BlupException;
import org.blup.exception.DistantLevelsException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.KnownLevels;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.fit.FittedResiduals;
import org.blup.internal.model.prediction.CellPredictions;
import org.blup.internal.model.prediction.IncludedEffects;
import org.blup.internal.model.text.EstimateTable;
import org.blup.internal.reml.solution.Solution;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.ResidualCovariance;
import org.blup.model.prediction.UnknownLevels;
import org.jspecify.annotations.Nullable;

/**
 * What was estimated, by the numbers of terms, columns and levels: what generated accessors and
 * generated predictions call. Users hold the typed fit instead.
 *
 * <p>Terms, factors and groups are numbered in the order of the {@link ModelStructure}. A cell is
 * the combination of levels of a term's factors, row-major over them, 0 for a term without factors.
 */
public final class Estimates {

  /** The position of a level that is missing: what depends on it is {@code NaN}. */
  static final int MISSING = WorkingRows.MISSING;

  private final RowReader<?> reader;
  private final PostFit fit;
  private final DegreesOfFreedom method;

  /** What the fit is of; nothing where it is of a response that no row has. */
  private final Optional<RowAccumulator<?>> sums;

  private final ObservedDesign design;
  private final CoefficientSpace space;
  private final Coefficients coefficients;
  private final CellPredictions cells;

  /**
   * What was estimated.
   *
   * @param reader of the rows that the fit is of
   * @param sums that it is of, if they are known
   */
  Estimates(
      RowReader<?> reader, PostFit fit, DegreesOfFreedom method, Optional<RowAccumulator<?>> sums) {
    this.sums = sums;
    this.reader = reader;
    this.fit = fit;
    this.method = method;
    design = fit.design();
    space = new CoefficientSpace(fit, method);
    coefficients = new Coefficients(space);
    cells = CellPredictions.of(design, space.byTerm(), fit.modes());
  }

  /** The same with other random effects, for predictions. */
  private Estimates(Estimates whole, CellPredictions cells) {
    reader = whole.reader;
    sums = whole.sums;
    fit = whole.fit;
    method = whole.method;
    design = whole.design;
    space = whole.space;
    coefficients = whole.coefficients;
    this.cells = cells;
  }

  /** The estimates of the same model from another response. */
  Estimates refitted(NormalEquations equations, Solution solution) {
    return new Estimates(
        reader,
        new PostFit(design.with(equations), solution, fit.isReml()),
        method,
        Optional.empty());
  }

  /** These estimates as if there were only some of the random effects. */
  Estimates with(IncludedEffects included, UnknownLevels unknownLevels) {
    return new Estimates(this, cells.with(included, unknownLevels));
  }

  /**
   * These estimates as if levels had other effects.
   *
   * @param modes for each group levels × size
   */
  Estimates with(double[][] modes) {
    return new Estimates(this, cells.with(modes));
  }

  /** The coefficient of a column known by its number within a fixed term. */
  public Coefficient coefficient(int term, int column) {
    return coefficients.at(term, column);
  }

  /**
   * The coefficient of a column known by the levels of a fixed term's factors.
   *
   * @throws UnknownLevelException if the data have no such level
   * @throws BlupException if the level has no column of its own, being the reference
   */
  public Coefficient coefficientAt(int term, Object... levels) {
    return coefficient(term, column(design.structure().fixed().get(term), 0, levels));
  }

  /**
   * The coefficient of a column known by the levels of a fixed term's factors and a product of its
   * bases' columns.
   *
   * @param basisProduct the first basis of the term varies fastest
   * @throws UnknownLevelException if the data have no such level
   * @throws BlupException if the level has no column of its own, being the reference
   */
  public Coefficient basisCoefficientAt(int term, int basisProduct, Object... levels) {
    return coefficient(term, column(design.structure().fixed().get(term), basisProduct, levels));
  }

  /** A fixed term's effect in prediction, where it has no factors. */
  public double fixed(int term) {
    return cells.fixed(term, 0);
  }

  /** A fixed term's effect in prediction: its coefficients weighted by the coding of a cell. */
  public double fixed(int term, int cell) {
    return cells.fixed(term, cell);
  }

  /** A random effect in prediction: of a term's effect for a level of its group. */
  public double random(int term, int effect, int groupLevel) {
    return cells.random(term, effect, groupLevel, 0);
  }

  /** A random effect in prediction, weighted by the coding of a cell. */
  public double random(int term, int effect, int groupLevel, int cell) {
    return cells.random(term, effect, groupLevel, cell);
  }

  /**
   * A fixed term's effect in prediction: the part that a product of its bases' columns multiplies,
   * weighted by the coding of a cell.
   *
   * @param basisProduct the first basis of the term varies fastest
   */
  public double fixed(int term, int cell, int basisProduct) {
    return cells.fixed(term, cell, basisProduct);
  }

  /** A random effect in prediction: the part that a product of its bases' columns multiplies. */
  public double random(int term, int effect, int groupLevel, int cell, int basisProduct) {
    return cells.random(term, effect, groupLevel, cell, basisProduct);
  }

  /** A column of a basis at a value of its number, with the means and scales of the data fitted. */
  public double basis(int basis, int column, double number) {
    return design.basis(basis).value(column, number);
  }

  /** The left-hand side as the model has it, with the mean and scale of the data fitted. */
  public double response(double value) {
    return design.response(value);
  }

  /**
   * The number of a combination of levels, row-major over its factors.
   *
   * @param cell the combination of the levels of all factors but the last
   * @param factor the last factor
   * @param level the position of its level
   */
  public int cell(int cell, int factor, int level) {
    return cell < 0 || level < 0 ? MISSING : cell * design.factor(factor).size() + level;
  }

  /** The covariance of the residuals, of a model that has one. */
  public <P, S> ResidualCovariance<P, S> residual() {
    return FittedResiduals.<P, S>of(fit).orElseThrow();
  }

  /** The position of a factor's level; a null is missing. */
  public int level(int factor, @Nullable String level) {
    FactorLevels levels = design.factor(factor);
    int position = levels.indexOf(level);
    return position >= 0 ? position : unknown(factor, level);
  }

  /** The position of a factor's level. */
  public int level(int factor, long level) {
    FactorLevels levels = design.factor(factor);
    int position = levels.indexOf(level);
    return position >= 0 ? position : unknown(factor, level);
  }

  /** The position of a factor's level; {@code NaN} is missing. */
  public int level(int factor, double level) {
    FactorLevels levels = design.factor(factor);
    int position = levels.indexOf(level);
    return position >= 0 ? position : unknown(factor, Double.isNaN(level) ? null : level);
  }

  /** The position of a factor's level. */
  public int level(int factor, char level) {
    FactorLevels levels = design.factor(factor);
    int position = levels.indexOf(level);
    return position >= 0 ? position : unknown(factor, level);
  }

  /** The position of a factor's level. */
  public int level(int factor, boolean level) {
    FactorLevels levels = design.factor(factor);
    int position = levels.indexOf(level);
    return position >= 0 ? position : unknown(factor, level);
  }

  /** The position of a factor's level: an enum constant or a box; a null is missing. */
  public int level(int factor, @Nullable Object level) {
    FactorLevels levels = design.factor(factor);
    int position = levels.indexOf(level);
    return position >= 0 ? position : unknown(factor, level);
  }

  /** The position of a group's level, by the level of its factor. */
  public int group(int group, int a) {
    int level = design.group(group).index(a);
    return level >= 0 ? level : unknownGroup(group, a);
  }

  /** The position of a group's level, by the levels of its factors. */
  public int group(int group, int a, int b) {
    int level = design.group(group).index(a, b);
    return level >= 0 ? level : unknownGroup(group, a, b);
  }

  /** The position of a group's level, by the levels of its factors. */
  public int group(int group, int a, int b, int c) {
    int level = design.group(group).index(a, b, c);
    return level >= 0 ? level : unknownGroup(group, a, b, c);
  }

  /** The position of a group's level, by the levels of its factors. */
  public int group(int group, int... levels) {
    int level = design.group(group).index(levels);
    return level >= 0 ? level : unknownGroup(group, levels);
  }

  /** What reads the rows of the fit. */
  RowReader<?> reader() {
    return reader;
  }

  /** The sums that the fit is of, if they are known. */
  Optional<RowAccumulator<?>> sums() {
    return sums;
  }

  /** The optimum and what follows from it. */
  PostFit fit() {
    return fit;
  }

  /** How tests allow for estimated variances. */
  DegreesOfFreedom method() {
    return method;
  }

  /** The kept coefficients and tests of hypotheses about them. */
  CoefficientSpace space() {
    return space;
  }

  /** The kept coefficients as users hold them. */
  Coefficients coefficients() {
    return coefficients;
  }

  /**
   * The number of a column within its term, by the levels of its factors and its bases' columns.
   */
  int column(EffectTerm term, int basisProduct, Object... levels) {
    int[] factors = design.structure().factorsOf(term);
    int[] columns = new int[factors.length];
    for (int f = 0; f < factors.length; f++) {
      FactorLevels known = design.factor(factors[f]);
      int level = KnownLevels.position(known, levels[f]);
      boolean full = term.full().contains(known.label());
      columns[f] = full ? level : contrastOf(known, level);
    }
    return design.variables().column(term, columns, basisProduct);
  }

  private static int contrastOf(FactorLevels factor, int level) {
    int column = factor.contrastNames().indexOf(factor.labels().get(level));
    if (column < 0) {
      throw LevelErrors.referenceLevel(factor, level);
    }
    return column;
  }

  private int unknown(int factor, @Nullable Object level) {
    if (level == null) {
      return MISSING;
    }
    if (design.isDistant(factor)) {
      throw new DistantLevelsException(
          design.structure().name() + ": an effect of " + design.factor(factor).label());
    }
    if (cells.allowUnknownLevel(factor)) {
      return -1;
    }
    throw LevelErrors.unknownLevel(design, factor, level);
  }

  private int unknownGroup(int group, int... factorLevels) {
    if (Arrays.stream(factorLevels).anyMatch(level -> level == MISSING)) {
      return MISSING;
    }
    if (cells.allowUnknownGroup(group)) {
      return -1;
    }
    throw LevelErrors.unknownGroup(design, group, factorLevels);
  }

  /** The coefficients, for what generated classes print. */
  @Override
  public String toString() {
    EstimateTable table = new EstimateTable("");
    coefficients
        .all()
        .forEach(coefficient -> table.add(coefficient.name(), coefficient.estimate()));
    return "Fixed effects:\n" + table;
  }
}
