package org.blup.internal.reml.postfit;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.ResidualScore;
import org.blup.internal.reml.equations.TemplateGradient;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Response;
import org.blup.internal.reml.setup.UserBasis;
import org.jspecify.annotations.Nullable;

/**
 * The REML or ML criterion as a function of everything but β: of σ and of a factor {@code L_t} of
 * each term's covariance {@code Σ_t = L_t L_tᵀ}, in the user's basis and of any form, with its
 * gradient. The relative factor of the equations is {@code Λ_t = T⁻¹ L_t / σ}, so
 *
 * <pre>
 *   ∂/∂L_t = 2 T⁻ᵀ G_tᵀ / σ,     ∂/∂log σ = 2 df − 2 r²/σ² − 2 Σ_g tr(G_g Λ_g)
 * </pre>
 *
 * with the G of {@link TemplateGradient} for the given σ². The response may be replaced: it enters
 * by its products alone. Not for use by several threads at once.
 */
public final class VarianceCriterion {

  private NormalEquations equations;
  private final MixedModelEquations model;
  private final TemplateGradient templateGradient;
  private final double[][] inverseBasis;
  private final double[][] scales;
  private final double[][] lambda;
  private final double[][] factorGradient;
  private double sigma;
  private double scaledVariance;
  private double sigmaGradient;
  private double lastValue;

  /** Where residuals covary, the equations at any φ and those of the last evaluation. */
  private @Nullable ResidualEquations residuals;

  private ResidualEquations.@Nullable At at;
  private double[] phi = new double[0];
  private double[] residualGradient = new double[0];

  /**
   * A criterion with a response of its own: that of the equations until it is replaced.
   *
   * @param reml REML, or ML if false
   */
  public VarianceCriterion(NormalEquations equations, boolean reml) {
    this.equations = equations;
    EquationSetup setup = EquationSetup.of(equations);
    model = new MixedModelEquations(setup, reml);
    templateGradient = new TemplateGradient(model.sparse());
    List<Term> terms = equations.terms();
    UserBasis basis = setup.userBasis;
    inverseBasis = new double[terms.size()][];
    scales = new double[terms.size()][];
    factorGradient = new double[terms.size()][];
    for (int t = 0; t < terms.size(); t++) {
      inverseBasis[t] = UserBasis.inverse(terms.get(t));
      scales[t] = basis.scale(t);
      factorGradient[t] = new double[terms.get(t).size() * terms.get(t).size()];
    }
    lambda = setup.templates.newFactors();
  }

  /**
   * The criterion of a model whose residuals covary.
   *
   * @param phi parameters of the residuals to begin with
   */
  public VarianceCriterion(ResidualEquations residuals, double[] phi, boolean reml) {
    this(residuals.at(phi).equations(), reml);
    this.residuals = residuals;
  }

  /** The terms, in the order of the factors. */
  public List<Term> terms() {
    return equations.terms();
  }

  /** Whether σ is 1, and no variable. */
  public boolean isVarianceKnown() {
    return model.isVarianceKnown();
  }

  /** The root mean squares of a term's columns in the user's basis, as powers of two. */
  public double[] columnScale(int term) {
    return scales[term].clone();
  }

  /** Puts another response in the place of y. */
  public void respond(Response response) {
    equations = response.in(equations);
    model.take(equations);
  }

  /** Puts another response in the place of y where residuals covary. */
  public void respond(ResidualEquations others) {
    residuals = others;
    at = null;
  }

  /** The criterion with other parameters φ of the residuals; σ² is that of R. */
  public double value(double[][] factors, double sigma, double[] phi) {
    ResidualEquations own = residuals;
    if (own != null && (at == null || !Arrays.equals(phi, this.phi))) {
      this.phi = phi.clone();
      ResidualEquations.At moved = own.at(phi);
      at = moved;
      equations = moved.equations();
      model.take(equations);
    }
    return value(factors, sigma);
  }

  /**
   * The criterion.
   *
   * @param factors for each term L, size × size row by row
   * @param sigma the residual standard deviation
   * @return infinity where the criterion has no value
   */
  public double value(double[][] factors, double sigma) {
    this.sigma = sigma;
    for (int t = 0; t < factors.length; t++) {
      scatter(t, factors[t]);
    }
    double scale = model.setup.responseScale();
    scaledVariance = sigma * sigma * (scale * scale);
    if (!(scaledVariance > 0) || model.factor(lambda) == Double.POSITIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    double value = model.criterionAt(scaledVariance);
    lastValue = Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    return lastValue;
  }

  /** By how much rounding may change the last value. */
  public double rounding() {
    return model.rounding(lastValue);
  }

  private void scatter(int t, double[] factor) {
    Term term = equations.terms().get(t);
    int k = term.size();
    int size = equations.groups().get(term.group()).size();
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
          sum += inverseBasis[t][a * k + c] * factor[c * k + b];
        }
        lambda[term.group()][(term.offset() + a) * size + term.offset() + b] = sum / sigma;
      }
    }
  }

  /** Finds the gradient where the criterion was last evaluated. */
  public void differentiate() {
    model.solve();
    templateGradient.compute(model.effects, model.reml, scaledVariance);
    double slope = model.degreesOfFreedom() - model.residualSquare() / scaledVariance;
    for (int t = 0; t < factorGradient.length; t++) {
      Term term = equations.terms().get(t);
      Group group = equations.groups().get(term.group());
      slope -= traceWithFactor(term, group.size());
      gather(t, group.size());
    }
    sigmaGradient = 2 * slope;
    ResidualEquations.At own = at;
    if (own != null) {
      residualGradient =
          ResidualScore.of(
              model.sparse(), own, model.effects, templateGradient, model.reml, scaledVariance);
    }
  }

  /** ∂criterion/∂φ while σ and the covariances stay as they are. */
  public double[] residualGradient() {
    return residualGradient;
  }

  private double traceWithFactor(Term term, int size) {
    double[] g = templateGradient.gradient[term.group()];
    double trace = 0;
    for (int a = term.offset(); a < term.offset() + term.size(); a++) {
      for (int b = term.offset(); b < term.offset() + term.size(); b++) {
        trace += g[b * size + a] * lambda[term.group()][a * size + b];
      }
    }
    return trace;
  }

  private void gather(int t, int size) {
    Term term = equations.terms().get(t);
    int k = term.size();
    double[] g = templateGradient.gradient[term.group()];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
          double element = g[(term.offset() + b) * size + term.offset() + c];
          sum += inverseBasis[t][c * k + a] * element;
        }
        factorGradient[t][a * k + b] = 2 * sum / sigma;
      }
    }
  }

  /** ∂criterion/∂L of a term, size × size row by row; not to be changed. */
  public double[] factorGradient(int term) {
    return factorGradient[term];
  }

  /** ∂criterion/∂log σ while the covariances stay as they are. */
  public double sigmaGradient() {
    return sigmaGradient;
  }
}
