package org.blup.internal.reml.equations;

import java.util.Optional;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.border.ReducedBorder;
import org.blup.internal.reml.equations.Factorisation.Profile;
import org.blup.internal.reml.levels.LevelElements;
import org.blup.internal.reml.levels.PartSquares;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.LevelFactors;
import org.blup.internal.reml.setup.Templates;

/**
 * Henderson's mixed-model equations for given templates: the elimination of Z, and a Cholesky
 * factorisation of what that leaves of X and y, give the profiled criteria (Bates, Mächler, Bolker
 * &amp; Walker 2015, Fitting linear mixed-effects models using lme4, J. Stat. Softw. 67(1),
 * sections 3.4 to 3.6)
 *
 * <pre>
 *   REML  log|C|    + (n − p)(1 + log(2π r² / (n − p))) + log|R|        σ² = r² / (n − p)
 *   ML    log|C_ZZ| + n      (1 + log(2π r² / n))       + log|R|        σ² = r² / n
 * </pre>
 *
 * or {@link #criterionAt} for σ² = 1 where that is known, and, on request, β, u, b = Λu and ZᵀWe.
 * These are held in the units of the scaled y. Nothing of the size of the levels is allocated per
 * evaluation.
 */
public final class MixedModelEquations {

  /**
   * Below this share of yᵀWy a residual sum of squares is nothing but rounding: 450 units of its
   * last place.
   */
  private static final double ROUNDING = 1e-13;

  /**
   * Below this share too few of its digits are left to be called an answer: four and a half, of the
   * sixteen of yᵀWy.
   */
  public static final double FEW_DIGITS = 1e-11;

  /**
   * Rounding error of a criterion that is too much to compare it with others: as much as is told of
   * one.
   */
  public static final double WORTHLESS_ERROR = 1e-3;

  /** Relative rounding of squares that rows sum to: some units of the last place. */
  public static final double ROUNDING_OF_SQUARES = 8 * Math.ulp(1.0);

  public final EquationSetup setup;
  public final Layout layout;
  public final Templates templates;
  public final boolean reml;
  public final int columns;

  /** What {@link #solve} finds. */
  public final Effects effects;

  /** The templates of the last evaluation. */
  public double[][] lambda = {};

  private final FactorisationChoice factorisations;
  private NormalEquations equations;
  private LevelFactors levels;
  private double responseSquare;
  private double[] sizes = {};
  private double logDeterminant;
  private double residualSquare = Double.NaN;

  public MixedModelEquations(EquationSetup setup, boolean reml) {
    this.setup = setup;
    this.reml = reml;
    layout = setup.layout();
    templates = setup.templates;
    columns = setup.columns();
    equations = setup.equations;
    levels = setup.levels;
    effects = new Effects(layout);
    factorisations = new FactorisationChoice(setup);
    responseSquare = square(equations);
  }

  private double square(NormalEquations of) {
    double yScale = setup.responseScale();
    return of.border()[(columns + 1) * (columns + 1) - 1] * yScale * yScale;
  }

  public NormalEquations equations() {
    return equations;
  }

  /** The precisions of levels in the equations. */
  public LevelFactors levels() {
    return levels;
  }

  /** Goes over to the same equations for another response, or at other precisions of levels. */
  public void take(NormalEquations others) {
    take(others, new double[0]);
  }

  /**
   * The same where squares are sums of positive and negative numbers.
   *
   * @param sizes the sums of the absolute values of these, of the columns of X and of y
   */
  public void take(NormalEquations others, double[] sizes) {
    this.sizes = sizes;
    equations = others;
    levels = setup.levels(others);
    responseSquare = square(others);
    factorisations.take(others);
  }

  /** n − p or n. */
  public double degreesOfFreedom() {
    return reml ? equations.rows() - columns : equations.rows();
  }

