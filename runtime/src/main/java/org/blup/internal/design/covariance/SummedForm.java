package org.blup.internal.design.covariance;

/**
 * A form of R for which {@code A(φ) = [Z X y]ᵀR⁻¹[Z X y]} is a combination {@code Σ c_j(φ) A_j} of
 * sums that do not depend on φ.
 */
public interface SummedForm extends ResidualForm {

  /** The number of sums. */
  int sums();

  /**
   * Parameters that moments of residuals suggest.
   *
   * @param squares for each of the sums, {@code eᵀM_j e} of residuals e
   */
  double[] start(double[] squares);

  /** The variance that these moments suggest for what σ² stands for. */
  double variance(double[] squares);

  /** The mean over the rows of the diagonal elements of R, weights apart. */
  double meanVariance(double[] phi);

  /** What R is for parameters. */
  Combination at(double[] phi);

  /** How sums are combined. */
  interface Combination extends ResidualForm.Combination {

    /** c, one a sum. */
    double[] coefficients();
  }
}
