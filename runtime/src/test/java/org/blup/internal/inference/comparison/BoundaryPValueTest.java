package org.blup.internal.inference.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Mixtures of χ² at the boundary. */
class BoundaryPValueTest {

  /**
   * The 5 % points of the mixtures of χ²(d − 1) and χ²(d) for d = 1, 2, 3: 2.71, 5.14 and 7.05
   * (Stram &amp; Lee 1994; Fitzmaurice, Laird &amp; Ware 2011, Applied longitudinal analysis,
   * appendix C).
   */
  @Test
  void criticalValuesOfTheMixtures() {
    double[] critical = {2.71, 5.14, 7.05};
    for (int d = 1; d <= critical.length; d++) {
      assertThat(BoundaryPValue.bound(critical[d - 1], d)).isCloseTo(0.05, within(2e-4));
    }
  }

  /** A χ² of two degrees of freedom exceeds x with the probability e^(−x/2). */
  @Test
  void theMixtureWithTwoDegreesOfFreedomHasAClosedForm() {
    double ratio = 3.3;
    double one = 2 * 0.034641; // R: pnorm(-sqrt(3.3)) is 0.0346413
    assertThat(BoundaryPValue.bound(ratio, 2))
        .isCloseTo(0.5 * (one + Math.exp(-ratio / 2)), within(1e-5));
  }

  @Test
  void aRatioOfNothingIsNoEvidence() {
    assertThat(BoundaryPValue.bound(0, 1)).isEqualTo(1);
    assertThat(BoundaryPValue.bound(0, 4)).isEqualTo(1);
  }
}