  /**
   * The criterion for given templates.
   *
   * @param lambda each group's factor on the scale of the equations; kept, not copied
   * @return infinity where the templates leave no residual or too large numbers
   */
  public double criterion(double[][] lambda) {
    begin(lambda);
    return evaluate(factorisations.eliminate(lambda));
  }

  /** The same, by the sparse factorisation, which is then there to be asked. */
  public double factor(double[][] lambda) {
    begin(lambda);
    return evaluate(factorisations.eliminateSparse(lambda));
  }

  private void begin(double[][] templates) {
    lambda = templates;
    residualSquare = 0;
  }

  /** Factors what is left of X and y, after Z with this log-determinant. */
  private double evaluate(double determinant) {
    return determinant < Double.POSITIVE_INFINITY && border().factor(isVarianceKnown())
        ? profile(determinant)
        : Double.POSITIVE_INFINITY;
  }

  /** Whether the last evaluation was by the factorisation that these equations usually have. */
  public boolean isUsual() {
    return factorisations.isUsual();
  }

  /** The sparse factorisation, whatever it holds. */
  public SparseFactorisation sparse() {
    return factorisations.sparse();
  }

  /** The sparse factorisation at the templates of the last evaluation. */
  public SparseFactorisation factored() {
    if (!factorisations.isSparse()) {
      factor(lambda);
    }
    return sparse();
  }

  /** What the last elimination left of X and y, and its factor. */
  public ReducedBorder border() {
    return factorisations.current().border();
  }

  /** See {@link Factorisation#leastShares}. */
  public double[][] leastShares() {
    return factorisations.current().leastShares();
  }

  /** The rank of Z, if the templates of the last evaluation were large. */
  public long rankOfLarge() {
    return factorisations.current().rankOfLarge();
  }

  /** Solves for u and β, and derives b and ZᵀWe. */
  public void solve() {
    factorisations.current().solve(effects);
  }

  /**
   * Finds gradient and average information.
   *
   * @param gradient takes G of each group, as {@link TemplateGradient} has it
   * @param information takes it for parameters on the scale of the equations
   */
  public void differentiate(double[][] gradient, double[] information) {
    factorisations.current().differentiate(profile(), effects, gradient, information);
  }

  /**
   * The same, and what the parameters of the residuals' covariance add.
   *
   * @param at the covariance that these equations belong to
   * @param residualGradient takes one number a parameter of the covariance
   * @param allInformation takes the average information of the templates' elements and then of
   *     these parameters
   */
  public void differentiate(
      ResidualEquations.At at,
      double[][] gradient,
      double[] information,
      double[] residualGradient,
      double[] allInformation) {
    SparseFactorisation factored = factored();
    factored.differentiate(profile(), effects, gradient, information);
    factored.differentiate(at, profile(), effects, residualGradient, allInformation);
  }

  /**
   * The squares of the parts that y is made of by each effect, one group after the other, in the
   * units of the scaled y, where levels are not at hand; else empty.
   */
  public Optional<double[]> distantSquaresOfParts() {
    return equations.distant().map(levels -> levels.sum(squaresOfParts()));
  }

  private LevelFunction squaresOfParts() {
    double[] beta = border().coefficients();
    return lambda.length > 1
        ? new NestedSquares(PartEquations.of(equations), lambda, beta)
        : new PartSquares(lambda[0], beta, setup.borderScale, LevelElements.of(templates));
  }

  /** What the criterion is profiled for. */
  public Profile profile() {
    double variance = scaledVariance();
    double schur = isVarianceKnown() ? 0 : 1 / (variance * variance * degreesOfFreedom());
    return new Profile(reml, variance, schur);
  }

  /** Whether σ² is not estimated, but 1. */
  public boolean isVarianceKnown() {
    return equations.residuals().isVarianceKnown();
  }

