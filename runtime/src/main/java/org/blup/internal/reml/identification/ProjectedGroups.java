package org.blup.internal.reml.identification;

import java.util.Arrays;
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

  /** {@link #root} of the border. */
  private final double[] root;

  /** For each group the rows of {@code B_g}, level by level. */
  private final double[][] fixed;

  /** For each group {@code Z_gᵀWe}. */
  private final double[][] residual;

  /** For each group and each pair of its effects {@code Σ_j b_ja b_jbᵀ} over the levels. */
  private final double[][][] squares;

  /**
   * Of all groups of some equations.
   *
   * @param root {@link #root} of their border
   */
  ProjectedGroups(NormalEquations equations, double[] root) {
    columns = equations.columns();
    this.root = root;
    int groups = equations.groups().size();
    fixed = new double[groups][];
    residual = new double[groups][];
    squares = new double[groups][][];
    for (int g = 0; g < groups; g++) {
      project(g, equations.levels(g));
    }
  }

  /**
   * The same of all levels, by what they sum to.
   *
   * @param root {@link #root} of the border
   * @param squares for each group and each pair of its effects {@code Σ_j b_ja b_jbᵀ}
   */
  ProjectedGroups(int columns, double[] root, double[][][] squares) {
    this.columns = columns;
    this.root = root;
    fixed = new double[squares.length][0];
    residual = new double[squares.length][0];
    this.squares = squares;
  }

  /**
   * The factor of {@code [X y]ᵀW[X y]}, lower, row by row, its last diagonal element squared. What
   * stands above its diagonal is not part of it.
   */
  static double[] root(double[] border, int columns) {
    double[] root = border.clone();
    if (isLarge(columns)) {
      factorByStrips(root, columns);
    } else {
      factorByRows(root, columns);
    }
    return root;
  }

  /** Whether products of blocks are faster. */
  private static boolean isLarge(int columns) {
    return columns > TriangleProducts.STRIP;
  }

  /** The same with dense kernels, which write by columns; not numbers where there is no factor. */
  private static void factorByStrips(double[] root, int columns) {
    int width = columns + 1;
    if (new DensePanel(new JavaKernels()).factor(width, columns, root, 0, width) >= 0) {
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

  private static void factorByRows(double[] root, int columns) {
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

  private void project(int g, LevelBlocks levels) {
    int width = columns + 1;
    int rows = levels.levels() * levels.size();
    double[] border = levels.border();
    fixed[g] = new double[rows * columns];
    residual[g] = new double[rows];
    if (isLarge(columns)) {
      substituteByStrips(rows, border, fixed[g]);
    } else {
      substituteByRows(rows, border, fixed[g]);
    }
    for (int j = 0; j < rows; j++) {
      double explained = product(fixed[g], j * columns, root, columns * width, columns);
      residual[g][j] = border[j * width + columns] - explained;
    }
    squares[g] = squares(g, levels.size());
  }

  private void substituteByStrips(int rows, double[] border, double[] to) {
    int width = columns + 1;
    for (int j = 0; j < rows; j++) {
      System.arraycopy(border, j * width, to, j * columns, columns);
    }
    new TriangleProducts(kernels).solve(columns, rows, root, 0, width, to);
  }

  private void substituteByRows(int rows, double[] border, double[] to) {
    int width = columns + 1;
    for (int j = 0; j < rows; j++) {
      int at = j * columns;
      for (int c = 0; c < columns; c++) {
        double left = border[j * width + c] - product(to, at, root, c * width, c);
        to[at + c] = left / root[c * (width + 1)];
      }
    }
  }

  private double[][] squares(int g, int k) {
    double[][] sums = new double[k * k][columns * columns];
    if (isLarge(columns)) {
      addSquaresByStrips(fixed[g], k, sums);
    } else {
      addSquares(fixed[g], k, sums);
    }
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < a; b++) {
        sums[b * k + a] = transposed(sums[a * k + b]);
      }
    }
    return sums;
  }

  private void addSquaresByStrips(double[] rows, int k, double[][] sums) {
    int row = k * columns;
    int levels = rows.length / row;
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
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
  }

  private void addSquares(double[] rows, int k, double[][] sums) {
    for (int start = 0; start < rows.length; start += k * columns) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b <= a; b++) {
          addProduct(start + a * columns, start + b * columns, rows, sums[a * k + b]);
        }
      }
    }
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
