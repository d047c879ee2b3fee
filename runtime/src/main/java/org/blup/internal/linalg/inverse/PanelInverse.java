package org.blup.internal.linalg.inverse;

import java.util.Arrays;
import org.blup.internal.linalg.cholesky.AlikeLeaves;
import org.blup.internal.linalg.cholesky.DenseTail;
import org.blup.internal.linalg.cholesky.EliminationPlan;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.cholesky.TailStrips;
import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.linalg.dense.TriangleProducts;

/**
 * The inverse of one supernode, given those of its ancestors, with {@code Y = L₂₁ L₁₁⁻¹}:
 *
 * <pre>
 *   S₂₁ = −S_RR Y        S₁₁ = L₁₁⁻ᵀ L₁₁⁻¹ − Yᵀ S₂₁
 * </pre>
 *
 * One instance serves one thread at a time; several may do some rows or columns each of a large
 * supernode, on the scratch space of one of them.
 */
final class PanelInverse {

  /** So many rows of {@code S_RR} are gathered at a time. */
  private static final int CHUNK = 256;

  private final SymbolicFactor symbolic;
  private final double[] factorPanels;
  private final double[] panels;
  private final DenseKernels kernels = new JavaKernels();
  private final TriangleProducts triangles = new TriangleProducts(kernels);
  private final NarrowInverse narrow;
  private final BorderProducts borders;

  /** Y negated, and S₂₁ negated: rows × width, column-major. */
  private double[] y = {};

  private double[] below = {};
  private double[] triangle = {};
  private final DenseTail tail;
  private final AncestorRows ancestors;
  private final AncestorProducts products;
  private final AlikeInverse alike;

  PanelInverse(
      SymbolicFactor symbolic, EliminationPlan plan, double[] factorPanels, double[] panels) {
    this.symbolic = symbolic;
    this.factorPanels = factorPanels;
    this.panels = panels;
    tail = plan.tail;
    borders = new BorderProducts(symbolic, factorPanels, panels, kernels);
    narrow = new NarrowInverse(symbolic, factorPanels, panels, borders);
    ancestors = new AncestorRows(symbolic, tail, panels);
    products = new AncestorProducts(symbolic, plan, factorPanels, panels, ancestors);
    alike = new AlikeInverse(symbolic, factorPanels, panels, ancestors, kernels);
  }

  private int rows(int s, int border) {
    return symbolic.height[s] - symbolic.width[s] - symbolic.border + border;
  }

  /** To be called before the inverse is computed anew. */
  void restart() {
    ancestors.restart();
    borders.restart();
  }

  /** Takes products with a wide border for a leaf and some behind it, if that is not done yet. */
  void prepareBorder(int[] leaves, int leaf, int end, int border) {
    int s = leaves[leaf];
    if (!BorderProducts.suits(border) || !isNarrow(s) || borders.has(s)) {
      return;
    }
    int next = leaf + 1;
    int last = Math.min(end, leaf + BorderProducts.COLUMNS);
    while (next < last && leaves[next] == leaves[next - 1] + 1 && isNarrow(leaves[next])) {
      next++;
    }
    borders.prepare(s, leaves[next - 1] + 1, border);
  }

  /** Whether it is computed column by column. */
  private boolean isNarrow(int s) {
    return symbolic.width[s] < TailStrips.NARROW
        && (s >= tail.first || tail.rows(s) <= symbolic.border);
  }

  /** The whole of supernodes {@code s … end} that are alike. */
  void compute(int s, int end, int border) {
    if (end > s + 1) {
      alike.compute(s, end, border);
    } else {
      compute(s, border);
    }
  }

  /** The whole of a supernode. */
  void compute(int s, int border) {
    if (isNarrow(s)) {
      narrow.compute(s, border);
      return;
    }
    int rows = rows(s, border);
    begin(s, border);
    multiply(this, s, border, 0, rows);
    multiplyBelow(this, s, border, 0, rows);
    finish(this, s, border, 0, symbolic.width[s]);
  }

  /** {@code S₁₁ ← L₁₁⁻ᵀ L₁₁⁻¹}, and room for the products. */
  void begin(int s, int border) {
    int width = symbolic.width[s];
    int length = width * rows(s, border);
    if (y.length < length) {
      y = new double[length];
      below = new double[length];
    }
    invertTriangle(width, symbolic.panelStart[s], symbolic.height[s]);
  }

  /** The inverse of {@code L Lᵀ}, n × n, where nothing is below. */
  void invertTriangle(int n, int at, int ld) {
    if (triangle.length < n * n) {
      triangle = new double[n * n];
    }
    triangles.invert(n, factorPanels, at, ld, triangle);
    if (n < AlikeLeaves.WIDE) {
      square(n, at, ld);
    } else {
      triangles.square(n, triangle, panels, at, ld);
    }
  }

