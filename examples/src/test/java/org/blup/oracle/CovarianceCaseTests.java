package org.blup.oracle;

import java.util.stream.Stream;
import org.blup.model.MixedFit;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of every case. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CovarianceCaseTests {

  abstract Stream<CovarianceCase<?, ?>> cases();

  private Stream<CovarianceCase<?, ?>> byReml() {
    return cases().filter(each -> !each.isByMl());
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void theFitIsThatOfTheDenseLikelihood(CovarianceCase<R, F> each) {
    each.checkFit();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void degreesOfFreedomAreThoseOfSatterthwaite(
      CovarianceCase<R, F> each) {
    CovarianceOracle.checkSatterthwaite(each.fit(DegreesOfFreedom.SATTERTHWAITE), each.id());
  }

  /**
   * Without the second derivatives of the covariance, which depend on the parameters chosen. There
   * is no adjustment of a fit by ML.
   */
  @ParameterizedTest
  @MethodSource("byReml")
  <R, F extends MixedFit<R>> void adjustmentIsThatOfKenwardAndRoger(CovarianceCase<R, F> each) {
    CovarianceOracle.checkKenwardRoger(each.fit(DegreesOfFreedom.KENWARD_ROGER), each.id());
  }

  /** With them, for variances and correlations where the covariance is not linear. */
  @ParameterizedTest
  @MethodSource("byReml")
  <R, F extends MixedFit<R>> void observedAdjustmentIsThatOfKenwardAndRoger(
      CovarianceCase<R, F> each) {
    MixedFit<R> fit = each.fit(DegreesOfFreedom.KENWARD_ROGER_OBSERVED);
    CovarianceOracle.checkObserved(fit, each.id(), each.isLinear());
  }
}
