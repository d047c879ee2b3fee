package org.blup.reml;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.blup.linalg.cholesky.BlockCholesky;
import org.blup.linalg.cholesky.TriangularSolver;

/**
 * What the elimination of Z leaves of {@code [X y]ᵀW[X y]} where that is next to nothing, since
 * effects vary very much more than the residual: then it is not to be found by subtraction. But
 * with a column as {@code x = Zc + e} ({@link GroupProjection}) and a group's effects about c,
 * {@code u + Λ⁻¹cβ} in the place of u, the equations hold {@code m = −Λ⁻¹c} where they held {@code
 * ΛᵀZᵀWx}, and with {@code v = Λ⁻¹c}, {@code LLᵀ = ΛᵀZᵀWZΛ + I}
 *
 * <pre>
 *   x_aᵀH⁻¹x_b = e_aᵀWe_b + v_aᵀv_b − (L⁻¹m_a)ᵀ(L⁻¹m_b),     H = V/σ²
 * </pre>
 *
 * where the first is a constant and the others lose the less the more the effects vary
 * (hierarchical centring; Gelfand, Sahu & Carlin 1995, Efficient parametrisations for normal linear
 * mixed models, Biometrika 82:479–488). Other groups' elements of m are {@code Λ_hᵀZ_hᵀWe}.
 */
final class CentredBorder {

  /** Less than this share of a column's square is little. */
  private static final double LITTLE = 1e-6;

  /** A column is replaced if that leaves less than this share of its square to subtract from. */
  private static final double GAIN = 1e-2;

  private final Assembly assembly;
  private final BlockCholesky factor;
  private final TriangularSolver solver;
  private final int width;
  private final Map<Integer, GroupProjection> projections = new HashMap<>();

  /** What each column's square was before anything was subtracted from it. */
  private final double[] reference;

  private boolean active;

  CentredBorder(Assembly assembly, BlockCholesky factor, TriangularSolver solver) {
    this.assembly = assembly;
    this.factor = factor;
    this.solver = solver;
    width = assembly.borderScale.length;
    reference = new double[width];
  }

  /** Begins anew after the response has changed. */
  void restart() {
    projections.clear();
  }

  /** Whether the last factorisation was corrected. */
  boolean isActive() {
    return active;
  }

  /** The square of a scaled column from which the last factorisation has subtracted. */
  double reference(int column) {
    return reference[column];
  }

  /**
   * Puts right what the elimination of Z has left, where it is little.
   *
   * @param lambda the groups' factors that the equations hold
   */
  void correct(double[][] lambda) {
    if (isLittleLeft()) {
      correctLittle(lambda);
    }
  }

  /** Whether the elimination of Z has left so little that it may have to be put right. */
  boolean isLittleLeft() {
    boolean little = false;
    for (int c = 0; c < width; c++) {
      double scale = assembly.borderScale[c];
      reference[c] = assembly.equations().border()[c * (width + 1)] * (scale * scale);
      little |= isLittle(c);
    }
    active = false;
    return little;
  }

  private boolean isLittle(int column) {
    return factor.panels()[place(column, column)] < LITTLE * reference[column];
  }

  private void correctLittle(double[][] lambda) {
    double[][] best = {};
    int group = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < lambda.length; g++) {
      if (projection(g).isPrecise()) {
        double[][] v = divide(g, lambda[g]);
        double sum = 0;
        boolean gains = false;
        for (int c = 0; c < width; c++) {
          double share = isLittle(c) ? square(v[c], g, c) / reference[c] : 0;
          gains |= isLittle(c) && share < GAIN;
          sum += share < 1 ? share : 1;
        }
        if (gains && sum < least) {
          least = sum;
          best = v;
          group = g;
        }
      }
    }
    if (group >= 0) {
      replace(group, best, lambda);
    }
  }

  private GroupProjection projection(int g) {
    return projections.computeIfAbsent(g, h -> new GroupProjection(assembly.equations(), h));
  }

  private double square(double[] v, int g, int column) {
    double scale = assembly.borderScale[column];
    double rest = projection(g).rest[column * (width + 1)] * (scale * scale);
    return rest + product(v, v);
  }

  /** {@code Λ⁻¹c} of each column, in the order of elimination; not finite if there is none. */
  private double[][] divide(int g, double[] lambda) {
    double[] coefficients = projection(g).coefficients;
    int k = assembly.equations().groups().get(g).size();
    double[][] v = new double[width][assembly.symbolic.unknowns()];
    for (int j = 0; j < assembly.equations().groups().get(g).levels(); j++) {
      int at = assembly.scalarRow[assembly.groupStart[g] + j];
      for (int c = 0; c < width; c++) {
        for (int a = 0; a < k; a++) {
          double rest = coefficients[(j * k + a) * width + c] * assembly.borderScale[c];
          for (int b = 0; b < a; b++) {
            rest -= lambda[a * k + b] * v[c][at + b];
          }
          v[c][at + a] = rest == 0 ? 0 : rest / lambda[a * (k + 1)];
        }
      }
    }
    return v;
  }

  /** Replaces the columns that are much shorter so, and leaves the others as they are. */
  private void replace(int g, double[][] v, double[][] lambda) {
    active = true;
    double[][] solved = new double[width][];
    boolean[] replaced = new boolean[width];
    for (int c = 0; c < width; c++) {
      double square = square(v[c], g, c);
      replaced[c] = square < GAIN * reference[c];
      if (replaced[c]) {
        reference[c] = square;
        solved[c] = column(g, c, v[c], lambda);
        solver.solve(solved[c], 1, 0);
      } else {
        solved[c] = new double[v[c].length];
        factor.borderRow(c, solved[c]);
      }
    }
    double[] rest = projection(g).rest;
    for (int a = 0; a < width; a++) {
      for (int b = 0; b <= a; b++) {
        if (replaced[a] || replaced[b]) {
          double scale = assembly.borderScale[a] * assembly.borderScale[b];
          double sum = rest[a * width + b] * scale - product(solved[a], solved[b]);
          sum += replaced[a] && replaced[b] ? product(v[a], v[b]) : 0;
          factor.panels()[place(a, b)] = sum;
        }
      }
    }
  }

  /** {@code m}, in the order of elimination. */
  private double[] column(int g, int column, double[] v, double[][] lambda) {
    double[] m = new double[v.length];
    Arrays.setAll(m, i -> -v[i]);
    for (int h = 0; h < lambda.length; h++) {
      int k = assembly.equations().groups().get(h).size();
      double[] products = projection(g).otherProducts[h];
      for (int j = 0; j < assembly.equations().groups().get(h).levels() && h != g; j++) {
        int at = assembly.scalarRow[assembly.groupStart[h] + j];
        for (int a = 0; a < k; a++) {
          for (int b = 0; b < k; b++) {
            double value = products[(j * k + b) * width + column];
            m[at + a] += lambda[h][b * k + a] * value * assembly.borderScale[column];
          }
        }
      }
    }
    return m;
  }

  private int place(int a, int b) {
    return assembly.symbolic.borderSquare() + Math.max(a, b) + Math.min(a, b) * width;
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
