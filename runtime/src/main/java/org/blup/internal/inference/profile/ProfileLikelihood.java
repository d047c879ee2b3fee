package org.blup.internal.inference.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.EffectCovariances;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.inference.profile.ProfileTarget.Sigma;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.reml.postfit.VarianceCriterion;
import org.blup.internal.reml.search.Solution;
import org.jspecify.annotations.Nullable;

/**
 * Profiles of the ML likelihood, from cross-products alone. REML has no likelihood of the
 * coefficients to profile, so that the profiles of a REML fit are those of the ML fit, as lme4's.
 */
public final class ProfileLikelihood {

  private final NormalEquations equations;
  private final Solution maximum;
  private final Function<ProfileTarget, String> varianceNames;
  private final double[][] covariances;

  /** The problem in use last. */
  private final AtomicReference<@Nullable CurveProblem> last = new AtomicReference<>();

  /**
   * The profiles about a maximum.
   *
   * @param maximum the ML solution of the equations
   * @param varianceNames the names of standard deviations and correlations, for messages
   */
  public ProfileLikelihood(
      NormalEquations equations, Solution maximum, Function<ProfileTarget, String> varianceNames) {
    refusePatterned(equations);
    this.equations = equations;
    this.maximum = maximum;
    this.varianceNames = varianceNames;
    covariances = EffectCovariances.of(equations, maximum);
  }

  /** Refuses terms whose elements follow from fewer parameters: no element moves alone there. */
  static void refusePatterned(NormalEquations equations) {
    if (equations.terms().stream()
        .anyMatch(term -> term.structure() instanceof PatternedCovariance)) {
      throw new BlupException(
          "The model has a covariance of few parameters, as cs(…) or ar1(…): its standard deviations"
              + " and correlations have no profile or curvature of their own. Use bootstrap().");
    }
  }

  /**
   * The standard deviations and correlations of every term, column by column of its correlation
   * matrix as lme4 orders them, and σ unless it is known.
   */
  public static List<ProfileTarget> varianceTargets(NormalEquations equations) {
    List<ProfileTarget> targets = new ArrayList<>();
    for (int t = 0; t < equations.terms().size(); t++) {
      Term term = equations.terms().get(t);
      for (int a = 0; a < term.size(); a++) {
        targets.add(new StandardDeviation(t, a));
        for (int b = a + 1; term.structure().isCorrelated() && b < term.size(); b++) {
          targets.add(new Correlation(t, a, b));
        }
      }
    }
    if (!equations.residuals().isVarianceKnown()) {
      targets.add(new Sigma());
    }
    return targets;
  }

  /** The profile of a standard deviation or correlation; computed where it is asked. */
  public ProfileCurve curve(ProfileTarget target) {
    double sigma = maximum.sigma();
    CurveProblem slicer = new CurveProblem(last, () -> slicer(target));
    ProfileProblem problem = slicer.at(sigma);
    double[] start = problem.variables(covariances, sigma);
    if (target instanceof StandardDeviation sd) {
      double estimate = Math.sqrt(variance(sd.term(), sd.effect()));
      double unit = problem.unit(sd.term(), sd.effect());
      double scale = estimate > 1e-3 * unit ? 0.3 * estimate : 0.3 * unit;
      return curve(target, slicer, estimate, 0, Double.POSITIVE_INFINITY, scale, start);
    }
    if (target instanceof Correlation correlation) {
      int t = correlation.term();
      int k = equations.terms().get(t).size();
      double variances = variance(t, correlation.effect1()) * variance(t, correlation.effect2());
      double covariance = covariances[t][correlation.effect1() * k + correlation.effect2()];
      double estimate =
          variances > 0 ? Math.max(-1, Math.min(1, covariance / Math.sqrt(variances))) : 0;
      return curve(target, slicer, estimate, -1, 1, 0.3, start)
          .cappedAt(() -> withoutCorrelation(correlation));
    }
    double scale = sigma / Math.sqrt(2.0 * equations.rows());
    return curve(target, slicer, sigma, 0, Double.POSITIVE_INFINITY, scale, start);
  }

  private ProfileCurve.Slicer slicer(ProfileTarget target) {
    VarianceCriterion criterion = new VarianceCriterion(equations, false);
    ProfileProblem problem = new ProfileProblem(criterion, target, maximum.sigma());
    return value -> {
      problem.fix(value);
      return problem;
    };
  }

  /** How much the deviance rises where one of the effects has no variance. */
  private double withoutCorrelation(Correlation correlation) {
    double first = curve(new StandardDeviation(correlation.term(), correlation.effect1())).zeta(0);
    double second = curve(new StandardDeviation(correlation.term(), correlation.effect2())).zeta(0);
    return Math.min(first * first, second * second);
  }

  private double variance(int t, int effect) {
    return covariances[t][effect * (equations.terms().get(t).size() + 1)];
  }

  private ProfileCurve curve(
      ProfileTarget target,
      ProfileCurve.Slicer slicer,
      double estimate,
      double lower,
      double upper,
      double scale,
      double[] start) {
    return new ProfileCurve(
        varianceNames.apply(target),
        target,
        slicer,
        estimate,
        maximum.criterion(),
        lower,
        upper,
        scale,
        start);
  }

  /** The profile of a combination of fixed effects by its name; computed where it is asked. */
  public ProfileCurve curve(String name, FixedEffect effect) {
    double[] combination = effect.combination();
    double[] beta = maximum.beta();
    int p = beta.length;
    double[] covariance = maximum.betaCovariance();
    double estimate = 0;
    double variance = 0;
    for (int i = 0; i < p; i++) {
      estimate += combination[i] * beta[i];
      for (int j = 0; j < p; j++) {
        variance += combination[i] * covariance[i * p + j] * combination[j];
      }
    }
    double origin = estimate;
    CurveProblem slicer = new CurveProblem(last, () -> slicer(effect, origin));
    double[] start = slicer.at(origin).variables(covariances, maximum.sigma());
    return new ProfileCurve(
        name,
        effect,
        slicer,
        estimate,
        maximum.criterion(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Math.sqrt(variance),
        start);
  }

  private ProfileCurve.Slicer slicer(FixedEffect effect, double origin) {
    double[] combination = Arrays.copyOf(effect.combination(), equations.columns());
    FixedEffectSlice slice = new FixedEffectSlice(equations, combination, origin);
    ProfileProblem problem = new ProfileProblem(slice.criterion(), effect, maximum.sigma());
    return value -> {
      slice.moveBy(value - origin);
      return problem;
    };
  }
}
