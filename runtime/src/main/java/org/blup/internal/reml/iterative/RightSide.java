package org.blup.internal.reml.iterative;

/** A right-hand side of {@code M x = b}, and what becomes of the solution. */
interface RightSide {

  /**
   * Writes b.
   *
   * @param b zeros, {@link Incidence#WIDTH} columns by node
   * @param column its own
   */
  void write(double[] b, int column);

  /**
   * Takes the solution.
   *
   * @param x {@code M⁻¹ b}
   * @param spread {@code −M_EE⁻¹ M_EK b_K} in the nodes that are eliminated
   * @param column its own
   */
  void read(double[] x, double[] spread, int column);
}
