package org.blup.internal.inference.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.inference.EffectCovariances;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.inference.profile.ProfileTarget.OfResiduals;
import org.blup.internal.inference.profile.ProfileTarget.Sigma;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.reml.postfit.VarianceCriterion;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.Solution;
import org.jspecify.annotations.Nullable;

/**
 * Profiles of the ML likelihood, from cross-products alone. REML has no likelihood of the
 * coefficients to profile, so that the profiles of a REML fit are those of the ML fit, as lme4's.
 */
public final class ProfileLikelihood {

  /** About a standard error on a parameter's own scale: where steps begin. */
  private static final double ROUGH_ERROR = 0.05;

  private final NormalEquations equations;
  private final Solution maximum;
  private final double[][] covariances;

  /** The equations at any covariance of the residuals, if they covary, and φ at the maximum. */
  private final Optional<ResidualEquations> residuals;

  private final double[] phi;

  /** The problem in use last. */
  private final AtomicReference<@Nullable CurveProblem> last = new AtomicReference<>();

  /**
   * The profiles about a maximum.
   *
   * @param equations as the covariance of the residuals at the maximum weights them
   * @param maximum the ML solution
   */
  public ProfileLikelihood(NormalEquations equations, Solution maximum) {
    refusePatterned(equations);
    this.equations = equations;
    this.maximum = maximum;
    residuals = maximum.residual().map(ResidualFit::residuals);
    phi = maximum.residual().map(ResidualFit::phi).orElse(new double[0]);
    covariances = EffectCovariances.of(equations, maximum);
  }

  /** Refuses terms whose elements follow from fewer parameters: no element moves alone there. */
  static void refusePatterned(NormalEquations equations) {
    if (equations.terms().stream()
        .anyMatch(term -> term.structure() instanceof PatternedCovariance)) {
      throw new BlupException(
          "The model has a covariance of few parameters, as cs(…) or ar1(…): its standard"
              + " deviations and correlations have no profile or curvature of their own. Use"
              + " bootstrap().");
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

  /** The profile of a standard deviation or correlation by its name; computed where it is asked. */
  public ProfileCurve curve(String name, ProfileTarget target) {
    if (target instanceof FixedEffect effect) {
      return curve(name, effect);
    }
    double sigma = maximum.sigma();
    CurveProblem slices = new CurveProblem(last, () -> slices(target));
    ProfileProblem problem =
        slices.apply(target instanceof OfResiduals own ? estimate(own) : sigma);
    double[] start = problem.variables(covariances, sigma);
    if (target instanceof StandardDeviation sd) {
      double estimate = Math.sqrt(variance(sd.term(), sd.effect()));
      double unit = problem.unit(sd.term(), sd.effect());
      double scale = estimate > 1e-3 * unit ? 0.3 * estimate : 0.3 * unit;
      return curve(name, target, slices, estimate, 0, Double.POSITIVE_INFINITY, scale, start);
    }
    if (target instanceof OfResiduals own) {
      return curve(name, own, slices, start);
    }
    if (target instanceof Correlation correlation) {
      int t = correlation.term();
      int k = equations.terms().get(t).size();
      double variances = variance(t, correlation.effect1()) * variance(t, correlation.effect2());
      double covariance = covariances[t][correlation.effect1() * k + correlation.effect2()];
      double estimate =
          variances > 0 ? Math.max(-1, Math.min(1, covariance / Math.sqrt(variances))) : 0;
      return curve(name, target, slices, estimate, -1, 1, 0.3, start)
          .cappedAt(() -> withoutCorrelation(correlation));
    }
    double scale = sigma / Math.sqrt(2.0 * equations.rows());
    return curve(name, target, slices, sigma, 0, Double.POSITIVE_INFINITY, scale, start);
  }

  private ProfileCurve curve(String name, OfResiduals own, CurveProblem slices, double[] start) {
    double estimate = estimate(own);
    ParameterScale on = own.scale();
    double step = ROUGH_ERROR * Math.max(1, Math.abs(on.of(estimate)));
    double scale = on.back(on.of(estimate) + step) - estimate;
    return curve(name, own, slices, estimate, on.lower, on.upper, scale, start);
  }

  private double estimate(OfResiduals own) {
    double value = own.value().applyAsDouble(phi);
    return own.isDeviation() ? maximum.sigma() * value : value;
  }

  private DoubleFunction<ProfileProblem> slices(ProfileTarget target) {
    VarianceCriterion criterion =
        residuals
            .map(all -> new VarianceCriterion(all, phi, false))
            .orElseGet(() -> new VarianceCriterion(equations, false));
    ProfileProblem problem = new ProfileProblem(criterion, target, maximum.sigma(), phi);
    return value -> {
      problem.fix(value);
      return problem;
    };
  }

  /** How much the deviance rises where one of the effects has no variance. */
  private double withoutCorrelation(Correlation correlation) {
    double first = zetaOfNone(new StandardDeviation(correlation.term(), correlation.effect1()));
    double second = zetaOfNone(new StandardDeviation(correlation.term(), correlation.effect2()));
    return Math.min(first * first, second * second);
  }

  private double zetaOfNone(StandardDeviation deviation) {
    return curve("a standard deviation", deviation).zeta(0);
  }

  private double variance(int t, int effect) {
    return covariances[t][effect * (equations.terms().get(t).size() + 1)];
  }

  private ProfileCurve curve(
      String name,
      ProfileTarget target,
      DoubleFunction<ProfileProblem> slices,
      double estimate,
      double lower,
      double upper,
      double scale,
      double[] start) {
    ProfileRange range = new ProfileRange(target, estimate, lower, upper, scale);
    return new ProfileCurve(name, slices, range, maximum.criterion(), start);
  }

  private ProfileCurve curve(String name, FixedEffect effect) {
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
    CurveProblem slices = new CurveProblem(last, () -> slices(effect, origin));
    double[] start = slices.apply(origin).variables(covariances, maximum.sigma());
    return curve(
        name,
        effect,
        slices,
        estimate,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Math.sqrt(variance),
        start);
  }

  private DoubleFunction<ProfileProblem> slices(FixedEffect effect, double origin) {
    double[] combination = Arrays.copyOf(effect.combination(), equations.columns());
    if (residuals.isPresent()) {
      ResidualEquations whole = residuals.get();
      VarianceCriterion criterion =
          new VarianceCriterion(
              whole.in(FixedEffectSlice.submodel(equations, combination, origin)), phi, false);
      ProfileProblem problem = new ProfileProblem(criterion, effect, maximum.sigma(), phi);
      return value -> {
        criterion.respond(whole.in(FixedEffectSlice.submodel(equations, combination, value)));
        return problem;
      };
    }
    FixedEffectSlice slice = new FixedEffectSlice(equations, combination, origin);
    ProfileProblem problem = new ProfileProblem(slice.criterion(), effect, maximum.sigma(), phi);
    return value -> {
      slice.moveBy(value - origin);
      return problem;
    };
  }
}
