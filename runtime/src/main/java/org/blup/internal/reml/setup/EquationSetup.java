package org.blup.internal.reml.setup;

import java.util.Arrays;
import java.util.function.Supplier;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.NormalEquations;

/**
 * Equations with all that is found once for them, whatever the templates: the layout of the factor,
 * which parameters there are, and the units that columns are measured in. Shared by the search and
 * by whatever is asked of its optimum. Immutable.
 */
public final class EquationSetup {

  public final NormalEquations equations;
  private final Supplier<Layout> layout;
  public final Templates templates;
  public final Parametrisation parametrisation;
  public final DeviationParameters deviations;
  public final UserBasis userBasis;

  /** The precisions of levels in {@link #equations}. */
  public final LevelFactors levels;

  /** What the columns of X and y are multiplied by: powers of two. */
  public final double[] borderScale;

  private EquationSetup(
      NormalEquations equations,
      Supplier<Layout> layout,
      Parametrisation parametrisation,
      UserBasis userBasis,
      LevelFactors levels,
      double[] borderScale) {
    this.equations = equations;
    this.layout = layout;
    this.parametrisation = parametrisation;
    deviations = new DeviationParameters(parametrisation);
    templates = parametrisation.templates();
    this.userBasis = userBasis;
    this.levels = levels;
    this.borderScale = borderScale;
  }

  /** Finds the order of elimination and the structure of the factor. */
  public static EquationSetup of(NormalEquations equations) {
    Layout layout = new Layout(equations.pattern());
    return of(equations, () -> layout);
  }

  /** The same for a fit without a factorisation: whatever asks for the layout is refused. */
  public static EquationSetup withoutFactor(NormalEquations equations) {
    return of(
        equations,
        () -> {
          throw new NoFactorisationException();
        });
  }

  private static EquationSetup of(NormalEquations equations, Supplier<Layout> layout) {
    int border = equations.columns() + 1;
    double[] borderScale = new double[border];
    for (int c = 0; c < border; c++) {
      borderScale[c] = 1 / Templates.powerOfTwo(Math.sqrt(equations.border()[c * (border + 1)]));
    }
    LevelFactors levels = LevelFactors.of(equations.pattern());
    double[] deviations = new double[equations.groups().size()];
    Arrays.setAll(deviations, levels::deviation);
    return new EquationSetup(
        equations,
        layout,
        new Parametrisation(new Templates(equations, deviations)),
        new UserBasis(equations),
        levels,
        borderScale);
  }

  /**
   * The same for another response, nothing found again, at the same precisions of levels; for
   * equations of another pattern, anew.
   */
  public EquationSetup with(NormalEquations others) {
    boolean isMoved = !Arrays.equals(others.levelParameters(), equations.levelParameters());
    if (isMoved && others.pattern().isAlike(equations.pattern())) {
      return with(others.withLevels(equations.levelParameters()));
    }
    return others.pattern().isAlike(equations.pattern()) ? with(others, levels) : of(others);
  }

  /** The same at the precisions of levels that other equations have. */
  public EquationSetup at(NormalEquations others) {
    return others.pattern().isAlike(equations.pattern())
        ? with(others, levels(others))
        : of(others);
  }

  /** The precisions of levels in equations of the same pattern. */
  public LevelFactors levels(NormalEquations others) {
    return levels.at(others.pattern());
  }

  private EquationSetup with(NormalEquations others, LevelFactors at) {
    return new EquationSetup(others, layout, parametrisation, userBasis, at, borderScale);
  }

  /**
   * Sets what stands at the anchored levels of a random walk to the zero that it is.
   *
   * @param ofLevels any number of numbers a level
   */
  public void anchor(int g, double[] ofLevels) {
    Group group = equations.groups().get(g);
    int numbers = ofLevels.length / group.levels();
    Arrays.fill(ofLevels, 0, group.precision().anchored() * numbers, 0);
  }

  /**
   * Where the blocks of the factor stand.
   *
   * @throws NoFactorisationException if the fit is one without a factorisation
   */
  public Layout layout() {
    return layout.get();
  }

  /** p, the number of columns of X. */
  public int columns() {
    return borderScale.length - 1;
  }

  /** What y is multiplied by. */
  public double responseScale() {
    return borderScale[columns()];
  }

  /** A diagonal element of {@code ΛᵀZ_jᵀWZ_jΛ} for a group's level j. */
  public double square(double[][] lambda, int group, int level, int effect) {
    int k = templates.groupSize(group);
    double[] blocks = equations.levelBlocks(group);
    double[] own = lambda[group];
    double sum = 0;
    for (int a = effect; a < k; a++) {
      for (int b = effect; b < k; b++) {
        double element = blocks[(level * k + a) * k + b];
        sum += own[a * k + effect] * element * own[b * k + effect];
      }
    }
    return sum;
  }

  /** Fixed effects from the units of the scaled columns to those of the equations. */
  public double[] unscaled(double[] solution) {
    double[] beta = new double[columns()];
    int unknowns = layout().unknowns;
    for (int c = 0; c < beta.length; c++) {
      beta[c] = solution[unknowns + c] * borderScale[c] / responseScale();
    }
    return beta;
  }

  /** The way back of {@link #unscaled}. */
  public double[] scaled(double[] beta) {
    double[] scaled = new double[columns()];
    Arrays.setAll(scaled, c -> beta[c] * responseScale() / borderScale[c]);
    return scaled;
  }

  /**
   * The covariance of such coefficients, in the units of the equations.
   *
   * @param inverse of the scaled border, p × p row by row, in units of σ²
   */
  public double[] unscaledCovariance(double[] inverse, double sigma) {
    int p = columns();
    double[] covariance = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        covariance[i * p + j] =
            inverse[i * p + j] * (sigma * borderScale[i]) * (sigma * borderScale[j]);
      }
    }
    return covariance;
  }
}
