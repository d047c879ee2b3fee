package org.blup.internal.reml.identification;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.DensePanel;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.linalg.dense.TriangleProducts;

/**
 * Ordinary least squares, and what it leaves of the groups: with {@code RᵀR = XᵀWX} and residuals
 * e, {@code B_g = Z_gᵀWX R⁻¹} and {@code Z_gᵀWe}. By a Cholesky factorisation of the border and one
 * substitution for each row of it.
 */
final class ProjectedGroups {

  private final DenseKernels kernels = new JavaKernels();
  private final int columns;

  /** The factor of {@code [X y]ᵀW[X y]}, lower, row by row, its last diagonal element squared. */
  private final double[] root;

  /** For each group the rows of {@code B_g}, level by level. */
  private final double[][] fixed;

  /** For each group {@code Z_gᵀWe}. */
  private final double[][] residual;

  /** For each group and each pair of its effects {@code Σ_j b_ja b_jbᵀ} over the levels. */
  private final double[][][] squares;

  ProjectedGroups(NormalEquations equations) {
    columns = equations.columns();
    root = equations.border().clone();
    factor();
    int groups = equations.groups().size();
    fixed = new double[groups][];
    residual = new double[groups][];
    squares = new double[groups][][];
    for (int g = 0; g < groups; g++) {
      Group group = equations.groups().get(g);
      project(g, group, equations.groupBorder(g));
      squares[g] = squares(g, group.size());
    }
  }

  /**
   * The same of some levels of an only group.
   *
   * @param border {@code [X y]ᵀW[X y]} of all
   */
  ProjectedGroups(LevelBlocks levels, double[] border) {
    columns = levels.width() - 1;
    root = border.clone();
    factor();
    fixed = new double[1][];
    residual = new double[1][];
    squares = new double[1][][];
    project(0, new Group(levels.levels(), levels.size()), levels.border());
    squares[0] = squares(0, levels.size());
  }

  /**
   * The same of all levels, by what they sum to.
   *
   * @param squares for each pair of effects {@code Σ_j b_ja b_jbᵀ}
   */
  ProjectedGroups(double[] border, int columns, double[][] squares) {
    this.columns = columns;
    root = border.clone();
    factor();
    fixed = new double[1][0];
    residual = new double[1][0];
    this.squares = new double[][][] {squares};
  }

  private void factor() {
    if (isLarge()) {
      factorByStrips();
    } else {
      factorByRows();
    }
  }

  /** Whether products of blocks are faster. */
  private boolean isLarge() {
    return columns > TriangleProducts.STRIP;
  }

  /** The same with dense kernels, which write by columns; not numbers where there is no factor. */
  private void factorByStrips() {
    int width = columns + 1;
    if (new DensePanel(kernels).factor(width, columns, root, 0, width) >= 0) {
      Arrays.fill(root, Double.NaN);
    }
    int last = columns * width;
    for (int j = 0; j < width; j++) {
      for (int i = j + 1; i < width; i++) {
        root[i * width + j] = root[j * width + i];
      }
    }
    root[last + columns] -= product(root, last, root, last, columns);
  }

  private void factorByRows() {
    int width = columns + 1;
    for (int j = 0; j < width; j++) {
      for (int i = j; i < width; i++) {
        double left = root[i * width + j] - product(root, i * width, root, j * width, j);
        if (i > j) {
          root[i * width + j] = left / root[j * (width + 1)];
        } else {
          root[j * (width + 1)] = j < columns ? Math.sqrt(left) : left;
        }
      }
    }
  }

  private void project(int g, Group group, double[] border) {
    int width = columns + 1;
    int rows = group.levels() * group.size();
    fixed[g] = new double[rows * columns];
    residual[g] = new double[rows];
    if (isLarge()) {
      for (int j = 0; j < rows; j++) {
        System.arraycopy(border, j * width, fixed[g], j * columns, columns);
      }
      new TriangleProducts(kernels).solve(columns, rows, root, 0, width, fixed[g]);
    }
    for (int j = 0; j < rows; j++) {
      int at = j * columns;
      int from = j * width;
      for (int c = 0; c < columns && !isLarge(); c++) {
        double left = border[from + c] - product(fixed[g], at, root, c * width, c);
        fixed[g][at + c] = left / root[c * (width + 1)];
      }
      residual[g][j] =
          border[from + columns] - product(fixed[g], at, root, columns * width, columns);
    }
  }

  private double[][] squares(int g, int k) {
    double[][] sums = new double[k * k][columns * columns];
    if (isLarge()) {
      return largeSquares(fixed[g], k, sums);
    }
    for (int start = 0; start < fixed[g].length; start += k * columns) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b <= a; b++) {
          addProduct(start + a * columns, start + b * columns, fixed[g], sums[a * k + b]);
        }
      }
    }
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < a; b++) {
        sums[b * k + a] = transposed(sums[a * k + b]);
      }
    }
    return sums;
  }

  private double[][] largeSquares(double[] rows, int k, double[][] sums) {
    int levels = rows.length / (k * columns);
    int row = k * columns;
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        double[] sum = sums[a * k + b];
        kernels.subtractProduct(
            columns,
            columns,
            levels,
            rows,
            b * columns,
            1,
            row,
            rows,
            a * columns,
            row,
            1,
            sum,
            0,
            columns);
        Arrays.setAll(sum, e -> -sum[e]);
      }
    }
    return sums;
  }

  private void addProduct(int left, int right, double[] rows, double[] to) {
    for (int c = 0; c < columns; c++) {
      double factor = rows[left + c];
      int at = c * columns;
      for (int d = 0; d < columns; d++) {
        to[at + d] += factor * rows[right + d];
      }
    }
  }

  private double[] transposed(double[] square) {
    double[] transposed = new double[square.length];
    for (int c = 0; c < columns; c++) {
      for (int d = 0; d < columns; d++) {
        transposed[d * columns + c] = square[c * columns + d];
      }
    }
    return transposed;
  }

  /** For each pair of effects of a group {@code Σ_j b_ja b_jbᵀ}; not to be changed. */
  double[][] squares(int g) {
    return squares[g];
  }

  /** {@code eᵀWe}. */
  double residualSquare() {
    return root[root.length - 1];
  }

  /** An element of {@code B_g B_hᵀ}, by the rows of both. */
  double explained(int g, int row, int h, int other) {
    return product(fixed[g], row * columns, fixed[h], other * columns, columns);
  }

  /** {@code tr(Σ_j b_ja b_jbᵀ)} of two effects of a group. */
  double trace(int g, int pair) {
    double[] square = squares[g][pair];
    double trace = 0;
    for (int c = 0; c < columns; c++) {
      trace += square[c * (columns + 1)];
    }
    return trace;
  }

  /** The sum of products of the elements of two groups' {@code Σ_j b_ja b_jbᵀ}. */
  double product(int g, int pair, int h, int other) {
    return product(squares[g][pair], 0, squares[h][other], 0, columns * columns);
  }

  /** {@code Σ_j (Z_gᵀWe)_ja (Z_gᵀWe)_jb} of two effects of a group. */
  double square(int g, int k, int a, int b) {
    double square = 0;
    for (int j = 0; j < residual[g].length; j += k) {
      square += residual[g][j + a] * residual[g][j + b];
    }
    return square;
  }

  /** In two sums that do not wait for each other. */
  static double product(double[] a, int start, double[] b, int from, int count) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < count; i += 2) {
      even += a[start + i] * b[from + i];
      odd += a[start + i + 1] * b[from + i + 1];
    }
    return i < count ? even + odd + a[start + i] * b[from + i] : even + odd;
  }
}
