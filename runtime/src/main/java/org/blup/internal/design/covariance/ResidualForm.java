package org.blup.internal.design.covariance;

import java.util.List;
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

  /** The variance that these moments suggest for what σ² stands for. */
  double variance(double[] squares);

  /** The number of rows. */
  long rows();

  /** R over all positions, for each stratum. */
  List<Block> blocks(double[] phi);

  /**
   * The covariance of the residuals of a stratum, over σ².
   *
   * @param stratum its name, empty if there are no strata
   * @param positions the names of the positions within a subject, in their order; one if residuals
   *     are independent
   * @param covariance positions × positions row by row
   */
  record Block(String stratum, List<String> positions, double[] covariance) {}

  /** What no row tells of R, in words; none if each parameter has its data. */
  default Optional<String> unseen() {
    return Optional.empty();
  }

  /** What R is for parameters. */
  Combination at(double[] phi);

  /**
   * The coefficients of the sums, and what the criterion needs of R beside them. In matrices i and
   * j count parameters, row by row. Second derivatives are computed when they are asked for, and
   * for all pairs at once: a coefficient for each pair and sum would take more memory than the
   * sums.
   */
  interface Combination {

    /** c, one a sum. */
    double[] coefficients();

    /** ∂_i c: the coefficients of {@code −R⁻¹ ∂_iR R⁻¹}. */
    double[][] slopes();

    /** {@code log|R|}. */
    double logDeterminant();

    /** {@code tr(R⁻¹ ∂_iR)}. */
    double[] logDeterminantSlopes();

    /** {@code tr(R⁻¹ ∂_iR R⁻¹ ∂_jR)}. */
    double[] traces();

    /** {@code tr(R⁻¹ ∂_ijR)}. */
    double[] secondTraces();

    /**
     * {@code Σ b_ij of}, b_ij the coefficients of the symmetric part of {@code R⁻¹ ∂_iR R⁻¹ ∂_jR
     * R⁻¹}.
     *
     * @param of a number for each sum
     */
    double[] squares(double[] of);

    /**
     * {@code Σ d_ij of}, d_ij the coefficients of {@code R⁻¹ ∂_ijR R⁻¹}.
     *
     * @param of a number for each sum
     */
    double[] seconds(double[] of);

    /**
     * {@code Σ w_ij b_ij}, one coefficient a sum.
     *
     * @param weights w, symmetric
     */
    double[] weightedSquares(double[] weights);

    /**
     * The coefficients of {@code R⁻¹ (Σ w_ij ∂²(sR)/∂η_i∂η_j) R⁻¹} at s = 1, where η are the
     * natural parameters of sR, so many as φ and s: its elements where these are linear in as many
     * parameters, else variances and correlations. Zero in the first case.
     *
     * @param weights w for (φ, s), symmetric; that of η follows from it as a covariance does
     */
    double[] naturalSeconds(double[] weights);
  }
}
