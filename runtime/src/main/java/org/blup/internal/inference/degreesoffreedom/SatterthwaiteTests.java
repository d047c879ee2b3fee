package org.blup.internal.inference.degreesoffreedom;

import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.reml.information.CovarianceDerivatives;
import org.blup.internal.reml.information.DifferencedCovariance;

/**
 * Satterthwaite's degrees of freedom by the observed information; of several hypotheses by Fai &
 * Cornelius (1996), as lmerTest (Kuznetsova, Brockhoff & Christensen 2017, J. Stat. Softw. 82(13),
 * section 2.2).
 */
final class SatterthwaiteTests implements FixedEffectTests {

  /** Degrees of freedom that differ by less are the same. */
  private static final double SAME = 1e-8;

  private final VarianceOfVariance variances;

  SatterthwaiteTests(CovarianceDerivatives derivatives) {
    variances = new VarianceOfVariance(derivatives, ParameterCovariance.observed(derivatives));
  }

  SatterthwaiteTests(DifferencedCovariance differences) {
    variances = new VarianceOfVariance(differences);
  }

  @Override
  public double[] covariance() {
    return variances.covariance();
  }

  @Override
  public double degreesOfFreedom(double[] hypothesis) {
    return variances.degreesOfFreedom(hypothesis);
  }

  @Override
  public FStatistic joint(HypothesisSpace.Rows rows) {
    HypothesisAxes axes = new HypothesisAxes(rows, variances.covariance());
    int rank = axes.rank();
    double[] df = variances.degreesOfFreedom(axes.axes);
    return new FStatistic(axes.wald() / rank, rank, denominator(df));
  }

  /**
   * The F distribution whose mean is that of a mean of squared t with the given degrees of freedom:
   * {@code 2E/(E − r)}, {@code E = Σ ν/(ν − 2)}.
   */
  private static double denominator(double[] df) {
    double expectation = 0;
    double sum = 0;
    boolean same = true;
    boolean heavy = false;
    for (double nu : df) {
      if (Double.isNaN(nu)) {
        return Double.NaN;
      }
      same &= nu == df[0] || Math.abs(nu - df[0]) < SAME;
      heavy |= nu <= 2;
      expectation += Double.isInfinite(nu) ? 0 : 2 / (nu - 2);
      sum += nu;
    }
    if (same) {
      return sum / df.length;
    }
    return heavy ? 2 : 2 * (expectation + df.length) / expectation;
  }
}
