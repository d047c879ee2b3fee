package org.blup.internal.inference.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Determinants of correlations, by which variance inflation is measured. */
class DeterminantsTest {

  /** One correlation ρ of k variables has the determinant (1 − ρ)^(k−1) (1 + (k − 1) ρ). */
  @Test
  void theDeterminantOfOneCorrelation() {
    int k = 4;
    double rho = 0.3;
    double[] scales = {1, 20, 1e-6, 3e5};
    double[] covariance = new double[k * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        covariance[i * k + j] = scales[i] * scales[j] * (i == j ? 1 : rho);
      }
    }

    assertThat(Determinants.logCorrelation(k, covariance, new boolean[] {true, true, true, true}))
        .isCloseTo(3 * Math.log(1 - rho) + Math.log(1 + 3 * rho), within(1e-13));
    assertThat(Determinants.logCorrelation(k, covariance, new boolean[] {true, false, false, true}))
        .isCloseTo(Math.log(1 - rho * rho), within(1e-13));
  }

  @Test
  void noVariablesAndOneHaveNoCorrelation() {
    double[] covariance = {4, 1, 1, 9};

    assertThat(Determinants.logCorrelation(2, covariance, new boolean[2])).isZero();
    assertThat(Determinants.logCorrelation(2, covariance, new boolean[] {false, true})).isZero();
  }
}
