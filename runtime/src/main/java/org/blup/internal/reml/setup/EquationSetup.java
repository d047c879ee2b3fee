package org.blup.internal.reml.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern;
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

  /** Of each group whose levels are not independent. */
  private final List<Optional<LevelFactor>> levelFactors;

  /** {@code Σ k_g log|Q_g|}. */
  public final double logDeterminantOfPrecisions;

  /** What the columns of X and y are multiplied by: powers of two. */
  public final double[] borderScale;

  private EquationSetup(
      NormalEquations equations,
      Supplier<Layout> layout,
      Parametrisation parametrisation,
      UserBasis userBasis,
      List<Optional<LevelFactor>> levelFactors,
      double[] borderScale) {
    this.equations = equations;
    this.layout = layout;
    this.parametrisation = parametrisation;
    deviations = new DeviationParameters(parametrisation);
    templates = parametrisation.templates();
    this.userBasis = userBasis;
    this.levelFactors = levelFactors;
    this.borderScale = borderScale;
    double sum = 0;
    for (int g = 0; g < levelFactors.size(); g++) {
      int k = equations.groups().get(g).size();
      sum += levelFactors.get(g).map(factor -> k * factor.logDeterminant()).orElse(0.0);
    }
    logDeterminantOfPrecisions = sum;
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
    List<Optional<LevelFactor>> levelFactors = levelFactors(equations.pattern());
    double[] deviations = levelFactors.stream().mapToDouble(EquationSetup::deviation).toArray();
    return new EquationSetup(
        equations,
        layout,
        new Parametrisation(new Templates(equations, deviations)),
        new UserBasis(equations),
        levelFactors,
        borderScale);
  }

  private static double deviation(Optional<LevelFactor> levels) {
    return levels.map(factor -> Math.sqrt(factor.meanVariance())).orElse(1.0);
  }

  private static List<Optional<LevelFactor>> levelFactors(EquationPattern pattern) {
    return IntStream.range(0, pattern.groups().size())
        .mapToObj(
            g ->
                pattern.groups().get(g).precision().isIdentity()
                    ? Optional.<LevelFactor>empty()
                    : Optional.of(LevelFactor.of(pattern, g)))
        .toList();
  }

  /** The same for another response, nothing found again; for equations of another pattern, anew. */
  public EquationSetup with(NormalEquations others) {
    return others.pattern() == equations.pattern()
        ? new EquationSetup(others, layout, parametrisation, userBasis, levelFactors, borderScale)
        : of(others);
  }

  /**
   * {@code (Q_g⁻¹ ⊗ I) x}, any number of numbers a level; not a copy where levels are independent.
   */
  public double[] acrossLevels(int g, double[] x) {
    int numbers = x.length / equations.groups().get(g).levels();
    return levelFactors.get(g).map(factor -> factor.solve(x, numbers)).orElse(x);
  }

  /**
   * The diagonal of {@code Q_g⁻¹}: how variable levels are, beside independent ones; empty where
   * they are independent. Not to be changed.
   */
  public double[] levelVariances(int g) {
    return levelFactors.get(g).map(LevelFactor::variances).orElse(new double[0]);
  }

  /** {@code (R ⊗ I) x} with {@code Q_g⁻¹ = R Rᵀ}; not a copy where levels are independent. */
  public double[] rootAcrossLevels(int g, double[] x) {
    int numbers = x.length / equations.groups().get(g).levels();
    return levelFactors.get(g).map(factor -> factor.root(x, numbers)).orElse(x);
  }

  /** {@code (Rᵀ ⊗ I) x}. */
  public double[] rootAcrossLevelsTransposed(int g, double[] x) {
    int numbers = x.length / equations.groups().get(g).levels();
    return levelFactors.get(g).map(factor -> factor.rootTransposed(x, numbers)).orElse(x);
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
