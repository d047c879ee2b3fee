package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.model.GroupCovariance;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.MonteCarloErrors;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.VarianceNames;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.fit.FittedResiduals;
import org.blup.internal.model.fit.ResidualLine;
import org.blup.internal.reml.solution.Solution;
import org.ejml.data.DMatrixRMaj;

/**
 * What was estimated and how well it fits: parameters, criteria and counts. Users hold it as {@link
 * MixedFit}, which adds what rows are needed for, or as the fit without one of its terms, {@link
 * MixedFit#without}; both answer further questions by {@link FitInference}.
 */
public abstract class FittedModel {

  /** For generated code. */
  protected final Estimates estimates;

  FittedModel(Estimates estimates) {
    this.estimates = estimates;
  }

  final PostFit fit() {
    return estimates.fit();
  }

  /** The canonical formula. */
  public final String formula() {
    return fit().design().structure().formula();
  }

  /** How the fit was computed: never {@link Algorithm#AUTOMATIC}. */
  public final Algorithm algorithm() {
    return fit().solution().monteCarlo().isPresent() ? Algorithm.ITERATIVE : Algorithm.EXACT;
  }

  /**
   * By how much estimates would vary with other random signs, as standard errors of the computation
   * alone, if the fit was found by {@linkplain Algorithm#ITERATIVE iterations}: by the names of
   * {@link MixedFit#varianceIntervals} and of the coefficients. Empty for exact fits.
   */
  public final Map<String, Double> monteCarloErrors() {
    return MonteCarloErrors.of(fit())
        .map(errors -> errors.byName(estimates.space().names()))
        .orElseGet(Map::of);
  }

  /**
   * The REML or ML criterion at the optimum, on the deviance scale: −2 log-likelihood. {@code NaN},
   * as all that follows from it, if the fit was found by {@linkplain Algorithm#ITERATIVE
   * iterations}, which do not compute it.
   */
  public final double criterion() {
    return fit().solution().criterion();
  }

  /** Which criterion was minimised. */
  public final Criterion fittedBy() {
    return fit().isReml() ? Criterion.REML : Criterion.ML;
  }

  /** The (restricted) log-likelihood. */
  public final double logLikelihood() {
    return -criterion() / 2;
  }

  /**
   * How many parameters were estimated: fixed effects, relative covariance parameters of random
   * effects and of residuals, and σ unless known; less one for each direction of the covariances
   * that the data do not determine.
   */
  public final int degreesOfFreedom() {
    Solution solution = fit().solution();
    int undetermined = solution.undeterminedVariances().directions();
    int residual = solution.residual().map(found -> found.phi().length).orElse(0);
    int sigma = solution.isVarianceKnown() ? 0 : 1;
    return solution.beta().length + solution.theta().length + residual + sigma - undetermined;
  }

  /** Akaike's criterion: −2 log-likelihood + 2 degrees of freedom. */
  public final double aic() {
    return criterion() + 2.0 * degreesOfFreedom();
  }

  /**
   * Akaike's criterion for small samples: AIC + 2 k (k + 1) / (n − k − 1), k degrees of freedom
   * (Hurvich &amp; Tsai 1989, Regression and time series model selection in small samples,
   * Biometrika 76:297–307). Infinite where n ≤ k + 1.
   */
  public final double aicc() {
    double k = degreesOfFreedom();
    double left = rows() - k - 1;
    return left > 0 ? aic() + 2 * k * (k + 1) / left : Double.POSITIVE_INFINITY;
  }

  /** Schwarz's criterion: −2 log-likelihood + log(n) degrees of freedom. */
  public final double bic() {
    return criterion() + Math.log(rows()) * degreesOfFreedom();
  }

  /**
   * The relative covariance parameters: the lower triangles of the templates of Λ column by column
   * (the diagonal, where a term is uncorrelated), term by term in the order of the formula. Where
   * {@linkplain #undeterminedVariances variances are undetermined} they are one choice of many.
   */
  public final double[] theta() {
    return fit().solution().theta().clone();
  }

  /**
   * The residual standard deviation σ, in the unit of the response; of the first position or
   * stratum, where residuals differ in it; 1 where residual variances are known.
   */
  public final double sigma() {
    return fit().solution().sigma();
  }

  /** The number of rows behind the fit. */
  public final long rows() {
    return fit().design().rows();
  }

  /** The number of rows left out because a value was missing. */
  public final long omitted() {
    return fit().design().omitted();
  }