  /** The criterion, σ² and, for REML, β profiled out by the border's factor. */
  private double profile(double logDeterminantOfZ) {
    ReducedBorder border = border();
    double root = border.diagonal(columns);
    residualSquare = root * root;
    if (!(residualShare() > ROUNDING)) {
      return Double.POSITIVE_INFINITY;
    }
    logDeterminant = logDeterminantOfZ - levels.logDeterminant();
    if (reml) {
      for (int c = 0; c < columns; c++) {
        logDeterminant += 2 * Math.log(border.diagonal(c) / setup.borderScale[c]);
      }
    }
    double value = isVarianceKnown() ? criterionAt(scaledVariance()) : profiled();
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  private double profiled() {
    double df = degreesOfFreedom();
    double variance = 2 * Math.PI * residualSquare / df;
    return logDeterminant
        + df * (1 + Math.log(variance) - 2 * Math.log(setup.responseScale()))
        + equations.residuals().logDeterminant();
  }

  /**
   * The criterion of the last factorisation where σ² is not profiled out:
   *
   * <pre>
   *   log|C| + (n − p) log(2π σ²) + r² / σ² + log|R|       (ML: log|C_ZZ| and n)
   * </pre>
   *
   * @param variance σ² in the units of the scaled y
   */
  public double criterionAt(double variance) {
    double unit = 2 * Math.log(setup.responseScale());
    return logDeterminant
        + degreesOfFreedom() * (Math.log(2 * Math.PI * variance) - unit)
        + residualSquare / variance
        + equations.residuals().logDeterminant();
  }

  /** r² in the units of the scaled y. */
  public double residualSquare() {
    return residualSquare;
  }

  /**
   * What r² is measured by, in the units of the scaled y: σ² for each degree of freedom, which is
   * r² itself unless σ² is known.
   */
  public double expectedSquare() {
    return isVarianceKnown() ? scaledVariance() * degreesOfFreedom() : residualSquare;
  }

  /** The share of yᵀWy that this is. */
  public double residualShare() {
    return expectedSquare() / responseSquare;
  }

  /** Whether the last factorisation left a residual that rounding has taken most digits of. */
  public boolean isPerfectFit() {
    return !(residualShare() > FEW_DIGITS);
  }

  /**
   * How far rounding may make criteria of this size differ: the residual and the pivots of X are
   * what is left of yᵀWy and squares of columns after subtraction.
   */
  public double rounding(double criterion) {
    return rounding(criterion, size(columns), true);
  }

  /** How far rounding may make a criterion differ from that of the data. */
  public double error(double criterion) {
    return rounding(criterion, responseSquare, false);
  }

  /** The {@link #rounding} there would be if no numbers cancelled where squares are summed. */
  public double roundingOfSquares(double criterion) {
    return rounding(criterion, border().reference(columns), false);
  }

  private double rounding(double criterion, double square, boolean isSized) {
    double cancelled = degreesOfFreedom() * square / expectedSquare();
    for (int c = 0; reml && c < columns; c++) {
      double pivot = border().diagonal(c);
      cancelled += (isSized ? size(c) : border().reference(c)) / (pivot * pivot);
    }
    return ROUNDING_OF_SQUARES * (cancelled + Math.abs(criterion));
  }

  /** What is rounded where the square of a scaled column is made. */
  private double size(int column) {
    double scale = setup.borderScale[column];
    return sizes.length == 0 ? border().reference(column) : sizes[column] * scale * scale;
  }

  /** The residual variance in the units of the scaled y. */
  public double scaledVariance() {
    double scale = setup.responseScale();
    return isVarianceKnown() ? scale * scale : residualSquare / degreesOfFreedom();
  }

  public double sigma() {
    return Math.sqrt(scaledVariance()) / setup.responseScale();
  }

  /** β, in the units of the equations; has to be solved for. */
  public double[] beta() {
    return setup.unscaled(effects.solution);
  }

  /** {@code σ² [C⁻¹]_XX}, in the units of the equations. */
  public double[] fixedCovariance(double sigma) {
    return setup.unscaledCovariance(border().inverse(), sigma);
  }
}
