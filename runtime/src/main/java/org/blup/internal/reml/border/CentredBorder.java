package org.blup.internal.reml.border;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.TriangularSolver;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Layout;

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
 * (hierarchical centring; Gelfand, Sahu and Carlin 1995, Efficient parametrisations for normal
 * linear mixed models, Biometrika 82:479–488). Other groups' elements of m are {@code Λ_hᵀZ_hᵀWe}.
 */
public final class CentredBorder {

  /**
   * A column is replaced if that leaves less than this share of its square to subtract from: two
   * digits are gained, and less is not worth the work.
   */
  private static final double GAIN = 1e-2;

  private final Layout layout;
  private final double[] borderScale;
  private final BlockCholesky factor;
  private final TriangularSolver solver;
  private final ReducedBorder border;
  private final int width;
  private final Map<Integer, GroupProjection> projections = new HashMap<>();
  private NormalEquations equations;
  private boolean active;

  public CentredBorder(
      EquationSetup setup, BlockCholesky factor, TriangularSolver solver, ReducedBorder border) {
    layout = setup.layout();
    borderScale = setup.borderScale;
    equations = setup.equations;
    this.factor = factor;
    this.solver = solver;
    this.border = border;
    width = borderScale.length;
  }

  /** Goes over to the same equations for another response. */
  public void take(NormalEquations others) {
    equations = others;
    projections.clear();
  }

  /** Whether the last factorisation was corrected. */
  public boolean isActive() {
    return active;
  }

  /**
   * Puts right what the elimination of Z has left, where it is little.
   *
   * @param lambda the groups' factors that the equations hold
   */
  public void correct(double[][] lambda) {
    active = false;
    if (border.isLittleLeft()) {
      correctLittle(lambda);
    }
  }

  private void correctLittle(double[][] lambda) {
    double[][] best = {};
    int group = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < lambda.length; g++) {
      if (!layout.pattern.meetsItself(g) && projection(g).isPrecise()) {
        double[][] v = divide(g, lambda[g]);
        double sum = 0;
        boolean gains = false;
        for (int c = 0; c < width; c++) {
          double share = border.isLittle(c) ? square(v[c], g, c) / border.reference(c) : 0;
          gains |= border.isLittle(c) && share < GAIN;
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
    return projections.computeIfAbsent(g, h -> new GroupProjection(equations, h));
  }

  private double square(double[] v, int g, int column) {
    double scale = borderScale[column];
    double rest = projection(g).rest[column * (width + 1)] * (scale * scale);
    return rest + Quadratic.dot(v, v);
  }

  /** {@code Λ⁻¹c} of each column, in the order of elimination; not finite if there is none. */
  private double[][] divide(int g, double[] lambda) {
    double[] coefficients = projection(g).coefficients;
    int k = equations.groups().get(g).size();
    double[][] v = new double[width][layout.unknowns];
    for (int j = 0; j < equations.groups().get(g).levels(); j++) {
      int at = layout.unknown(g, j);
      for (int c = 0; c < width; c++) {
        for (int a = 0; a < k; a++) {
          double rest = coefficients[(j * k + a) * width + c] * borderScale[c];
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
      replaced[c] = square < GAIN * border.reference(c);
      if (replaced[c]) {
        border.setReference(c, square);
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
          double scale = borderScale[a] * borderScale[b];
          double sum = rest[a * width + b] * scale - Quadratic.dot(solved[a], solved[b]);
          sum += replaced[a] && replaced[b] ? Quadratic.dot(v[a], v[b]) : 0;
          border.set(a, b, sum);
        }
      }
    }
  }

  /** {@code m}, in the order of elimination. */
  private double[] column(int g, int column, double[] v, double[][] lambda) {
    double[] m = new double[v.length];
    Arrays.setAll(m, i -> -v[i]);
    for (int h = 0; h < lambda.length; h++) {
      int k = equations.groups().get(h).size();
      double[] products = projection(g).otherProducts[h];
      for (int j = 0; j < equations.groups().get(h).levels() && h != g; j++) {
        int at = layout.unknown(h, j);
        for (int a = 0; a < k; a++) {
          for (int b = 0; b < k; b++) {
            double value = products[(j * k + b) * width + column];
            m[at + a] += lambda[h][b * k + a] * value * borderScale[column];
          }
        }
      }
    }
    return m;
  }
}
