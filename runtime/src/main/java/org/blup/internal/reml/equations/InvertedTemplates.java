package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.Templates;

/**
 * What is found by Λ⁻¹ where effects vary very much more than the residual. {@code ZᵀWe} and the
 * gradient are then small differences of large numbers, but also
 *
 * <pre>
 *   ZᵀWe = Λ⁻ᵀu,     G = (J I − Σ_j ([C⁻¹]_jj + u_j u_jᵀ / σ²)) Λ⁻¹
 * </pre>
 *
 * without any such difference. Near a singular Λ it is the other way round, so this is for groups
 * whose effects all vary more than the residual, and whose levels are independent.
 */
final class InvertedTemplates {

  private final EquationPattern pattern;

  /** Root mean squares of each group's columns. */
  private final double[][] scale;

  /** For each group Λ⁻¹, or nothing. */
  private final double[][] inverse;

  InvertedTemplates(EquationPattern pattern, Templates templates) {
    this.pattern = pattern;
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
      boolean large = pattern.groups().get(g).precision().isIdentity();
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
  void residualProducts(int g, Layout layout, Effects effects) {
    int k = scale[g].length;
    for (int j = 0; j < pattern.groups().get(g).levels() && inverse[g].length > 0; j++) {
      int u = layout.unknown(g, j);
      for (int a = 0; a < k; a++) {
        double sum = 0;
        for (int b = a; b < k; b++) {
          sum += inverse[g][b * k + a] * effects.solution[u + b];
        }
        effects.residualProducts[g][j * k + a] = sum;
      }
    }
  }

  /** Replaces a group's gradient. */
  void gradient(
      int g,
      Layout layout,
      double[] solution,
      double[] panels,
      double variance,
      double[] gradient) {
    if (inverse[g].length == 0) {
      return;
    }
    int k = scale[g].length;
    int levels = pattern.groups().get(g).levels();
    double[] rest = new double[k * k];
    for (int j = 0; j < levels; j++) {
      int node = layout.groupStart[g] + j;
      int u = layout.scalarRow[node];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b <= a; b++) {
          double own = panels[layout.diagonal[node] + a + b * layout.leadingDimension[node]];
          double modes = solution[u + a] * solution[u + b] / variance;
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
