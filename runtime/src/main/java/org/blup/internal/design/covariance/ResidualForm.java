package org.blup.internal.design.covariance;

import java.util.Optional;

/**
 * A form of R, the residuals' covariance over σ², for which {@code A(φ) = [Z X y]ᵀR⁻¹[Z X y]} is a
 * combination {@code Σ c_j(φ) A_j} of sums that do not depend on φ.
 */
public interface ResidualForm {

  /** The number of parameters φ. */
  int parameters();

  /** The number of sums. */
  int sums();

  /** Parameters at which all residuals are independent and of one variance. */
  double[] independent();

  /**
   * Parameters that moments of residuals suggest.
   *
   * @param squares for each of the sums, {@code eᵀM_j e} of residuals e
   */
  double[] start(double[] squares);

  /** What no row tells of R, in words; none if each parameter has its data. */
  default Optional<String> unseen() {
    return Optional.empty();
  }

  /** What R is for parameters. */
  Combination at(double[] phi);

  /**
   * The coefficients of the sums, and what the criterion needs of R beside them. In matrices i and
   * j count parameters.
   *
   * @param coefficients c
   * @param slopes ∂_i c: those of {@code −R⁻¹ ∂_iR R⁻¹}
   * @param squares b_ij, {@code i ≥ j} at {@code i (i + 1) / 2 + j}: those of the symmetric part of
   *     {@code R⁻¹ ∂_iR R⁻¹ ∂_jR R⁻¹}
   * @param logDeterminant {@code log|R|}
   * @param logDeterminantSlopes {@code tr(R⁻¹ ∂_iR)}
   */
  record Combination(
      double[] coefficients,
      double[][] slopes,
      double[][] squares,
      double logDeterminant,
      double[] logDeterminantSlopes) {}
}
