package org.blup.internal.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.blup.internal.inference.OneWay;
import org.blup.internal.inference.profile.ProfileTarget.FixedEffect;
import org.blup.internal.inference.profile.ProfileTarget.Sigma;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.junit.jupiter.api.Test;

/** Profiles and curvature of the balanced one-way layout, whose likelihood is in {@link OneWay}. */
class OneWayProfileTest {

  private static final OneWay ML = new OneWay(false);

  private static ProfileLikelihood profiles() {
    return new ProfileLikelihood(ML.equations, ML.solution);
  }

  /** λ is free of σ, so that {@code ζ² = g(n−1) (log σ²/σ̂² + σ̂²/σ² − 1)}. */
  @Test
  void theProfileOfSigma() {
    ProfileCurve curve = profiles().curve("it", new Sigma());
    for (double factor : new double[] {0.8, 0.95, 1.1, 1.3}) {
      double square =
          OneWay.G * (OneWay.N - 1) * (Math.log(factor * factor) + 1 / (factor * factor) - 1);

      assertThat(curve.zeta(factor * Math.sqrt(ML.residual)))
          .isCloseTo(Math.copySign(Math.sqrt(square), factor - 1), within(1e-6));
    }
  }

  /**
   * The equations know y but for a constant. With the mean held at μ, SSB grows by {@code g n (ȳ −
   * μ)²} and λ with it.
   */
  @Test
  void theProfileOfTheMean() {
    ProfileCurve curve = profiles().curve("mean", new FixedEffect(ML.intercept()));
    for (double away : new double[] {-1.5, -0.2, 0.4, 2}) {
      double growth = OneWay.G * OneWay.N * away * away / ML.between;

      assertThat(curve.zeta(curve.estimate() + away))
          .isCloseTo(Math.copySign(Math.sqrt(OneWay.G * Math.log1p(growth)), away), within(1e-6));
    }
  }

  /** The bound of ζ is where the closed form of the mean's profile has it. */
  @Test
  void aBoundIsTheInverseOfTheProfile() {
    ProfileCurve curve = profiles().curve("mean", new FixedEffect(ML.intercept()));
    double zeta = 1.959964;
    double away =
        Math.sqrt(Math.expm1(zeta * zeta / OneWay.G) * ML.between / (OneWay.G * OneWay.N));

    assertThat(curve.bound(zeta)).isCloseTo(curve.estimate() + away, within(1e-6));
    assertThat(curve.bound(-zeta)).isCloseTo(curve.estimate() - away, within(1e-6));
  }

  /**
   * {@code log λ} and {@code log σ²} have variances 2/g and 2/(g(n−1)) and no covariance, g less
   * one for REML; with {@code n τ² = λ − σ²} those of the logarithms of τ and σ follow.
   */
  @Test
  void theCurvatureAtTheOptimum() {
    for (boolean reml : new boolean[] {true, false}) {
      OneWay layout = new OneWay(reml);
      VarianceInformation information =
          new VarianceInformation(layout.equations, reml, layout.solution);
      double ofLambda = 2.0 / (reml ? OneWay.G - 1 : OneWay.G);
      double ofResidual = 2.0 / (OneWay.G * (OneWay.N - 1));
      double lambda = layout.lambda;
      double residual = layout.residual;
      double difference = lambda - residual;

      assertThat(information.targets()).containsExactly(new StandardDeviation(0, 0), new Sigma());
      assertThat(information.standardError(1)).isCloseTo(Math.sqrt(ofResidual) / 2, within(1e-6));
      assertThat(information.standardError(0))
          .isCloseTo(
              Math.sqrt(lambda * lambda * ofLambda + residual * residual * ofResidual)
                  / (2 * difference),
              within(1e-6));
      assertThat(information.covariance()[1])
          .isCloseTo(-residual * ofResidual / (4 * difference), within(1e-6));
    }
  }
}
