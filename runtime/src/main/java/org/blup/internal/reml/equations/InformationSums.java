package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.linalg.dense.TallProducts;

/**
 * What one piece of the levels adds up for {@link AverageInformation}, each with its sign changed.
 */
final class InformationSums {

  final TallProducts products = new TallProducts();

  /** Column-major, parameters × parameters; what has to be known is below the diagonal. */
  final double[] information;

  final double[] withResidual;

  /** Parameters × (p + 1), column-major. */
  final double[] border;

  private final double[] square;

  /** Rows of {@code ZᵀWZ h} of a few levels in their order. */
  final double[] rows;

  /**
   * Room for the sums.
   *
   * @param border p + 1
   * @param unknowns how many rows at a time are multiplied with each other
   */
  InformationSums(int parameters, int border, int unknowns) {
    information = new double[parameters * parameters];
    withResidual = new double[parameters];
    this.border = new double[border * parameters];
    square = new double[parameters * parameters];
    rows = new double[unknowns * parameters];
  }

  void clear() {
    Arrays.fill(information, 0);
    Arrays.fill(withResidual, 0);
    Arrays.fill(border, 0);
  }

  /** {@code − r_iᵀC⁻¹r_j}, so much of it as some rows of {@code L⁻¹ r} give. */
  void subtractSquare(double[] right, int from, int length) {
    int parameters = withResidual.length;
    Arrays.fill(square, 0);
    products.subtractSquare(length, right, from * parameters, parameters, square);
    for (int i = 0; i < square.length; i++) {
      information[i] -= square[i];
    }
  }
}
