package org.blup.internal.reml.levels;

import java.util.Arrays;
import org.blup.internal.linalg.dense.Lanes;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;

/**
 * What some levels of the only grouping factor add to the gradient and to the average information,
 * in closed form of each level's own k × k matrices. With T, L, R of a {@link LevelBatch}, β, σ²
 * and {@code S = [C⁻¹]_XX} (zero for ML)
 *
 * <pre>
 *   V = L⁻¹Tᵀ      W = L⁻ᵀV = M⁻¹ΛᵀA      Y = L⁻ᵀR_X      D = B_X − T Y
 *   u = L⁻ᵀ(R_y − R_Xβ)      e = B_y − B_Xβ − T u      G = Σ W − Y S Dᵀ − u eᵀ/σ²
 * </pre>
 *
 * and for parameters i, of row a and column b of Λ, with {@code P = A − VᵀV} and {@code N = WΛ}
 *
 * <pre>
 *   h_iᵀAh_j − r_iᵀM⁻¹r_j = u_b z_a + e_a w_b       for j of row c and column d
 *   z = P_·c u_d + W_d· e_c      w = W_·c u_d + N_·d e_c      h_iᵀe = e_a (u_b + (Λᵀe)_b)
 *   what is left of the border: D_a· u_b + Y_b· e_a
 * </pre>
 */
final class LevelDerivatives {

  private final LevelBatch batch;
  private final LevelElements elements;
  private final int k;
  private final int columns;
  private final int parameters;

  private final double[][] v;
  private final double[][] w;
  private final double[][] y;
  private final double[][] ys;
  private final double[][] d;
  private final double[][] u;
  private final double[][] e;

  /** {@code u / σ²}, and {@code u + Λᵀe}. */
  private final double[][] scaled;

  private final double[][] shifted;

  private final double[][] p;
  private final double[][] n;

  /** z, then w. */
  private final double[][] z;

  /** The sums, lane by lane. */
  private final double[][] gradient;

  private final double[][] information;
  private final double[][] border;
  private final double[][] withResidual;

  LevelDerivatives(LevelBatch batch, LevelElements elements) {
    this.batch = batch;
    this.elements = elements;
    k = batch.k;
    columns = batch.width - 1;
    parameters = elements.count();
    v = batch.lanes(k * k);
    w = batch.lanes(k * k);
    y = batch.lanes(k * columns);
    ys = batch.lanes(k * columns);
    d = batch.lanes(k * columns);
    u = batch.lanes(k);
    e = batch.lanes(k);
    scaled = batch.lanes(k);
    shifted = batch.lanes(k);
    p = batch.lanes(k * k);
    n = batch.lanes(k * k);
    z = batch.lanes(2 * k);
    gradient = batch.lanes(k * k);
    information = batch.lanes(parameters * (parameters + 1) / 2);
    border = batch.lanes(columns * parameters);
    withResidual = batch.lanes(parameters);
  }

  void clear() {
    for (double[][] sums : new double[][][] {gradient, information, border, withResidual}) {
      for (double[] sum : sums) {
        Arrays.fill(sum, 0);
      }
    }
  }

