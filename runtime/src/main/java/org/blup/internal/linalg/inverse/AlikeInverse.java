package org.blup.internal.linalg.inverse;

import java.util.Arrays;
import org.blup.internal.linalg.cholesky.AlikeLeaves;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.DensePanel;
import org.blup.internal.linalg.dense.SmallProducts;

/**
 * The inverse of supernodes that are alike, given that of the tail: with R their rows, T the
 * inverse of a supernode's own triangle and N a product for all of them together,
 *
 * <pre>
 *   N = −S_RR L₂₁        S₂₁ = N T        S₁₁ = Tᵀ (I − L₂₁ᵀ N) T
 * </pre>
 *
 * One instance serves one thread at a time.
 */
final class AlikeInverse {

  /** So many rows of {@code S_RR} are gathered at a time. */
  private static final int CHUNK = 256;

  private final SymbolicFactor symbolic;
  private final double[] factorPanels;
  private final double[] panels;
  private final AncestorRows ancestors;
  private final DenseKernels kernels;
  private final double[] triangle = new double[AlikeLeaves.WIDE * AlikeLeaves.WIDE];
  private final double[] inner = new double[AlikeLeaves.WIDE * AlikeLeaves.WIDE];
  private final double[] right = new double[AlikeLeaves.WIDE * AlikeLeaves.WIDE];

  AlikeInverse(
      SymbolicFactor symbolic,
      double[] factorPanels,
      double[] panels,
      AncestorRows ancestors,
      DenseKernels kernels) {
    this.symbolic = symbolic;
    this.factorPanels = factorPanels;
    this.panels = panels;
    this.ancestors = ancestors;
    this.kernels = kernels;
  }

  /** Supernodes {@code s … end}. */
  void compute(int s, int end, int border) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int rows = height - width - symbolic.border + border;
    int below = symbolic.panelStart[s] + width;
    int columns = (end - s) * width;
    for (int j = 0; j < columns; j++) {
      Arrays.fill(panels, below + j * height, below + j * height + rows, 0);
    }
    for (int from = 0; from < rows; from += CHUNK) {
      int count = Math.min(CHUNK, rows - from);
      double[] gathered = ancestors.gather(s, border, from, from + count);
      kernels.subtractProduct(
          count,
          columns,
          rows,
          gathered,
          0,
          1,
          count,
          factorPanels,
          below,
          1,
          height,
          panels,
          below + from,
          height);
    }
    for (int leaf = s; leaf < end; leaf++) {
      finish(width, rows, symbolic.panelStart[leaf], height);
    }
  }

  private void finish(int width, int rows, int at, int ld) {
    DensePanel.invert(width, factorPanels, at, ld, triangle);
    Arrays.fill(inner, 0, width * width, 0);
    int below = at + width;
    SmallProducts.subtractRows(
        width, width, rows, factorPanels, below, ld, 1, panels, below, 1, ld, inner, 0, width);
    for (int j = 0; j < width; j++) {
      inner[j * (width + 1)] += 1;
    }
    multiplyTriangle(width, at, ld);
    for (int j = 0; j < width; j++) {
      int to = below + j * ld;
      scale(rows, to, triangle[j * (width + 1)]);
      for (int l = j + 1; l < width; l++) {
        add(rows, to, below + l * ld, triangle[j * width + l]);
      }
    }
  }

  /** {@code S₁₁ ← Tᵀ inner T}. */
  private void multiplyTriangle(int width, int at, int ld) {
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < width; i++) {
        double sum = 0;
        for (int l = j; l < width; l++) {
          sum += inner[i + l * width] * triangle[j * width + l];
        }
        right[j * width + i] = sum;
      }
    }
    for (int j = 0; j < width; j++) {
      for (int i = j; i < width; i++) {
        double sum = 0;
        for (int l = i; l < width; l++) {
          sum += triangle[i * width + l] * right[j * width + l];
        }
        panels[at + i + j * ld] = sum;
        panels[at + j + i * ld] = sum;
      }
    }
  }

  private void scale(int rows, int to, double factor) {
    for (int i = to; i < to + rows; i++) {
      panels[i] *= factor;
    }
  }

  private void add(int rows, int to, int from, double factor) {
    for (int i = 0; i < rows; i++) {
      panels[to + i] += factor * panels[from + i];
    }
  }
}
