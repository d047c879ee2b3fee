package org.blup.internal.inference.degreesoffreedom;

import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * Tests with {@code NaN} for standard errors, degrees of freedom and statistics of hypotheses that
 * depend on a variance that the data do not determine.
 *
 * @param tests of all other hypotheses
 */
record DeterminedTests(FixedEffectTests tests, UndeterminedVariances undetermined)
    implements FixedEffectTests {

  @Override
  public double[] covariance() {
    return tests.covariance();
  }

  @Override
  public double standardError(double[] hypothesis) {
    return undetermined.affects(hypothesis) ? Double.NaN : tests.standardError(hypothesis);
  }

  @Override
  public double degreesOfFreedom(double[] hypothesis) {
    return undetermined.affects(hypothesis) ? Double.NaN : tests.degreesOfFreedom(hypothesis);
  }

  @Override
  public FStatistic joint(HypothesisSpace.Rows rows) {
    FStatistic statistic = tests.joint(rows);
    for (double[] hypothesis : rows.hypotheses()) {
      if (undetermined.affects(hypothesis)) {
        return new FStatistic(Double.NaN, statistic.numeratorDf(), Double.NaN);
      }
    }
    return statistic;
  }
}
