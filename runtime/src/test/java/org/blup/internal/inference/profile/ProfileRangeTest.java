package org.blup.internal.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.blup.internal.inference.profile.ProfilePoints.Point;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.inference.profile.ProfileTarget.OfResiduals;
import org.blup.internal.inference.profile.ProfileTarget.Sigma;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.junit.jupiter.api.Test;

/** Where the parameters of profiles may be, and which points of a curve serve which value. */
class ProfileRangeTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static ProfileRange range(ProfileTarget target, double estimate, double lower) {
    return new ProfileRange(target, estimate, lower, lower == -1 ? 1 : INFINITE, 0.5);
  }

  @Test
  void aStandardDeviationMayBeZeroAndSigmaMayNot() {
    ProfileRange deviation = range(new StandardDeviation(0, 0), 2, 0);
    ProfileRange sigma = range(new Sigma(), 2, 0);

    assertThat(deviation.contains(0)).isTrue();
    assertThat(deviation.isLimit(0)).isFalse();
    assertThat(deviation.words()).isEqualTo("0 or more and finite");
    assertThat(sigma.contains(0)).isFalse();
    assertThat(sigma.isLimit(0)).isTrue();
    assertThat(sigma.words()).isEqualTo("positive and finite");
    assertThat(List.of(-1e-300, INFINITE, Double.NaN))
        .noneMatch(deviation::contains)
        .noneMatch(sigma::contains);
  }

  @Test
  void correlationsReachTheirEndsAndThoseOfResidualsDoNot() {
    ProfileRange effects = range(new Correlation(0, 0, 1), 0.2, -1);
    ProfileRange residuals =
        range(new OfResiduals(phi -> phi[0], false, ParameterScale.FISHER), 0.2, -1);

    assertThat(List.of(-1.0, 1.0)).allMatch(effects::contains).noneMatch(residuals::contains);
    assertThat(effects.contains(1.001)).isFalse();
    assertThat(effects.words()).isEqualTo("between -1 and 1");
  }

  /** σ goes by ratios, a coefficient by differences, a correlation of residuals by Fisher's z. */
  @Test
  void stepsAreOfTheParametersScale() {
    double deviation = 2;
    double step = 0.3;
    double rho = 0.5;
    ProfileRange residuals =
        range(new OfResiduals(phi -> phi[0], false, ParameterScale.FISHER), rho, -1);

    assertThat(range(new FixedEffect(new double[] {1}), 7, -INFINITE).away(step)).isEqualTo(7.3);
    assertThat(range(new Sigma(), deviation, 0).away(step))
        .isCloseTo(deviation * Math.exp(step / deviation), within(1e-15));
    double z = 0.5 * Math.log((1 + rho) / (1 - rho)) + step / (1 - rho * rho);
    assertThat(residuals.away(step)).isCloseTo(Math.tanh(z), within(1e-4));
  }

  /** Searches begin at the nearest point that is on the curve's own branch. */
  @Test
  void pointsOfAnotherBranchDoNotLead() {
    ProfilePoints points = new ProfilePoints(0, new double[] {1});
    points.add(new Point(2, 1.5, false, new double[0], new double[0]));
    points.add(new Point(5, 2, true, new double[] {3}, new double[0]));

    assertThat(points.nearest(2).value()).isZero();
    assertThat(points.nearest(4).value()).isEqualTo(5);
    assertThat(points.around(3)).extracting(Point::value).containsExactly(2.0, 5.0);
    assertThat(points.around(7)).isEmpty();
    assertThat(points.at(2)).isPresent();
    assertThat(points.at(3)).isEmpty();
  }

  /** |ζ| = 1.7 lies between the points of ζ 1.5 and 2 on its side of the estimate. */
  @Test
  void theClosestPointsBracketACrossing() {
    ProfilePoints points = new ProfilePoints(0, new double[] {1});
    points.add(new Point(-9, -3, true, new double[0], new double[0]));
    points.add(new Point(2, 1.5, true, new double[0], new double[0]));
    points.add(new Point(5, 2, true, new double[0], new double[0]));

    assertThat(points.bracket(100, 1.7)).containsExactly(2, 5);
    assertThat(points.bracket(-100, -1.7)).containsExactly(0, -9);
  }
}
