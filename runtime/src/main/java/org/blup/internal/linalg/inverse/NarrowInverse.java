package org.blup.internal.linalg.inverse;

import java.util.Arrays;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.cholesky.TailStrips;
import org.blup.internal.linalg.cholesky.UpdateLists;
import org.blup.internal.numeric.Quadratic;

/**
 * What {@link PanelInverse} does, for supernodes of very few columns, of which models with many
 * levels have tens of thousands: column by column, with nothing packed. One instance serves one
 * thread at a time.
 */
final class NarrowInverse {

  /** The most columns of such a supernode: wider ones are packed. */
  private static final int WIDTH = TailStrips.NARROW - 1;

  private final SymbolicFactor symbolic;
  private final double[] factorPanels;
  private final double[] panels;

  /** {@code L₁₁⁻¹}, column-major. */
  private final double[] triangle = new double[WIDTH * WIDTH];

  /** One column of Y negated, and of {@code S_RR Y}. */
  private final double[] y;

  private final double[] below;

  /** The rows R within the panel of an ancestor. */
  private final int[] relative;

  private final BorderProducts borders;

  NarrowInverse(
      SymbolicFactor symbolic, double[] factorPanels, double[] panels, BorderProducts borders) {
    this.borders = borders;
    this.symbolic = symbolic;
    this.factorPanels = factorPanels;
    this.panels = panels;
    int largest = symbolic.largestHeight;
    y = new double[WIDTH * largest];
    below = new double[WIDTH * largest];
    relative = new int[largest];
  }

  /** The whole of a supernode: see {@link PanelInverse}. */
  void compute(int s, int border) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int at = symbolic.panelStart[s];
    int sparse = height - width - symbolic.border;
    int rows = sparse + border;
    invert(width, at, height);
    for (int c = 0; c < width; c++) {
      multiplyTriangle(c, width, at, height, rows);
      Arrays.fill(below, c * rows, (c + 1) * rows, 0);
    }
    multiplyAncestors(s, width, sparse, border);
    for (int c = 0; c < width; c++) {
      if (borders.has(s)) {
        borders.add(s, c, border, below, c * rows + sparse);
      } else {
        multiplyBorder(c * rows + sparse, border);
      }
    }
    for (int c = 0; c < width; c++) {
      int column = at + c * height;
      for (int b = 0; b <= c; b++) {
        double value = square(width, b, c) - Quadratic.dot(y, b * rows, below, c * rows, rows);
        panels[column + b] = value;
        panels[at + c + b * height] = value;
      }
      int from = c * rows;
      int to = column + width;
      for (int i = 0; i < rows; i++) {
        panels[to + i] = -below[from + i];
      }
    }
  }

  private void invert(int width, int at, int ld) {
    for (int j = 0; j < width; j++) {
      triangle[j * (WIDTH + 1)] = 1 / factorPanels[at + j * (ld + 1)];
      for (int i = j + 1; i < width; i++) {
        double sum = 0;
        for (int l = j; l < i; l++) {
          sum += factorPanels[at + i + l * ld] * triangle[j * WIDTH + l];
        }
        triangle[j * WIDTH + i] = -sum / factorPanels[at + i * (ld + 1)];
      }
    }
  }

  /** Element (b, c) of {@code L₁₁⁻ᵀ L₁₁⁻¹}. */
  private double square(int width, int b, int c) {
    double sum = 0;
    for (int l = c; l < width; l++) {
      sum += triangle[b * WIDTH + l] * triangle[c * WIDTH + l];
    }
    return sum;
  }

  /** Column c of {@code −L₂₁ L₁₁⁻¹}. */
  private void multiplyTriangle(int c, int width, int at, int ld, int rows) {
    int to = c * rows;
    int from = at + width + c * ld;
    double factor = -triangle[c * (WIDTH + 1)];
    for (int i = 0; i < rows; i++) {
      y[to + i] = factor * factorPanels[from + i];
    }
    for (int l = c + 1; l < width; l++) {
      int column = at + width + l * ld;
      double next = triangle[c * WIDTH + l];
      for (int i = 0; i < rows; i++) {
        y[to + i] -= next * factorPanels[column + i];
      }
    }
  }

  /** What the columns of R in the ancestors' panels give, and their transposes. */
  private void multiplyAncestors(int s, int width, int sparse, int border) {
    int rows = sparse + border;
    int end;
    for (int e = symbolic.rowStart[s]; e < symbolic.rowStart[s + 1]; e = end) {
      end = UpdateLists.segmentEnd(symbolic, s, e);
      int a = symbolic.supernodeOf[symbolic.rowPosition[e]];
      int first = symbolic.rowOffset[e] - width;
      int stop = end < symbolic.rowStart[s + 1] ? symbolic.rowOffset[end] - width : sparse;
      symbolic.locate(a, s, e, relative, first);
      int ld = symbolic.height[a];
      for (int j = first; j < stop; j++) {
        int column = symbolic.panelStart[a] + relative[j] * ld;
        int ends = column + ld - symbolic.border;
        for (int c = 0; c < width; c++) {
          multiplyColumn(c * rows, j, sparse, column, ends, border);
        }
      }
    }
  }

  /** One column of S, from its diagonal on, and the same elements as a row. */
  private void multiplyColumn(int own, int j, int sparse, int column, int ends, int border) {
    double factor = y[own + j];
    double sum = panels[column + relative[j]] * factor;
    for (int i = j + 1; i < sparse; i++) {
      double value = panels[column + relative[i]];
      below[own + i] -= value * factor;
      sum += value * y[own + i];
    }
    int beyond = own + sparse;
    double other = 0;
    int i = 0;
    for (; i + 1 < border; i += 2) {
      double first = panels[ends + i];
      double second = panels[ends + i + 1];
      below[beyond + i] -= first * factor;
      below[beyond + i + 1] -= second * factor;
      sum += first * y[beyond + i];
      other += second * y[beyond + i + 1];
    }
    if (i < border) {
      below[beyond + i] -= panels[ends + i] * factor;
      sum += panels[ends + i] * y[beyond + i];
    }
    below[own + j] -= sum + other;
  }

  /** {@code below ← below − S_BB y} for the border's rows. */
  private void multiplyBorder(int own, int border) {
    int ld = symbolic.border;
    int column = symbolic.borderSquare();
    int j = 0;
    for (; j + 3 < border; j += 4) {
      int second = column + ld;
      int third = second + ld;
      int fourth = third + ld;
      double y0 = y[own + j];
      double y1 = y[own + j + 1];
      double y2 = y[own + j + 2];
      double y3 = y[own + j + 3];
      for (int i = 0; i < border; i++) {
        below[own + i] -=
            (panels[column + i] * y0 + panels[second + i] * y1)
                + (panels[third + i] * y2 + panels[fourth + i] * y3);
      }
      column = fourth + ld;
    }
    for (; j < border; j++) {
      double factor = y[own + j];
      for (int i = 0; i < border; i++) {
        below[own + i] -= panels[column + i] * factor;
      }
      column += ld;
    }
  }
}
