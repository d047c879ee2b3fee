package org.blup.internal.reml.setup;

import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualSums;

/**
 * The estimated covariance of the residuals, over σ².
 *
 * @param sums what it was estimated from
 * @param phi its parameters
 */
public record ResidualFit(ResidualSums sums, double[] phi) {

  public ResidualFit {
    phi = phi.clone();
  }

  @Override
  public double[] phi() {
    return phi.clone();
  }

  /** What the covariance is, and how it combines the sums. */
  public ResidualForm.Combination combination() {
    return sums.form().at(phi);
  }

  /** The equations that the covariance weights the rows of. */
  public NormalEquations equations() {
    return sums.at(combination());
  }
}
