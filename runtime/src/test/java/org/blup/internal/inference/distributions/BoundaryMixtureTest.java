package org.blup.internal.inference.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.blup.internal.inference.comparison.BoundaryPValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mixtures of χ² on cones whose weights are known. */
class BoundaryMixtureTest {

  private static final double CLOSE = 1e-4;

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 5, 10})
  void oneVarianceIsHalfAndHalf(double x) {
    BoundaryMixture mixture = new BoundaryMixture(2, List.of(1), new double[] {7});

    assertThat(mixture.upperProbability(x))
        .isCloseTo(0.5 * upper(2, x) + 0.5 * upper(3, x), within(CLOSE));
    assertThat(BoundaryPValue.bound(x, 3))
        .isCloseTo(0.5 * upper(2, x) + 0.5 * upper(3, x), within(1e-12));
  }

  /**
   * The orthant of two variances is an angle of arccos ρ, ρ the correlation of their information.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 5, 10})
  void twoVariancesAreAnAngle(double x) {
    double rho = 0.6;
    BoundaryMixture mixture =
        new BoundaryMixture(0, List.of(1, 1), new double[] {4, 6 * rho, 6 * rho, 9});

    double both = Math.acos(rho) / (2 * Math.PI);
    assertThat(mixture.upperProbability(x))
        .isCloseTo(0.5 * upper(1, x) + both * upper(2, x), within(CLOSE));
  }

  /**
   * With Frobenius's metric 2 × 2 semidefinite matrices are a circular cone of half a right angle:
   * its share of the sphere is (1 − √½)/2, and it is its own polar cone.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 5, 10})
  void aCovarianceOfTwoIsACircularCone(double x) {
    double[] frobenius = {1, 0, 0, 0, 2, 0, 0, 0, 1};
    BoundaryMixture mixture = new BoundaryMixture(0, List.of(2), frobenius);

    double inside = (1 - Math.sqrt(0.5)) / 2;
    assertThat(mixture.upperProbability(x))
        .isCloseTo(
            (0.5 - inside) * (upper(1, x) + upper(2, x)) + inside * upper(3, x), within(CLOSE));
  }

  /** Units of the effects change the information, not the cone. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 30})
  void unitsDoNotMatter(double unit) {
    double[] information = {2, 0.3, 0.5, 0.3, 3, 0.4, 0.5, 0.4, 1};
    double[] scale = {1, unit, unit * unit};
    double[] other = new double[9];
    for (int i = 0; i < 9; i++) {
      other[i] = information[i] * scale[i / 3] * scale[i % 3];
    }

    assertThat(new BoundaryMixture(1, List.of(2), other).upperProbability(4))
        .isCloseTo(
            new BoundaryMixture(1, List.of(2), information).upperProbability(4), within(1e-9));
  }

  private static double upper(int df, double x) {
    return 1 - new ChiSquaredDistribution(null, df).cumulativeProbability(x);
  }
}
