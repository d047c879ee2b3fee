package org.blup.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.design.BlupException;
import org.blup.design.EffectTerm;
import org.blup.design.FactorLevels;
import org.blup.design.ModelStructure;
import org.blup.design.NormalEquations;
import org.blup.design.ObservedDesign;
import org.blup.design.UnknownLevelException;
import org.blup.design.WorkingRows;
import org.blup.reml.Solution;
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

  private final Model<?, ?> model;
  private final ObservedDesign design;
  private final Solution solution;
  private final Criterion criterion;
  private final DegreesOfFreedom method;
  private final Aftermath aftermath;
  private final Hypotheses hypotheses;
  private final FixedEstimates coefficients;
  private final CellEffects[] fixed;
  private final RandomCellEffects[] random;
  private final LenientLevels lenient;

  Estimates(
      Model<?, ?> model,
      ObservedDesign design,
      Solution solution,
      Criterion criterion,
      DegreesOfFreedom method) {
    this.model = model;
    this.design = design;
    this.solution = solution;
    this.criterion = criterion;
    this.method = method;
    aftermath = new Aftermath(design.equations(), solution, criterion);
    lenient = LenientLevels.none(design);
    coefficients = new FixedEstimates(design, solution);
    hypotheses = new Hypotheses(this, method);
    ModelStructure structure = design.structure();
    double[][] byTerm = coefficients.byTerm();
    fixed = new CellEffects[structure.fixed().size()];
    for (int t = 0; t < fixed.length; t++) {
      fixed[t] = CellEffects.of(design, structure.fixed().get(t), byTerm[t]);
    }
    double[][] modes = new double[design.groups()][];
    for (int g = 0; g < modes.length; g++) {
      modes[g] = solution.modes(g);
    }
    random = new RandomCellEffects[structure.random().size()];
    for (int t = 0; t < random.length; t++) {
      random[t] = RandomCellEffects.of(design, t, modes);
    }
  }

  /** The same with other random effects, for predictions. */
  private Estimates(Estimates whole, RandomCellEffects[] random, LenientLevels lenient) {
    model = whole.model;
    design = whole.design;
    solution = whole.solution;
    criterion = whole.criterion;
    method = whole.method;
    aftermath = whole.aftermath;
    hypotheses = whole.hypotheses;
    coefficients = whole.coefficients;
    fixed = whole.fixed;
    this.random = random;
    this.lenient = lenient;
  }

  /** The estimates of the same model from another response. */
  Estimates refitted(NormalEquations equations, Solution solution) {
    return new Estimates(model, design.with(equations), solution, criterion, method);
  }

  /** These estimates as if there were only some of the random effects. */
  Estimates with(IncludedEffects included, UnknownLevels unknownLevels) {
    RandomCellEffects[] effects = random.clone();
    for (int t = 0; t < effects.length; t++) {
      effects[t] = effects[t].with(included.of(t));
    }
    return new Estimates(this, effects, LenientLevels.of(design, included, unknownLevels));
  }

  /**
   * These estimates as if levels had other effects.
   *
   * @param modes for each group levels × size
   */
  Estimates with(double[][] modes) {
    RandomCellEffects[] effects = random.clone();
    for (int t = 0; t < effects.length; t++) {
      effects[t] = RandomCellEffects.of(design, t, modes);
    }
    return new Estimates(this, effects, lenient);
  }

  /** The coefficient of a column known by its number within a fixed term. */
  public Coefficient coefficient(int term, int column) {
    return coefficient(coefficients.position(term, column));
  }

  /**
   * The coefficient of a name.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  Coefficient coefficient(String name) {
    return coefficient(coefficients.position(name));
  }

  private Coefficient coefficient(int position) {
    return new Coefficient(this, coefficients.names().get(position), position, beta()[position]);
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
    return fixed[term].at(0);
  }

  /** A fixed term's effect in prediction: its coefficients weighted by the coding of a cell. */
  public double fixed(int term, int cell) {
    return fixed[term].at(cell);
  }

  /** A random effect in prediction: of a term's effect for a level of its group. */
  public double random(int term, int effect, int groupLevel) {
    return random[term].at(effect, groupLevel, 0);
  }

  /** A random effect in prediction, weighted by the coding of a cell. */
  public double random(int term, int effect, int groupLevel, int cell) {
    return random[term].at(effect, groupLevel, cell);
  }

  /**
   * A fixed term's effect in prediction: the part that a product of its bases' columns multiplies,
   * weighted by the coding of a cell.
   *
   * @param basisProduct the first basis of the term varies fastest
   */
  public double fixed(int term, int cell, int basisProduct) {
    return fixed[term].at(cell, basisProduct);
  }

  /** A random effect in prediction: the part that a product of its bases' columns multiplies. */
  public double random(int term, int effect, int groupLevel, int cell, int basisProduct) {
    return random[term].at(effect, groupLevel, cell, basisProduct);
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

  /**
   * The position of a level that is asked for by itself, not in a row.
   *
   * @throws UnknownLevelException if the data have no such level; a null is none
   */
  int known(int factor, @Nullable Object level) {
    FactorLevels levels = design.factor(factor);
    int position = levels.indexOf(level);
    boolean ofAnotherEnum =
        position >= 0
            && level instanceof Enum<?> constant
            && !levels.labels().get(position).equals(constant.name());
    if (position < 0 || ofAnotherEnum) {
      throw new UnknownLevelException(levels.label(), String.valueOf(level), levels.observed());
    }
    return position;
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

  /** The model, which reads rows and types estimates; R is what the rows of the fit are. */
  @SuppressWarnings("unchecked")
  <R> Model<R, ? extends MixedFit<R>> model() {
    return (Model<R, ? extends MixedFit<R>>) model;
  }

  ObservedDesign design() {
    return design;
  }

  Solution solution() {
    return solution;
  }

  /** The covariance of a level's effects given the data, size × size row by row. */
  double[] conditionalCovariance(int group, int level) {
    return MemoryLimit.within(() -> solution.conditionalCovariance(group, level));
  }

  Criterion criterion() {
    return criterion;
  }

  /** What follows from the optimum, computed when it is asked for. */
  Aftermath aftermath() {
    return aftermath;
  }

  /** How tests and intervals allow for estimated variances. */
  DegreesOfFreedom method() {
    return method;
  }

  /** Tests of combinations of the kept coefficients. */
  Hypotheses hypotheses() {
    return hypotheses;
  }

  /** p, the number of kept coefficients. */
  int coefficientCount() {
    return beta().length;
  }

  /** The kept coefficients' estimates in R's order. */
  double[] beta() {
    return coefficients.beta();
  }

  /** The covariance of the kept coefficients, p × p row by row. */
  double[] covariance() {
    return coefficients.covariance();
  }

  /** The kept coefficients in R's order. */
  List<Coefficient> coefficients() {
    List<String> names = coefficients.names();
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Coefficient(this, names.get(i), i, beta()[i]))
        .toList();
  }

  /**
   * The number of a column within its term, by the levels of its factors and its bases' columns.
   */
  int column(EffectTerm term, int basisProduct, Object... levels) {
    int[] factors = design.structure().factorsOf(term);
    int[] columns = new int[factors.length];
    for (int f = 0; f < factors.length; f++) {
      FactorLevels known = design.factor(factors[f]);
      int level = known(factors[f], levels[f]);
      boolean full = term.full().contains(known.label());
      columns[f] = full ? level : contrastOf(known, level);
    }
    return design.column(term, columns, basisProduct);
  }

  private static int contrastOf(FactorLevels factor, int level) {
    int column = factor.contrastNames().indexOf(factor.labels().get(level));
    if (column < 0) {
      throw EstimateErrors.referenceLevel(factor, level);
    }
    return column;
  }

  private int unknown(int factor, @Nullable Object level) {
    if (level == null) {
      return MISSING;
    }
    if (lenient.factor(factor)) {
      return -1;
    }
    throw EstimateErrors.unknownLevel(design, factor, level);
  }

  private int unknownGroup(int group, int... factorLevels) {
    if (Arrays.stream(factorLevels).anyMatch(level -> level == MISSING)) {
      return MISSING;
    }
    if (lenient.group(group)) {
      return -1;
    }
    throw EstimateErrors.unknownGroup(design, group, factorLevels);
  }

  /** The coefficients, for what generated classes print. */
  @Override
  public String toString() {
    EstimateTable table = new EstimateTable("");
    coefficients().forEach(coefficient -> table.add(coefficient.name(), coefficient.estimate()));
    return "Fixed effects:\n" + table;
  }
}
