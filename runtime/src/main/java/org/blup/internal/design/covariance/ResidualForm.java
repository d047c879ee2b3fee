package org.blup.internal.design.covariance;

import java.util.List;
import java.util.Optional;

/** A form of R, the residuals' covariance over σ². */
public interface ResidualForm {

  /** The number of parameters φ. */
  int parameters();

  /**
   * Parameters at which residuals are independent, or nearly so where independence is no interior
   * point, and of one variance.
   */
  double[] independent();

  /** Where a parameter may be looked for, φ being those of a minimum. */
  Range range(double[] phi, int parameter);

  /** The number of rows. */
  long rows();

  /** R over all positions, for each stratum. */
  List<Block> blocks(double[] phi);

  /**
   * The covariance of the residuals of a stratum, over σ².
   *
   * @param stratum its name, empty if there are no strata
   * @param positions the names of the positions within a subject, in their order; one if residuals
   *     are independent; none where numbers take their place
   * @param covariances of the places of two positions, or of two numbers
   * @param range the distance at which correlations have fallen to 1/e; {@code NaN} where they do
   *     not follow a distance
   * @param exponent δ, where variances are multiplied by {@code e^{2δt}} of the row, else {@code
   *     NaN}
   */
  record Block(
      String stratum,
      List<String> positions,
      Covariances covariances,
      double range,
      double exponent) {

    /** A covariance over positions, row by row. */
    static Block of(String stratum, List<String> positions, double[] covariance) {
      int m = positions.size();
      return new Block(
          stratum, positions, (a, b) -> covariance[(int) a * m + (int) b], Double.NaN, Double.NaN);
    }

    /** Of the places of two positions, or of two numbers. */
    public double covariance(double first, double second) {
      return covariances.of(first, second);
    }

    /** Of one place or number. */
    public double variance(double place) {
      return covariances.of(place, place);
    }

    /** A covariance over σ² by places or numbers. */
    @FunctionalInterface
    public interface Covariances {
      double of(double first, double second);
    }
  }

  /**
   * What no row tells of R, in words; none if each parameter has its data.
   *
   * @param phi where a search has ended: a form may tell less there than elsewhere
   */
  default Optional<String> unseen(double[] phi) {
    return Optional.empty();
  }

  /**
   * How {@code A = [Z X y]ᵀR⁻¹[Z X y]} and its derivatives combine matrices of the form {@code [Z X
   * y]ᵀM_j[Z X y]}, called sums, and what the criterion needs of R beside them. In matrices i and j
   * count parameters, row by row. Second derivatives are computed when they are asked for, and for
   * all pairs at once: a coefficient for each pair and sum would take more memory than the sums.
   */
  interface Combination {

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
