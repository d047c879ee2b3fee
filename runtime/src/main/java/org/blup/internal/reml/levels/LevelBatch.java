package org.blup.internal.reml.levels;

import java.util.Arrays;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.linalg.dense.Lanes;

/**
 * Some levels of the only grouping factor side by side, each with its own block of the equations, k
 * × k, and its rows of the border, k × (p + 1):
 *
 * <pre>
 *   T = A Λ,     L Lᵀ = ΛᵀT + I,     R = L⁻¹ΛᵀB,     A = Z_jᵀWZ_j,  B = Z_jᵀW[X y]
 * </pre>
 *
 * Element (a, b) of all levels is one array: see {@link Lanes}.
 */
final class LevelBatch {

  /**
   * So many levels at a time: of two effects and four columns they take 17 KB, which stay in the
   * fastest cache of 32 KB; of the widest that are swept over 64 KB, in the second.
   */
  static final int LEVELS = 64;

  private double[] blocks;
  private double[] border;
  private final double[] borderScale;

  /** The effects of a level, and the columns of X and y. */
  final int k;

  final int width;

  /** How many levels a batch holds at most, and how many this one does. */
  final int lanes;

  int count;

  /** Full, k × k; elements that are equal share their array. */
  final double[][] a;

  final double[][] b;
  final double[][] t;

  /** Lower triangles, k × k: nothing stands above the diagonal. */
  final double[][] l;

  final double[][] inverseDiagonal;
  final double[][] r;

  LevelBatch(LevelBlocks levels, double[] borderScale) {
    blocks = levels.blocks();
    border = levels.border();
    this.borderScale = borderScale;
    k = levels.size();
    width = borderScale.length;
    lanes = Math.min(LEVELS, levels.levels());
    a = lanes(k * k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        a[j * k + i] = a[i * k + j];
      }
    }
    b = lanes(k * width);
    t = lanes(k * k);
    l = lanes(k * k);
    inverseDiagonal = lanes(k);
    r = lanes(k * width);
  }

  /** Goes over to the same levels with another response. */
  void take(LevelBlocks levels) {
    blocks = levels.blocks();
    border = levels.border();
  }

  /** So many arrays over the levels. */
  double[][] lanes(int arrays) {
    return new double[arrays][lanes];
  }

  /** Reads the levels from one on, at most so many as a batch holds. */
  void read(int from, int to) {
    count = Math.min(LEVELS, to - from);
    int step = k * k;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        gather(blocks, from * step + i * k + j, step, 1, a[i * k + j]);
      }
    }
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < width; c++) {
        int at = (from * k + i) * width + c;
        gather(border, at, k * width, borderScale[c], b[i * width + c]);
      }
    }
  }

  private void gather(double[] values, int start, int step, double scale, double[] to) {
    int at = start;
    for (int i = 0; i < count; i++) {
      to[i] = values[at] * scale;
      at += step;
    }
  }

  /** Finds T, L and R for a factor of the group. */
  void factor(double[] lambda) {
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        multiply(t[i * k + j], a, i * k, 1, lambda, j, k, 0);
      }
    }
    for (int j = 0; j < k; j++) {
      for (int i = j; i < k; i++) {
        double[] element = l[i * k + j];
        multiply(element, t, j, k, lambda, i, k, i == j ? 1 : 0);
        for (int e = 0; e < j; e++) {
          Lanes.subtractProduct(element, l[i * k + e], l[j * k + e], count);
        }
      }
      Lanes.root(l[j * (k + 1)], inverseDiagonal[j], count);
      for (int i = j + 1; i < k; i++) {
        Lanes.multiply(l[i * k + j], inverseDiagonal[j], count);
      }
    }
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < width; c++) {
        multiply(r[i * width + c], b, c, width, lambda, i, k, 0);
      }
    }
    forward(r, width);
  }

  /** {@code to ← constant + Σ_c x_c s_c}, the c-th of each being so many places on. */
  private void multiply(
      double[] to,
      double[][] x,
      int start,
      int step,
      double[] s,
      int scalarStart,
      int scalarStep,
      double constant) {
    Arrays.fill(to, 0, count, constant);
    for (int c = 0; c < k; c++) {
      double scalar = s[scalarStart + c * scalarStep];
      if (scalar != 0) {
        Lanes.addScaled(to, scalar, x[start + c * step], count);
      }
    }
  }

  /** Lowers the least share of each effect's diagonal element that its pivot is, squared. */
  void leastShares(double[] least) {
    for (int a = 1; a < k; a++) {
      for (int i = 0; i < count; i++) {
        double square = 0;
        for (int e = 0; e < a; e++) {
          square += l[a * k + e][i] * l[a * k + e][i];
        }
        double pivot = l[a * (k + 1)][i] * l[a * (k + 1)][i];
        least[a] = Math.min(least[a], pivot / (square + pivot));
      }
    }
  }

  /** {@code x ← L⁻¹x} for k rows. */
  void forward(double[][] x, int columns) {
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < columns; c++) {
        double[] element = x[i * columns + c];
        for (int e = 0; e < i; e++) {
          Lanes.subtractProduct(element, l[i * k + e], x[e * columns + c], count);
        }
        Lanes.multiply(element, inverseDiagonal[i], count);
      }
    }
  }

  /** {@code x ← L⁻ᵀx} for k rows. */
  void backward(double[][] x, int columns) {
    for (int i = k - 1; i >= 0; i--) {
      for (int c = 0; c < columns; c++) {
        double[] element = x[i * columns + c];
        for (int e = i + 1; e < k; e++) {
          Lanes.subtractProduct(element, l[e * k + i], x[e * columns + c], count);
        }
        Lanes.multiply(element, inverseDiagonal[i], count);
      }
    }
  }
}
