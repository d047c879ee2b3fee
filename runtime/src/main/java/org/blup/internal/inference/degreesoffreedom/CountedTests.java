package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.numeric.Quadratic;

/**
 * Tests at the estimated variances whose degrees of freedom are counted for each of the user's
 * coefficients: a combination has the least of those that it is made of, as SAS's contrasts.
 */
final class CountedTests implements FixedEffectTests {

  /** The share of the largest factor below which a coefficient has none but for rounding. */
  private static final double ROUNDING = 1e-9;

  private final double[] covariance;
  private final double[] counted;

  /** From a hypothesis in the working basis to the factors of the user's coefficients. */
  private final double[] toUser;

  /**
   * Counted degrees of freedom.
   *
   * @param counted for each coefficient of the user, not positive where none are left
   */
  CountedTests(ObservedDesign design, double[] covariance, double[] counted) {
    this.covariance = covariance;
    this.counted = counted.clone();
    toUser = UserColumns.toUser(design);
  }

  @Override
  public double[] covariance() {
    return covariance;
  }

  @Override
  public double degreesOfFreedom(double[] hypothesis) {
    double[] factors = Quadratic.times(toUser, hypothesis);
    double largest = Arrays.stream(factors).map(Math::abs).max().orElse(0);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < factors.length; i++) {
      boolean isPart = Math.abs(factors[i]) > ROUNDING * largest;
      least = isPart ? Math.min(least, counted[i]) : least;
    }
    return least > 0 ? least : Double.NaN;
  }

  @Override
  public FStatistic joint(HypothesisSpace.Rows rows) {
    HypothesisAxes axes = new HypothesisAxes(rows, covariance);
    double df =
        Arrays.stream(rows.hypotheses())
            .mapToDouble(this::degreesOfFreedom)
            .min()
            .orElse(Double.NaN);
    return Double.isNaN(df)
        ? FStatistic.undetermined(axes.rank())
        : new FStatistic(axes.wald() / axes.rank(), axes.rank(), df);
  }
}