  /**
   * Adds the levels that the batch was last factored for.
   *
   * @param beta in the units of the scaled columns
   * @param s p × p, or empty for ML
   */
  void add(double[] lambda, double[] beta, double[] s, double variance) {
    int count = batch.count;
    solve(beta);
    solveColumns();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        System.arraycopy(batch.t[j * k + i], 0, v[i * k + j], 0, count);
      }
    }
    batch.forward(v, k);
    copy(v, w);
    batch.backward(w, k);
    addGradient(s, variance);
    multiplyInformation(lambda);
    addInformation();
  }

  /** u and e of the levels that the batch was last factored for. */
  void solve(double[] beta) {
    int count = batch.count;
    int width = batch.width;
    for (int i = 0; i < k; i++) {
      System.arraycopy(batch.r[i * width + columns], 0, u[i], 0, count);
      System.arraycopy(batch.b[i * width + columns], 0, e[i], 0, count);
      for (int c = 0; c < columns; c++) {
        Lanes.addScaled(u[i], -beta[c], batch.r[i * width + c], count);
        Lanes.addScaled(e[i], -beta[c], batch.b[i * width + c], count);
      }
    }
    batch.backward(u, 1);
    for (int i = 0; i < k; i++) {
      for (int b = 0; b < k; b++) {
        Lanes.subtractProduct(e[i], batch.t[i * k + b], u[b], count);
      }
    }
  }

  /** u of an effect, over the levels of the batch; not to be changed. */
  double[] effect(int a) {
    return u[a];
  }

  /** Y and D. */
  private void solveColumns() {
    int count = batch.count;
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < columns; c++) {
        System.arraycopy(batch.r[i * batch.width + c], 0, y[i * columns + c], 0, count);
        System.arraycopy(batch.b[i * batch.width + c], 0, d[i * columns + c], 0, count);
      }
    }
    batch.backward(y, columns);
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < columns; c++) {
        for (int b = 0; b < k; b++) {
          Lanes.subtractProduct(d[i * columns + c], batch.t[i * k + b], y[b * columns + c], count);
        }
      }
    }
  }

  /** Writes u, b = Λu and e of the levels from one on. */
  void write(double[] lambda, int from, Layout layout, Effects effects) {
    for (int i = 0; i < batch.count; i++) {
      int j = from + i;
      int at = layout.unknown(0, j);
      for (int a = 0; a < k; a++) {
        double sum = 0;
        for (int b = 0; b < k; b++) {
          sum += lambda[a * k + b] * u[b][i];
        }
        effects.solution[at + a] = u[a][i];
        effects.modes[0][j * k + a] = sum;
        effects.residualProducts[0][j * k + a] = e[a][i];
      }
    }
  }

  private void copy(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(from[i], 0, to[i], 0, batch.count);
    }
  }

  private void addGradient(double[] s, double variance) {
    int count = batch.count;
    for (int i = 0; i < k; i++) {
      Lanes.scale(scaled[i], 1 / variance, u[i], count);
      for (int c = 0; c < columns && s.length > 0; c++) {
        double[] element = ys[i * columns + c];
        Arrays.fill(element, 0, count, 0);
        for (int f = 0; f < columns; f++) {
          Lanes.addScaled(element, s[f * columns + c], y[i * columns + f], count);
        }
      }
      for (int j = 0; j < k; j++) {
        double[] sum = gradient[i * k + j];
        Lanes.addScaled(sum, 1, w[i * k + j], count);
        Lanes.subtractProduct(sum, scaled[i], e[j], count);
        for (int c = 0; c < columns && s.length > 0; c++) {
          Lanes.subtractProduct(sum, ys[i * columns + c], d[j * columns + c], count);
        }
      }
    }
  }

  /** P, N, and u + Λᵀe. */
  private void multiplyInformation(double[] lambda) {
    int count = batch.count;
    for (int i = 0; i < k; i++) {
      System.arraycopy(u[i], 0, shifted[i], 0, count);
      for (int c = 0; c < k; c++) {
        if (lambda[c * k + i] != 0) {
          Lanes.addScaled(shifted[i], lambda[c * k + i], e[c], count);
        }
      }
      for (int j = 0; j < k; j++) {
        double[] outer = p[i * k + j];
        double[] inner = n[i * k + j];
        System.arraycopy(batch.a[i * k + j], 0, outer, 0, count);
        Arrays.fill(inner, 0, count, 0);
        for (int c = 0; c < k; c++) {
          Lanes.subtractProduct(outer, v[c * k + i], v[c * k + j], count);
          if (lambda[c * k + j] != 0) {
            Lanes.addScaled(inner, lambda[c * k + j], w[i * k + c], count);
          }
        }
      }
    }
  }

  private void addInformation() {
    int count = batch.count;
    int pair = 0;
    for (int j = 0; j < parameters; j++) {
      int row = elements.row()[j];
      double[] ub = u[elements.column()[j]];
      double[] ea = e[row];
      int column = elements.column()[j];
      for (int i = 0; i < k; i++) {
        Lanes.products(z[i], p[i * k + row], ub, w[column * k + i], ea, count);
        Lanes.products(z[k + i], w[i * k + row], ub, n[i * k + column], ea, count);
      }
      for (int i = 0; i <= j; i++) {
        Lanes.addProducts(
            information[pair++],
            u[elements.column()[i]],
            z[elements.row()[i]],
            e[elements.row()[i]],
            z[k + elements.column()[i]],
            count);
      }
      for (int c = 0; c < columns; c++) {
        Lanes.addProducts(
            border[c * parameters + j],
            d[row * columns + c],
            ub,
            y[column * columns + c],
            ea,
            count);
      }
      Lanes.addProduct(withResidual[j], ea, shifted[column], count);
    }
  }

  /** Adds the sums to those of all levels. */
  void collect(LevelSource.LevelSums to) {
    collect(gradient, to.gradient());
    collect(information, to.information());
    collect(border, to.border());
    collect(withResidual, to.withResidual());
  }

  private static void collect(double[][] sums, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = Lanes.sum(to[i], sums[i]);
    }
  }
}
