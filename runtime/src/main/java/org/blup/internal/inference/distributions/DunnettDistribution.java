package org.blup.internal.inference.distributions;

import org.jspecify.annotations.Nullable;

/**
 * The largest of several |t| with one variance estimate whose correlations are products, ρ_ij = λ_i
 * λ_j, as those of comparisons of independent means with one control are.
 *
 * <p>Dunnett (1955), A multiple comparison procedure for comparing several treatments with a
 * control, JASA 50:1096–1121: given the control's deviate z and s = √(χ²_ν/ν) the comparisons are
 * independent, so P(max ≤ c) = E ∫ φ(z) Π [Φ((c s − λ_i z)/τ_i) − Φ((−c s − λ_i z)/τ_i)] dz with
 * τ_i = √(1 − λ_i²). Both integrals by the trapezoidal rule in variables where it converges
 * exponentially; absolute error below 1e-12.
 */
public final class DunnettDistribution {

  /** Beyond so many standard deviations the normal density, 8e-17, is rounding. */
  private static final double EDGE = 8.5;

  /**
   * The longest step of the trapezoidal rule: its error for a normal density, exp(−2π²/h²), is far
   * below rounding.
   */
  private static final double LONGEST_STEP = 0.125;

  /** Steps are this part of the width of the integrand's edges. */
  private static final double STEP = 0.25;

  /** Correlations are products if they are so up to rounding. */
  private static final double TOLERANCE = 1e-9;

  /** Nearer to a correlation of 1 the integrand is a step, and the trapezoidal rule fails. */
  private static final double SHARPEST = 0.01;

  /** Within so near a bound the probability is below rounding. */
  private static final double NEGLIGIBLE = 1e-19;

  private final double[] lambda;
  private final double[] tau;
  private final double step;

  private DunnettDistribution(double[] lambda) {
    this.lambda = lambda;
    tau = new double[lambda.length];
    double longest = LONGEST_STEP;
    for (int i = 0; i < tau.length; i++) {
      tau[i] = Math.sqrt(1 - lambda[i] * lambda[i]);
      longest = Math.min(longest, STEP * tau[i] / Math.abs(lambda[i]));
    }
    step = longest;
  }

  /**
   * The distribution, if the correlations are products; else null.
   *
   * @param correlation m × m, m ≥ 1
   */
  public static @Nullable DunnettDistribution of(double[][] correlation) {
    double[] lambda = factors(correlation);
    for (int i = 0; i < lambda.length; i++) {
      if (!(1 - lambda[i] * lambda[i] > SHARPEST * SHARPEST)) {
        return null;
      }
      for (int j = 0; j < i; j++) {
        if (!(Math.abs(correlation[i][j] - lambda[i] * lambda[j]) < TOLERANCE)) {
          return null;
        }
      }
    }
    return new DunnettDistribution(lambda);
  }

  /** λ from the first row and the product of the three correlations of the first triple. */
  private static double[] factors(double[][] correlation) {
    int m = correlation.length;
    double[] lambda = new double[m];
    if (m == 1) {
      return lambda;
    }
    lambda[0] =
        m == 2
            ? Math.sqrt(Math.abs(correlation[0][1]))
            : Math.sqrt(correlation[0][1] * correlation[0][2] / correlation[1][2]);
    for (int i = 1; i < m; i++) {
      lambda[i] = correlation[0][i] == 0 ? 0 : correlation[0][i] / lambda[0];
    }
    return lambda;
  }

  /** P(max |T_i| &gt; c). */
  public double upperProbability(double c, double degreesOfFreedom) {
    ScaleDistribution scale = ScaleDistribution.of(degreesOfFreedom);
    double sum = 0;
    for (int i = 0; i < scale.scales().length; i++) {
      sum += scale.weights()[i] * exceeds(c * scale.scales()[i]);
    }
    return Math.min(1, Math.max(0, sum));
  }

  private double exceeds(double bound) {
    if (bound <= NEGLIGIBLE) {
      return 1;
    }
    int reach = (int) Math.ceil(EDGE / step);
    double sum = 0;
    for (int n = -reach; n <= reach; n++) {
      double z = n * step;
      double all = 1;
      for (int i = 0; i < lambda.length; i++) {
        double centre = lambda[i] * z;
        all *= NormalProbability.between((-bound - centre) / tau[i], (bound - centre) / tau[i]);
      }
      sum += NormalProbability.density(z) * (1 - all);
    }
    return sum * step;
  }
}
