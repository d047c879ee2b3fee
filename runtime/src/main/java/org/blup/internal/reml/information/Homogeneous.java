package org.blup.internal.reml.information;

/**
 * What the residual's direction adds to quantities known for ρ: H is homogeneous in (ρ, s), so that
 * at s = 1 its derivative for s is {@code W⁻¹ = H − Σ ρ_i G_i}.
 */
final class Homogeneous {

  private Homogeneous() {}

  /** The linear quantity of the residual's direction: {@code total − Σ ρ_i linear_i}. */
  static double rest(double[] rho, double[] linear, double total) {
    double rest = total;
    for (int i = 0; i < rho.length; i++) {
      rest -= rho[i] * linear[i];
    }
    return rest;
  }

  /**
   * Adds a row and a column to a bilinear quantity.
   *
   * @param bilinear m × m row by row, symmetric
   * @param linear the quantity with one direction replaced by H itself
   * @param total the quantity with both replaced
   * @return (m + 1) × (m + 1)
   */
  static double[] extend(double[] rho, double[] bilinear, double[] linear, double total) {
    int m = rho.length;
    double[] extended = new double[(m + 1) * (m + 1)];
    double[] last = new double[m];
    for (int k = 0; k < m; k++) {
      last[k] = linear[k];
      for (int i = 0; i < m; i++) {
        extended[i * (m + 1) + k] = bilinear[i * m + k];
        last[k] -= rho[i] * bilinear[i * m + k];
      }
      extended[m * (m + 1) + k] = last[k];
      extended[k * (m + 1) + m] = last[k];
    }
    extended[m * (m + 1) + m] = rest(rho, last, rest(rho, linear, total));
    return extended;
  }
}