  /** {@code S₁₁ ← T T ᵀ} with {@code T = L₁₁⁻ᵀ}: the triangle holds {@code L₁₁⁻¹}. */
  private void square(int n, int at, int ld) {
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = 0;
        for (int l = i; l < n; l++) {
          sum += triangle[i * n + l] * triangle[j * n + l];
        }
        panels[at + i + j * ld] = sum;
        panels[at + j + i * ld] = sum;
      }
    }
  }

  /** Rows {@code begin … end} of Y, in the scratch space of another. */
  void multiply(PanelInverse scratch, int s, int border, int begin, int end) {
    int rows = rows(s, border);
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    for (int j = 0; j < width; j++) {
      Arrays.fill(scratch.y, j * rows + begin, j * rows + end, 0);
      Arrays.fill(scratch.below, j * rows + begin, j * rows + end, 0);
    }
    kernels.subtractProduct(
        end - begin,
        width,
        width,
        factorPanels,
        symbolic.panelStart[s] + width + begin,
        1,
        height,
        scratch.triangle,
        0,
        1,
        width,
        scratch.y,
        begin,
        rows);
  }

  /** Columns {@code begin … end} of {@code S₁₁ ← S₁₁ − yᵀ below}, and of S₂₁. */
  void finish(PanelInverse scratch, int s, int border, int begin, int end) {
    int rows = rows(s, border);
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int at = symbolic.panelStart[s];
    double[] product = scratch.below;
    if (width >= AlikeLeaves.WIDE) {
      kernels.subtractProduct(
          width,
          end - begin,
          rows,
          scratch.y,
          0,
          rows,
          1,
          product,
          begin * rows,
          1,
          rows,
          panels,
          at + begin * height,
          height);
    } else {
      subtractGram(width, rows, at, height);
    }
    for (int j = begin; j < end; j++) {
      int to = at + width + j * height;
      for (int i = 0; i < rows; i++) {
        panels[to + i] = -product[j * rows + i];
      }
    }
  }

  private void subtractGram(int width, int rows, int at, int ld) {
    for (int j = 0; j < width; j++) {
      for (int i = j; i < width; i++) {
        double sum = 0;
        int left = i * rows;
        int right = j * rows;
        for (int l = 0; l < rows; l++) {
          sum += y[left + l] * below[right + l];
        }
        double value = panels[at + i + j * ld] - sum;
        panels[at + i + j * ld] = value;
        panels[at + j + i * ld] = value;
      }
    }
  }

  /** Rows {@code begin … end} of {@code below ← S_RR Y}; all of them where the panel is narrow. */
  void multiplyBelow(PanelInverse scratch, int s, int border, int begin, int end) {
    if (s >= tail.first) {
      multiplyWithinTail(scratch, s, border, begin, end);
    } else if (symbolic.width[s] < TailStrips.NARROW) {
      products.subtract(s, border, y, below);
    } else {
      int rows = rows(s, border);
      for (int from = begin; from < end; from += CHUNK) {
        int count = Math.min(CHUNK, end - from);
        double[] gathered = ancestors.gather(s, border, from, from + count);
        kernels.subtractProduct(
            count,
            symbolic.width[s],
            rows,
            gathered,
            0,
            1,
            count,
            scratch.y,
            0,
            1,
            rows,
            scratch.below,
            from,
            rows);
      }
    }
  }

  /** Panel by panel of the tail, whose rows all have their place there. */
  private void multiplyWithinTail(PanelInverse scratch, int s, int border, int begin, int end) {
    int rows = rows(s, border);
    int width = symbolic.width[s];
    int first = 0;
    for (int a = s + 1; a < symbolic.supernodes; a++) {
      int columns = Math.min(symbolic.width[a], rows - first);
      int at = symbolic.panelStart[a] - first;
      int ld = symbolic.height[a];
      multiply(scratch, width, rows, first, first + columns, begin, end, at, ld);
      first += columns;
    }
  }

  /**
   * What columns {@code first … stop} of {@code S_RR} give to rows {@code begin … end} of the
   * product: as they stand, and transposed for the rows beyond them.
   */
  private void multiply(
      PanelInverse scratch,
      int width,
      int rows,
      int first,
      int stop,
      int begin,
      int end,
      int at,
      int ld) {
    int from = Math.max(first, begin);
    if (from < end) {
      kernels.subtractProduct(
          end - from,
          width,
          stop - first,
          panels,
          at + from,
          1,
          ld,
          scratch.y,
          first,
          1,
          rows,
          scratch.below,
          from,
          rows);
    }
    int to = Math.min(stop, end);
    if (from < to && stop < rows) {
      kernels.subtractProduct(
          to - from,
          width,
          rows - stop,
          panels,
          at + stop + (from - first) * ld,
          ld,
          1,
          scratch.y,
          stop,
          1,
          rows,
          scratch.below,
          from,
          rows);
    }
  }
}
