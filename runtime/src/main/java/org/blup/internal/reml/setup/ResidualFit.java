package org.blup.internal.reml.setup;

import java.util.List;
import org.blup.internal.design.covariance.IndependentRows;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.ResidualSums;

/**
 * The estimated covariance of the residuals, over σ².
 *
 * @param residuals what it was estimated from
 * @param phi its parameters
 */
public record ResidualFit(ResidualEquations residuals, double[] phi) {

  public ResidualFit {
    phi = phi.clone();
  }

  /** Of independent residuals with one variance: one sum, and no parameters. */
  public static ResidualFit independent(NormalEquations equations) {
    IndependentRows one = new IndependentRows("", equations.rows());
    return new ResidualFit(new ResidualSums(one, List.of(equations)), new double[0]);
  }

  /** How many parameters there are. */
  public int parameters() {
    return phi.length;
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
