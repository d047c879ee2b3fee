package org.blup.internal.model;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.degreesoffreedom.FixedEffectTests;
import org.blup.internal.inference.degreesoffreedom.TestMethods;
import org.blup.internal.inference.prediction.PredictionErrors;
import org.blup.internal.reml.postfit.FittedEquations;
import org.blup.internal.reml.postfit.ThetaDerivatives;
import org.blup.internal.reml.solution.Solution;

/**
 * The optimum of a fit and what follows from it, which is computed when it is first asked for. It
 * knows the design and the solution, nothing of rows, and nothing of what users hold.
 */
public final class PostFit {

  private final ObservedDesign design;
  private final Solution solution;
  private final boolean reml;
  private final Lazy<FittedEquations> equations;
  private final Lazy<ThetaDerivatives> derivatives;
  private final Lazy<PredictionErrors> errors;
  private final Lazy<FixedEffectTests> satterthwaite;
  private final DeterminedAnswers determined;
  private final Lazy<MovedFits> moved;

  /**
   * What follows from an optimum.
   *
   * @param reml whether the solution is one by REML, else by ML
   */
  public PostFit(ObservedDesign design, Solution solution, boolean reml) {
    this.design = design;
    this.solution = solution;
    this.reml = reml;
    equations = new Lazy<>(() -> new FittedEquations(design.equations(), solution, reml));
    derivatives = new Lazy<>(() -> new ThetaDerivatives(design.equations(), solution, reml));
    errors =
        new Lazy<>(() -> new PredictionErrors(equations.get(), solution.sigma(), derivatives::get));
    satterthwaite = new Lazy<>(() -> TestMethods.satterthwaite(design.equations(), solution, reml));
    determined = new DeterminedAnswers(this);
    moved = new Lazy<>(() -> new MovedFits(this));
  }

  public ObservedDesign design() {
    return design;
  }

  public Solution solution() {
    return solution;
  }

  /** Whether the fit is by REML, else by ML. */
  public boolean isReml() {
    return reml;
  }

  /**
   * Makes sure that a question can be answered that needs a factorisation, or the criterion.
   *
   * @param question what was asked, as it is called
   * @throws BlupException if the fit was found by iterations, or its levels are not at hand
   */
  public void requireFactor(String question) {
    requireLevels(question);
    if (solution.monteCarlo().isPresent()) {
      throw new BlupException(
          ("%s: %s needs the criterion, or the factor of the equations, and this fit was found by"
                  + " iterations, which compute neither. Fit with fitting().algorithm(EXACT), if"
                  + " there is memory for it")
              .formatted(design.structure().name(), question));
    }
  }

  /**
   * Makes sure that a question can be answered that needs single levels.
   *
   * @param question what was asked, as it is called
   * @throws DistantLevelsException if they are not at hand
   */
  public void requireLevels(String question) {
    if (design.equations().distant().isPresent()) {
      throw new DistantLevelsException(design.structure().name() + ": " + question);
    }
  }

  /** Whether the covariance of the residuals has parameters beside σ. */
  public boolean residualsCovary() {
    return solution.residual().filter(found -> found.ofResiduals().length > 0).isPresent();
  }

  /** The groups whose levels are autoregressions. */
  public List<Integer> autoregressions() {
    return design.equations().pattern().autoregressions();
  }

  /** Whether parameters beside θ and σ were estimated: of residuals, or of autoregressions. */
  public boolean hasMoreParameters() {
    return residualsCovary() || !autoregressions().isEmpty();
  }

  /** σ², the residual variance. */
  public double variance() {
    return solution.sigma() * solution.sigma();
  }

  /** The equations at the optimum. */
  public FittedEquations equations() {
    return equations.get();
  }

  public ThetaDerivatives derivatives() {
    return derivatives.get();
  }

  /** Satterthwaite's tests of the fixed effects, whatever the fit's own method is. */
  public FixedEffectTests satterthwaite() {
    return satterthwaite.get();
  }

  public PredictionErrors errors() {
    return errors.get();
  }

  /** Answers, with {@code NaN} for those that depend on an undetermined variance. */
  public DeterminedAnswers determined() {
    return determined;
  }

  /**
   * Fits at parameters beside the optimum, where {@linkplain #hasMoreParameters more} than those of
   * templates were estimated.
   */
  public MovedFits moved() {
    return moved.get();
  }

  /**
   * The covariance of a level's effects given the data, size × size row by row; {@code NaN} where
   * it is undetermined.
   */
  public double[] conditionalCovariance(int group, int level) {
    return MemoryLimit.within(
        () -> determined.covariance(fit -> fit.solution.conditionalCovariance(group, level)));
  }

  /** The conditional modes of each group, levels × size. */
  public double[][] modes() {
    double[][] modes = new double[design.groups()][];
    for (int g = 0; g < modes.length; g++) {
      modes[g] = solution.modes(g);
    }
    return modes;
  }
}
