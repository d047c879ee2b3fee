package org.blup.internal.linalg.inverse;

import java.util.Arrays;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.TriangleProducts;

/**
 * Products {@code S_BB Y_B} of a wide border's square with what belongs to narrow leaves there, for
 * many leaves at a time: one by one each would read the whole square from memory. One instance
 * serves one thread at a time.
 */
final class BorderProducts {

  /** Columns that are multiplied together. */
  static final int COLUMNS = 48;

  private final SymbolicFactor symbolic;
  private final double[] factorPanels;
  private final double[] panels;
  private final DenseKernels kernels;

  /** Y negated, and the products: border × columns, column-major. */
  private double[] y = {};

  private double[] products = {};

  /**
   * The supernodes that are prepared: {@code first … stop}, and where the columns of each begin.
   */
  private int first;

  private int stop;
  private final int[] start = new int[COLUMNS];

  BorderProducts(
      SymbolicFactor symbolic, double[] factorPanels, double[] panels, DenseKernels kernels) {
    this.symbolic = symbolic;
    this.factorPanels = factorPanels;
    this.panels = panels;
    this.kernels = kernels;
  }

  /** Whether a border is so wide that reading its square takes longer than what is done with it. */
  static boolean suits(int border) {
    return border > TriangleProducts.STRIP;
  }

  /** Forgets all products, for the square has changed. */
  void restart() {
    first = 0;
    stop = 0;
  }

  /** Whether the products of a supernode are prepared. */
  boolean has(int s) {
    return first <= s && s < stop;
  }

  /**
   * Multiplies for a narrow supernode, and those behind it that are narrow as well.
   *
   * @param end the last to be prepared, exclusively
   */
  void prepare(int s, int end, int border) {
    if (y.length < COLUMNS * border) {
      y = new double[COLUMNS * border];
      products = new double[COLUMNS * border];
    }
    int columns = 0;
    first = s;
    stop = s;
    while (stop < end && columns + symbolic.width[stop] <= COLUMNS) {
      start[stop - first] = columns * border;
      divide(stop, border, columns * border);
      columns += symbolic.width[stop++];
    }
    Arrays.fill(products, 0, columns * border, 0);
    int square = symbolic.borderSquare();
    int ld = symbolic.border;
    kernels.subtractProduct(
        border, columns, border, panels, square, 1, ld, y, 0, 1, border, products, 0, border);
  }

  /** The border's rows of {@code −Y = −L₂₁ L₁₁⁻¹}, from the last column to the first. */
  private void divide(int s, int border, int to) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int triangle = symbolic.panelStart[s];
    int rows = triangle + height - symbolic.border;
    for (int c = width - 1; c >= 0; c--) {
      int column = to + c * border;
      for (int i = 0; i < border; i++) {
        y[column + i] = -factorPanels[rows + c * height + i];
      }
      for (int l = c + 1; l < width; l++) {
        double factor = factorPanels[triangle + l + c * height];
        for (int i = 0; i < border; i++) {
          y[column + i] -= factor * y[to + l * border + i];
        }
      }
      double inverse = 1 / factorPanels[triangle + c * (height + 1)];
      for (int i = 0; i < border; i++) {
        y[column + i] *= inverse;
      }
    }
  }

  /** Adds the product of a supernode's column. */
  void add(int s, int column, int border, double[] to, int at) {
    int from = start[s - first] + column * border;
    for (int i = 0; i < border; i++) {
      to[at + i] += products[from + i];
    }
  }
}
