package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.profile.ProfileCurve;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.inference.profile.ProfileTarget.Sigma;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Profiles of made-up designs whose constrained searches end in rounding, or at borders. */
class HostileProfilesTest {

  private static final double ZETA = 1.959964;

  /**
   * With a parameter of design 32 held, no step lowers the deviance although derivatives are not
   * zero. Searches by two curvatures end within 1e-5 of each other, so they have ended: seven of
   * ten intervals were refused.
   */
  @Test
  void searchesThatEndAlikeHaveEnded() {
    ObservedDesign design = HostileDesign.of(32).observe();
    Solution solution = Reml.solve(design.equations(), false, (theta, criterion) -> {});
    ProfileLikelihood likelihood = new ProfileLikelihood(design.equations(), solution);
    assertInterval(likelihood, new Sigma());
    for (double[] row : design.coefficientRows()) {
      assertInterval(likelihood, new FixedEffect(row));
    }
  }

  /**
   * At 22 times the standard deviation of the intercept of design 32, and 3.3 times that of x0,
   * searches end 0.028 and 0.0003 apart, of a deviance that has risen by 0.085 and 0.004: rounding
   * hides the way along the valley, since correlations are 1 but for 1e-11. Their upper ends are
   * refused, and by the value that is held.
   */
  @Test
  void anIntervalWhoseSearchesEndApartIsRefused() {
    ObservedDesign design = HostileDesign.of(32).observe();
    Solution solution = Reml.solve(design.equations(), false, (theta, criterion) -> {});
    ProfileLikelihood likelihood = new ProfileLikelihood(design.equations(), solution);
    for (int effect = 0; effect < 2; effect++) {
      ProfileCurve curve = likelihood.curve("it", new StandardDeviation(0, effect));
      assertThatThrownBy(() -> curve.bound(ZETA))
          .isInstanceOf(NoOptimumException.class)
          .hasMessageContaining("The likelihood with it held at ")
          .hasMessageContaining("has no optimum that the search finds");
    }
  }

  /** Every end of every interval is where ζ is, or the end of the range where it stays below. */
  @Test
  void allIntervalsOfDesignsWithoutVariancesAreFound() {
    for (long seed : new long[] {2, 14, 34}) {
      ObservedDesign design = HostileDesign.of(seed).observe();
      Solution solution = Reml.solve(design.equations(), false, (theta, criterion) -> {});
      ProfileLikelihood likelihood = new ProfileLikelihood(design.equations(), solution);
      List<ProfileTarget> targets =
          new ArrayList<>(ProfileLikelihood.varianceTargets(design.equations()));
      for (double[] row : design.coefficientRows()) {
        targets.add(new FixedEffect(row));
      }
      for (ProfileTarget target : targets) {
        ProfileCurve curve = likelihood.curve("it", target);
        for (double zeta : new double[] {-ZETA, ZETA}) {
          double bound = curve.bound(zeta);
          double reached = curve.zeta(bound);
          boolean isEnd = bound == 0 || Math.abs(bound) == 1;
          assertThat(Math.abs(reached)).as("%s %s", seed, target).isLessThan(ZETA + 0.01);
          assertThat(isEnd || Math.abs(reached - zeta) < 0.01).as("%s %s", seed, target).isTrue();
        }
      }
    }
  }

  private static void assertInterval(ProfileLikelihood likelihood, ProfileTarget target) {
    ProfileCurve curve = likelihood.curve("it", target);
    for (double zeta : new double[] {-ZETA, ZETA}) {
      double bound = curve.bound(zeta);
      assertThat(Math.signum(bound - curve.estimate())).isEqualTo(Math.signum(zeta));
      assertThat(curve.zeta(bound)).isCloseTo(zeta, within(0.01));
    }
  }
}
