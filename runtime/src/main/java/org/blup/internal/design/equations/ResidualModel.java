package org.blup.internal.design.equations;

/**
 * The covariance σ²R of the residuals, by what estimation needs of it beside the sums: here {@code
 * R = W⁻¹}, so that the sums are weighted by W and have no parameters of their own.
 *
 * @param rows n, the number of rows
 * @param sumLogWeights Σ log w over the rows, 0 without weights
 * @param isVarianceKnown whether σ² is 1, the weights being one over known variances
 */
public record ResidualModel(long rows, double sumLogWeights, boolean isVarianceKnown) {

  /** With a σ² that is estimated. */
  public ResidualModel(long rows, double sumLogWeights) {
    this(rows, sumLogWeights, false);
  }

  /** The same rows with other weights. */
  public ResidualModel with(double sumLogWeights) {
    return new ResidualModel(rows, sumLogWeights, isVarianceKnown);
  }

  /** {@code log|R|}. */
  public double logDeterminant() {
    return -sumLogWeights;
  }
}
