package org.blup.internal.reml.postfit;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.cholesky.TriangularSolver;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.ResidualProducts;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.Templates;

/**
 * The derivative of a predictor's relative variance {@code q = tᵀC⁻¹t + Σ‖Λᵀf‖²}, {@code t = [Λᵀz;
 * x]}, by the covariance parameters. With {@code s = C⁻¹t},
 *
 * <pre>
 *   ∂q = 2 (∂Λ s_u)ᵀ (z − ZᵀW(ZΛ s_u + X s_β)) + 2 Σ (∂Λᵀf)ᵀ Λᵀf
 * </pre>
 */
final class VarianceGradient {

  private final MixedModelEquations model;
  private final Layout layout;
  private final double[] borderScale;
  private final NormalEquations equations;
  private final Templates templates;

  VarianceGradient(MixedModelEquations model) {
    this.model = model;
    templates = model.templates;
    layout = model.layout;
    borderScale = model.setup.borderScale;
    equations = model.equations();
  }

  /** See {@link FittedEquations#varianceGradient}. */
  double[] of(double[] x, int[] levels, double[][] z, double[][] fresh) {
    double[] s = solve(x, levels, z);
    double[][] rest = products(s);
    for (int g = 0; g < levels.length; g++) {
      int k = z[g].length;
      for (int a = 0; a < k && levels[g] >= 0; a++) {
        rest[g][levels[g] * k + a] += z[g][a];
      }
    }
    double[] gradient = new double[templates.elements()];
    for (int i = 0; i < gradient.length; i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      double sum = 0;
      for (int j = 0; j < equations.groups().get(g).levels(); j++) {
        int u = layout.unknown(g, j);
        sum += rest[g][j * k + templates.row[i]] * s[u + templates.column[i]];
      }
      sum += fresh[g][templates.row[i]] * transposed(g, templates.column[i], fresh[g]);
      gradient[i] = 2 * sum / templates.scale(i);
    }
    return gradient;
  }

  /** Element b of {@code Λᵀz}. */
  private double transposed(int g, int b, double[] z) {
    double sum = 0;
    for (int a = 0; a < z.length; a++) {
      sum += model.lambda[g][a * z.length + b] * z[a];
    }
    return sum;
  }

  private double[] solve(double[] x, int[] levels, double[][] z) {
    int unknowns = layout.unknowns;
    double[] s = new double[unknowns + x.length];
    for (int g = 0; g < levels.length; g++) {
      for (int b = 0; b < z[g].length && levels[g] >= 0; b++) {
        s[layout.unknown(g, levels[g]) + b] = transposed(g, b, z[g]);
      }
    }
    for (int c = 0; c < x.length; c++) {
      s[unknowns + c] = x[c] * borderScale[c];
    }
    TriangularSolver solver = model.factored().solver;
    solver.solve(s, 1, x.length);
    solver.solveTransposed(s);
    return s;
  }

  /** {@code −ZᵀW(ZΛ s_u + X s_β)}. */
  private double[][] products(double[] s) {
    Effects solved = new Effects(layout);
    System.arraycopy(s, 0, solved.solution, 0, s.length);
    for (int g = 0; g < solved.modes.length; g++) {
      solved.modes[g] = effects(g, s);
    }
    double[][] products = solved.residualProducts;
    new ResidualProducts(model.setup, equations).ofFittedValues(solved, products);
    return products;
  }

  /** {@code Λ s_u}. */
  private double[] effects(int g, double[] s) {
    int k = equations.groups().get(g).size();
    double[] lambda = model.lambda[g];
    double[] effects = new double[equations.groups().get(g).levels() * k];
    for (int i = 0; i < effects.length; i++) {
      int u = layout.unknown(g, i / k);
      for (int b = 0; b < k; b++) {
        effects[i] += lambda[i % k * k + b] * s[u + b];
      }
    }
    return effects;
  }
}
