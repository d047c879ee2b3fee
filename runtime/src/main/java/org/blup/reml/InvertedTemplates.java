package org.blup.reml;

import java.util.Arrays;
import org.blup.design.NormalEquations;

/**
 * What is found by Λ⁻¹ where effects vary very much more than the residual. {@code ZᵀWe} and the
 * gradient are then small differences of large numbers, but also
 *
 * <pre>
 *   ZᵀWe = Λ⁻ᵀu,     G = (J I − Σ_j ([C⁻¹]_jj + u_j u_jᵀ / σ²)) Λ⁻¹
 * </pre>
 *
 * without any such difference. Near a singular Λ it is the other way round, so this is for groups
 * whose effects all vary more than the residual.
 */
final class InvertedTemplates {

  private final NormalEquations equations;

  /** Root mean squares of each group's columns. */
  private final double[][] scale;

  /** For each group Λ⁻¹, or nothing. */
  private final double[][] inverse;

  InvertedTemplates(NormalEquations equations, Templates templates) {
    this.equations = equations;
    scale = templates.newFactors();
    inverse = templates.newFactors();
    for (int g = 0; g < scale.length; g++) {
      int group = g;
      scale[g] = new double[templates.groupSize(g)];
      Arrays.setAll(scale[g], a -> templates.scale(group, a));
    }
  }

  /** Inverts the groups' factors that can safely be inverted. */
  void invert(double[][] lambda) {
    for (int g = 0; g < lambda.length; g++) {
      int k = scale[g].length;
      boolean large = true;
      for (int a = 0; a < k; a++) {
        large &= Math.abs(lambda[g][a * (k + 1)]) * scale[g][a] > 1;
      }
      inverse[g] = large ? inverse(k, lambda[g]) : new double[0];
    }
  }

  private static double[] inverse(int k, double[] lower) {
    double[] inverse = new double[k * k];
    for (int c = 0; c < k; c++) {
      inverse[c * (k + 1)] = 1 / lower[c * (k + 1)];
      for (int a = c + 1; a < k; a++) {
        double sum = 0;
        for (int b = c; b < a; b++) {
          sum -= lower[a * k + b] * inverse[b * k + c];
        }
        inverse[a * k + c] = sum / lower[a * (k + 1)];
      }
    }
    return inverse;
  }

  /** Replaces the products of a group's columns with the residual. */
  void residualProducts(int g, MixedModelEquations model) {
    int k = scale[g].length;
    for (int j = 0; j < equations.groups().get(g).levels() && inverse[g].length > 0; j++) {
      int u = model.assembly.scalarRow[model.assembly.groupStart[g] + j];
      for (int a = 0; a < k; a++) {
        double sum = 0;
        for (int b = a; b < k; b++) {
          sum += inverse[g][b * k + a] * model.solution[u + b];
        }
        model.residualProducts[g][j * k + a] = sum;
      }
    }
  }

  /** Replaces a group's gradient. */
  void gradient(
      int g, MixedModelEquations model, double[] panels, double variance, double[] gradient) {
    if (inverse[g].length == 0) {
      return;
    }
    int k = scale[g].length;
    int levels = equations.groups().get(g).levels();
    Assembly assembly = model.assembly;
    double[] rest = new double[k * k];
    for (int j = 0; j < levels; j++) {
      int node = assembly.groupStart[g] + j;
      int u = assembly.scalarRow[node];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b <= a; b++) {
          double own = panels[assembly.diagonal[node] + a + b * assembly.leadingDimension[node]];
          double modes = model.solution[u + a] * model.solution[u + b] / variance;
          rest[a * k + b] += (a == b ? 1 : 0) - own - modes;
        }
      }
    }
    for (int a = 0; a < k; a++) {
      for (int c = 0; c < k; c++) {
        double sum = 0;
        for (int b = c; b < k; b++) {
          sum += rest[Math.max(a, b) * k + Math.min(a, b)] * inverse[g][b * k + c];
        }
        gradient[a * k + c] = sum;
      }
    }
  }
}
