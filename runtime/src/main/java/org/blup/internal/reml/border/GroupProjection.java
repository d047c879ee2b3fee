package org.blup.internal.reml.border;

import org.blup.internal.design.equations.Dependence;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;

/**
 * The columns of X and y as what a group's effects make of them and a rest, {@code x = Zc + e} with
 * {@code ZᵀWe = 0}: level by level {@code c = (ZᵀWZ)⁻¹ZᵀWx}, and {@code eᵀWe = xᵀWx − cᵀZᵀWx}. For
 * one random intercept these are the means of the levels and the sums of squares within levels.
 * Columns in units of the equations.
 */
final class GroupProjection {

  /**
   * A pivot below this share of its diagonal element is none. That decides on no model: a pivot
   * wrongly taken has large coefficients, and then {@link #isPrecise} is false.
   */
  private static final double SINGULAR = 1e-13;

  /**
   * What the effects make of a column is noise if its parts' squares are so many times its own. A
   * guard: no design of 95 comes within ten times of it.
   */
  private static final double LARGE_PARTS = 1e3;

  private final NormalEquations equations;
  private final int width;
  private final boolean[] isSpanned;
  private final boolean precise;

  final int group;

  /** c: for each effect of each level one number a column, y last. */
  final double[] coefficients;

  /** {@code eᵀWe} for each pair of columns; zero for columns that the effects make up. */
  final double[] rest;

  /** For each other group {@code Z_hᵀWe}: for each effect of each level one number a column. */
  final double[][] otherProducts;

  GroupProjection(NormalEquations equations, int g) {
    this.equations = equations;
    group = g;
    width = equations.columns() + 1;
    coefficients = equations.groupBorder(g).clone();
    solve();
    isSpanned = new boolean[width];
    double[] parts = squaresOfParts();
    rest = remainders(parts);
    precise = areSmall(parts);
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        if (isSpanned[a] || isSpanned[b]) {
          rest[a * width + b] = 0;
        }
      }
    }
    otherProducts = new double[equations.groups().size()][];
    for (int h = 0; h < otherProducts.length; h++) {
      otherProducts[h] = h == g ? new double[0] : products(h);
    }
  }

  /** Solves for the coefficients of each level; zero where a pivot is nothing. */
  private void solve() {
    int k = equations.groups().get(group).size();
    double[] blocks = equations.levelBlocks(group);
    double[] factor = new double[k * k];
    boolean[] kept = new boolean[k];
    for (int j = 0; j < equations.groups().get(group).levels(); j++) {
      System.arraycopy(blocks, j * k * k, factor, 0, k * k);
      solve(k, factor, kept, j * k * width);
    }
  }

  private void solve(int k, double[] factor, boolean[] kept, int start) {
    for (int i = 0; i < k; i++) {
      double square = factor[i * (k + 1)];
      for (int j = 0; j < i; j++) {
        if (kept[j]) {
          double multiple = factor[i * k + j] / factor[j * (k + 1)];
          for (int l = j; l < k; l++) {
            factor[i * k + l] -= multiple * factor[j * k + l];
          }
          subtract(start + i * width, multiple, start + j * width);
        }
      }
      double pivot = factor[i * (k + 1)];
      kept[i] = pivot > SINGULAR * square;
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int l = i + 1; l < k; l++) {
        subtract(start + i * width, factor[i * k + l], start + l * width);
      }
      for (int c = 0; c < width; c++) {
        int at = start + i * width + c;
        coefficients[at] = kept[i] ? coefficients[at] / factor[i * (k + 1)] : 0;
      }
    }
  }

  private void subtract(int row, double factor, int other) {
    for (int c = 0; c < width; c++) {
      coefficients[row + c] -= factor * coefficients[other + c];
    }
  }

  /** Sums of squares and products less what the effects make up, summed with compensation. */
  private double[] remainders(double[] parts) {
    double[] left = equations.border().clone();
    double[] lost = new double[left.length];
    double[] border = equations.groupBorder(group);
    for (int a = 0; a < width; a++) {
      for (int row = 0; row < border.length; row += width) {
        for (int b = 0; b <= a && coefficients[row + a] != 0; b++) {
          int at = a * width + b;
          double value = -coefficients[row + a] * border[row + b];
          double total = left[at] + value;
          double part = total - left[at];
          lost[at] += (left[at] - (total - part)) + (value - part);
          left[at] = total;
        }
      }
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b <= a; b++) {
        left[a * width + b] += lost[a * width + b];
        left[b * width + a] = left[a * width + b];
      }
      double all = equations.border()[a * (width + 1)] + parts[a];
      isSpanned[a] = a < width - 1 && Dependence.isRounding(left[a * (width + 1)], all);
    }
    return left;
  }

  /**
   * Whether c has digits: where a level's effects can hardly be distinguished, columns are the
   * small difference of large multiples of them, and what is left of columns has an error that is
   * small only beside {@code Σ c_i² z_iᵀWz_i}.
   */
  boolean isPrecise() {
    return precise;
  }

  private boolean areSmall(double[] parts) {
    boolean small = true;
    for (int c = 0; c < width; c++) {
      small &= parts[c] <= LARGE_PARTS * equations.border()[c * (width + 1)];
    }
    return small;
  }

  /** {@code Σ c_i² z_iᵀWz_i} for each column. */
  private double[] squaresOfParts() {
    int k = equations.groups().get(group).size();
    double[] blocks = equations.levelBlocks(group);
    double[] parts = new double[width];
    for (int row = 0; row < blocks.length / k; row++) {
      double square = blocks[row * k + row % k];
      for (int c = 0; c < width; c++) {
        double coefficient = coefficients[row * width + c];
        parts[c] += coefficient * coefficient * square;
      }
    }
    return parts;
  }

  private double[] products(int h) {
    double[] products = equations.groupBorder(h).clone();
    equations.forEachPair(
        (pair, values) -> {
          boolean transposed = pair.rowGroup() == h && pair.columnGroup() == group;
          if (transposed || pair.rowGroup() == group && pair.columnGroup() == h) {
            subtractProducts(pair, values, transposed, products);
          }
        });
    for (int i = 0; i < products.length; i++) {
      products[i] = isSpanned[i % width] ? 0 : products[i];
    }
    return products;
  }

  private void subtractProducts(Pair pair, double[] values, boolean transposed, double[] from) {
    int rows = equations.groups().get(pair.rowGroup()).size();
    int columns = equations.groups().get(pair.columnGroup()).size();
    int at = 0;
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        for (int a = i * rows; a < (i + 1) * rows; a++) {
          for (int b = pair.column()[e] * columns; b < (pair.column()[e] + 1) * columns; b++) {
            double value = values[at++];
            int row = (transposed ? a : b) * width;
            int other = (transposed ? b : a) * width;
            for (int c = 0; c < width; c++) {
              from[row + c] -= value * coefficients[other + c];
            }
          }
        }
      }
    }
  }
}
