package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.profile.ProfileCurve;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.inference.profile.ProfileTarget.Sigma;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Profiles of a made-up design whose constrained searches end in rounding. */
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

  private static void assertInterval(ProfileLikelihood likelihood, ProfileTarget target) {
    ProfileCurve curve = likelihood.curve("it", target);
    for (double zeta : new double[] {-ZETA, ZETA}) {
      double bound = curve.bound(zeta);
      assertThat(Math.signum(bound - curve.estimate())).isEqualTo(Math.signum(zeta));
      assertThat(curve.zeta(bound)).isCloseTo(zeta, within(0.01));
    }
  }
}
