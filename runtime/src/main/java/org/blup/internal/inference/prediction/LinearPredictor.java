package org.blup.internal.inference.prediction;

/**
 * What a prediction is made of: {@code xᵀβ + Σ_g z_gᵀb_g + Σ_g f_gᵀc_g + ε}, in the working basis
 * of the equations, with b_g the effects of a level of the fit, c_g those of a level drawn anew,
 * about which nothing is known, and ε a residual. A group without a part has a vector of zeros.
 *
 * @param x a row of X, length p
 * @param levels for each group its level, −1 if it has none
 * @param z for each group the factors of the level's effects
 * @param fresh for each group the factors of a new level's effects
 * @param residual the residual's variance over σ²; 0 for a mean
 */
public record LinearPredictor(
    double[] x, int[] levels, double[][] z, double[][] fresh, double residual) {

  /** The same with another variance of the residual. */
  public LinearPredictor with(double otherResidual) {
    return new LinearPredictor(x, levels, z, fresh, otherResidual);
  }
}
