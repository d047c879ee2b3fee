package org.blup.internal.reml.setup;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.ResidualSums;

/**
 * The estimated covariance of the residuals, over σ², and of the levels of autoregressions.
 *
 * @param residuals what it was estimated from
 * @param phi the parameters of the residuals' covariance, and then those of levels
 */
public record ResidualFit(ResidualEquations residuals, double[] phi) {

  public ResidualFit {
    phi = phi.clone();
  }

  /** Of independent residuals with one variance: one sum, and no parameters. */
  public static ResidualFit independent(NormalEquations equations) {
    return new ResidualFit(ResidualSums.independent(equations), new double[0]);
  }

  /** How many parameters there are, those of levels among them. */
  public int parameters() {
    return phi.length;
  }

  /** The parameters of the residuals' covariance alone. */
  public double[] ofResiduals() {
    return Arrays.copyOf(phi, residuals.form().parameters());
  }

  /** The covariances of the strata over σ². */
  public List<Block> blocks() {
    return blocks(phi);
  }

  /**
   * The same at other parameters.
   *
   * @param phi begins with those of the residuals' covariance
   */
  public List<Block> blocks(double[] phi) {
    return residuals.form().blocks(Arrays.copyOf(phi, residuals.form().parameters()));
  }

  @Override
  public double[] phi() {
    return phi.clone();
  }

  /** The equations that the covariance weights the rows of. */
  public ResidualEquations.At at() {
    return residuals.at(phi);
  }
}