  /** How often the criterion was evaluated to find the optimum. */
  public final int evaluations() {
    return fit().solution().evaluations();
  }

  /**
   * By how much the criterion could still be lowered, as the last quadratic model of the search
   * predicts. Always small: a fit that does not converge throws instead.
   */
  public final double predictedGain() {
    return fit().solution().predictedGain();
  }

  /** Whether some combination of random effects was estimated to have no variance. */
  public final boolean isSingular() {
    return !singularDirections().isEmpty();
  }

  /** The combinations of random effects that were estimated to have no variance. */
  public final List<SingularDirection> singularDirections() {
    return SingularDirection.of(fit());
  }

  /**
   * The standard deviations and correlations that the data do not determine, by lme4's names
   * ({@code sd_days|subject}): what the fixed effects leave of the response has the same
   * distribution for other values of them. They are {@code NaN}, as are all estimates, predictions,
   * tests and intervals that depend on them; all others, and the REML criterion, are the same for
   * each value. Usually empty.
   */
  public final List<String> undeterminedVariances() {
    return VarianceNames.undetermined(fit());
  }

  /**
   * The variances of all random effects, group by group, and the residual variance at the end, or
   * those of the residuals' positions and strata; not residual variances that were known.
   */
  public final List<VarianceComponent> varianceComponents() {
    List<VarianceComponent> components = new ArrayList<>();
    for (int g = 0; g < fit().design().groups(); g++) {
      GroupCovariance covariance = GroupCovariance.of(fit(), g);
      for (int e = 0; e < covariance.size(); e++) {
        String name = covariance.names().get(e);
        components.add(new VarianceComponent(covariance.group(), name, covariance.variance(e)));
      }
    }
    FittedResiduals.of(fit())
        .ifPresentOrElse(
            residuals ->
                ResidualLine.of(residuals, fit().variance())
                    .forEach(
                        line ->
                            components.add(
                                new VarianceComponent("Residual", line.name(), line.variance()))),
            () -> {
              if (!fit().solution().isVarianceKnown()) {
                components.add(new VarianceComponent("Residual", "", fit().variance()));
              }
            });
    return List.copyOf(components);
  }

  /** The fixed effects in R's order, without those that were dropped. */
  public final List<Coefficient> coefficients() {
    return estimates.coefficients().all();
  }

  /**
   * The fixed effect of a name.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  public final Coefficient coefficient(String name) {
    return estimates.coefficients().named(name);
  }

  /**
   * The covariance of {@link #coefficients()} at the estimated variances, p × p in their order; a
   * copy.
   */
  public final DMatrixRMaj coefficientCovariance() {
    CoefficientSpace space = estimates.space();
    int p = space.size();
    return MemoryLimit.within(() -> new DMatrixRMaj(p, p, true, space.covariance()));
  }

  /**
   * The covariance of {@link #coefficients()} that tests go by, p × p in their order: Kenward and
   * Roger's for small samples where their method was chosen, {@link #coefficientCovariance()}
   * otherwise; a copy.
   */
  public final DMatrixRMaj adjustedCovariance() {
    CoefficientSpace space = estimates.space();
    int p = space.size();
    return MemoryLimit.within(() -> new DMatrixRMaj(p, p, true, space.testCovariance()));
  }

  /**
   * The names of fixed effects that are not determined by the data, their columns being
   * combinations of the columns before them. They were left out of the model.
   */
  public final List<String> droppedCoefficients() {
    return fit().design().fixedColumns().stream()
        .filter(FixedColumn::dropped)
        .map(FixedColumn::name)
        .toList();
  }

  /**
   * The summary with an interval for each fixed effect, by the method that tests go by.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public final String summary(double level) {
    return MemoryLimit.within(() -> Summary.of(this, OptionalDouble.of(level)));
  }

  /**
   * The fit, with 95 % intervals of the coefficients, as JSON, in fields whose names and order
   * stay: see docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  public final String toJson() {
    return MemoryLimit.within(() -> FitJson.of(this).text());
  }

  /**
   * A summary for reading, laid out like lme4's, with the degrees of freedom that were chosen. The
   * quartiles of the scaled residuals need the rows, which a fit does not keep: {@link
   * MixedFit#diagnostics} prints them.
   */
  @Override
  public final String toString() {
    return MemoryLimit.within(() -> Summary.of(this));
  }
}
