package org.blup.model;

import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.diagnostics.FitSummaries;
import org.blup.internal.model.fit.CombinationTests;
import org.blup.internal.model.fit.GroupModes;
import org.blup.internal.model.fit.TermTests;
import org.blup.internal.model.profile.FittedProfile;
import org.blup.internal.model.profile.VarianceIntervals;
import org.blup.model.diagnostics.ConditionalAic;
import org.blup.model.diagnostics.IntraclassCorrelation;
import org.blup.model.diagnostics.PrincipalComponents;
import org.blup.model.diagnostics.RSquared;
import org.blup.model.diagnostics.VarianceInflation;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.AnovaType;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.FTest;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.blup.model.profile.Profile;

/**
 * What a fit says beyond its estimates: tests, intervals and profiles of its parameters, and what
 * its variance is made of; from the cross-products, so that neither rows nor types are needed.
 * Users hold it as {@link MixedFit}, or as the fit without one of its terms, {@link
 * MixedFit#without}.
 */
public abstract class FitInference extends FittedModel {

  FitInference(Estimates estimates) {
    super(estimates);
  }

  /** Tests that a linear combination of the fixed effects is 0. */
  public final LinearTest test(LinearCombination combination) {
    return test(combination, 0);
  }

  /**
   * Tests that a linear combination of the fixed effects has a value.
   *
   * @throws BlupException if the combination is of another fit
   */
  public final LinearTest test(LinearCombination combination, double value) {
    return new CombinationTests(estimates.space()).test(combination, value);
  }

  /**
   * Tests that several linear combinations of the fixed effects are all 0. Those that follow from
   * others count once.
   *
   * @throws BlupException if there are none, or if one is of another fit
   */
  public final FTest jointTest(List<? extends LinearCombination> combinations) {
    return new CombinationTests(estimates.space()).joint(combinations);
  }

  /** Tests each term of the fixed effects after all others, whatever the coding of factors. */
  public final AnovaTable anova() {
    return anova(AnovaType.III);
  }

  /** Tests each term of the fixed effects. */
  public final AnovaTable anova(AnovaType type) {
    return MemoryLimit.within(() -> TermTests.of(estimates.space(), type));
  }

  /**
   * Intervals for every standard deviation, correlation and σ from the observed information of the
   * criterion that was minimised: symmetric on the scale of log standard deviations and of Fisher's
   * z of the correlations, as nlme's {@code intervals} (Pinheiro &amp; Bates 2000, section 2.4).
   * They cost a few evaluations; {@link #profile()} says more where the likelihood is skewed.
   *
   * @return by lme4's names: {@code sd_days|subject}, {@code cor_days.(Intercept)|subject}, {@code
   *     sigma}; where residuals covary {@code sd_VIS1|Residual} or one {@code sigma}, {@code rho}
   *     or {@code cor_VIS2.VIS1|Residual}, {@code range} and {@code delta} where they follow a
   *     number, with {@code _} and the stratum behind where there are strata
   * @throws BlupException if the level is not between 0 and 1, the fit is singular, or a standard
   *     deviation is not larger than its own standard error: profiles and bootstraps have intervals
   *     that reach 0
   */
  public final Map<String, Interval> varianceIntervals(double level) {
    fit().requireFactor("varianceIntervals(level)");
    return MemoryLimit.within(() -> VarianceIntervals.of(fit(), level));
  }

  /**
   * Profile likelihoods of every standard deviation, correlation, coefficient and σ, and the
   * intervals that follow from them; by the names of {@link #varianceIntervals}. Computed as they
   * are asked for: keep the profile.
   */
  public final Profile profile() {
    fit().requireFactor("profile()");
    return MemoryLimit.within(() -> FittedProfile.of(fit(), estimates.space().names()));
  }

  /**
   * The conditional modes of a grouping factor's levels with their covariances.
   *
   * @throws BlupException if there is no such group; the message lists them
   */
  public final ConditionalModes conditionalModes(String group) {
    int number = new RandomTermNames(fit().design().structure()).group(group);
    return new GroupModes(fit(), number);
  }

  /**
   * The share of the responses' variance that fixed and random effects explain (Nakagawa). Where
   * residuals differ in variance, the mean of their variances over the rows counts.
   */
  public final RSquared rSquared() {
    fit().requireFactor("rSquared()");
    return MemoryLimit.within(() -> summaries().rSquared());
  }

  /**
   * How much of the responses' variance rows of a level share by their random effects. Where
   * residuals differ in variance, the mean of their variances over the rows counts; that they
   * covary within subjects does not.
   *
   * @throws BlupException if there are no random effects
   */
  public final IntraclassCorrelation intraclassCorrelation() {
    fit().requireFactor("intraclassCorrelation()");
    return MemoryLimit.within(() -> summaries().intraclassCorrelation());
  }

  /** The trace of the hat matrix, at the estimated θ: between p and p + q. */
  public final double effectiveDegreesOfFreedom() {
    fit().requireFactor("effectiveDegreesOfFreedom()");
    return MemoryLimit.within(() -> fit().equations().hatTrace());
  }

  /**
   * Akaike's criterion for predictions of the levels at hand.
   *
   * @throws BlupException if the covariance of the residuals has parameters of its own: what their
   *     estimation adds to the degrees of freedom is not known
   */
  public final ConditionalAic conditionalAic() {
    fit().requireFactor("conditionalAic()");
    if (fit().hasMoreParameters()) {
      throw new BlupException(
          fit().design().structure().name()
              + ": conditionalAic() counts what the estimation of variances adds by Greven and"
              + " Kneib's theorem, which holds for independent residuals of one variance alone, and"
              + " knows no correlation of levels to be estimated."
              + " Compare models by aic(), which is of the marginal model.");
    }
    return MemoryLimit.within(() -> summaries().conditionalAic());
  }

  /** The directions in which the random effects of each grouping factor vary. */
  public final List<PrincipalComponents> principalComponents() {
    return MemoryLimit.within(() -> summaries().principalComponents());
  }

  /** By how much fixed effects inflate each other's variances, term by term. */
  public final List<VarianceInflation> varianceInflation() {
    return MemoryLimit.within(() -> summaries().varianceInflation());
  }

  private FitSummaries summaries() {
    return new FitSummaries(fit());
  }
}
