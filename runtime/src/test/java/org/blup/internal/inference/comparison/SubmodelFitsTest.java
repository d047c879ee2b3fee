package org.blup.internal.inference.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.blup.internal.inference.OneWay;
import org.junit.jupiter.api.Test;

/** Fits without effects, and p-values of what these add. */
class SubmodelFitsTest {

  private static final int ROWS = OneWay.G * OneWay.N;

  /**
   * Without groups least squares are left: {@code n (1 + log 2π SST/n)}, and with n − 1 by REML.
   */
  @Test
  void withoutTheGroupsTheCriterionIsThatOfLeastSquares() {
    for (boolean reml : new boolean[] {true, false}) {
      OneWay layout = new OneWay(reml);
      double df = reml ? ROWS - 1 : ROWS;
      double total = layout.between + layout.within;
      double expected = df * (1 + Math.log(2 * Math.PI * total / df)) + (reml ? Math.log(ROWS) : 0);

      SubmodelFits.WithoutEffects without =
          fits(layout).withoutRandom(0, new boolean[] {false}, reml);

      assertThat(without.criterion()).isCloseTo(expected, within(1e-9 * expected));
      assertThat(without.solution()).isNull();
      assertThat(without.added().parameters()).isEqualTo(1);
    }
  }

  /** {@code −2 log L} of the whole model at its optimum, see {@link OneWay}. */
  @Test
  void theLikelihoodOfAllColumns() {
    OneWay ml = new OneWay(false);
    double expected =
        OneWay.G * Math.log(ml.lambda)
            + (ROWS - OneWay.G) * Math.log(ml.residual)
            + ROWS * (1 + Math.log(2 * Math.PI));

    assertThat(fits(ml).maximumLikelihood()).isCloseTo(expected, within(1e-9 * expected));
  }

  /**
   * The 5 % points of {@code ½ χ²(q) + ½ χ²(q + 1)}, q = 0 … 3: Fitzmaurice, Laird &amp; Ware 2011,
   * Applied longitudinal analysis, appendix C: 2.71, 5.14, 7.05, 8.76.
   */
  @Test
  void theMixtureOfTwoChiSquaresIsThatOfTheTables() {
    double[] points = {2.71, 5.14, 7.05, 8.76};
    for (int q = 0; q < points.length; q++) {
      assertThat(BoundaryPValue.bound(points[q], q + 1)).isCloseTo(0.05, within(2e-4));
    }
  }

  /** A ratio of nothing tells nothing. */
  @Test
  void equalCriteriaHaveThePValueOne() {
    assertThat(BoundaryPValue.bound(0, 1)).isEqualTo(1);
    assertThat(BoundaryPValue.bound(0, 4)).isEqualTo(1);
  }

  private static SubmodelFits fits(OneWay layout) {
    return new SubmodelFits(layout.equations, layout.equations, Optional.empty());
  }
}
