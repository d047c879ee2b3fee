package org.blup.internal.reml.equations;

import java.util.List;
import org.blup.internal.design.equations.Autoregression;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.LevelMatrix;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;

/**
 * Derivatives for the parameters z of autoregressions over levels. With Q the precision of a
 * group's levels, {@code S = Q⁻¹}, k effects a level, and e the residuals
 *
 * <pre>
 *   ∂ log|H| = tr(C_ZZ⁻¹ (∂Q ⊗ I)) − k ∂ log|Q|       by REML C⁻¹ in the place of C_ZZ⁻¹
 *   h = (∂S ⊗ ΛΛᵀ) ZᵀR⁻¹e                              ∂ r² = −hᵀ ZᵀR⁻¹e
 * </pre>
 *
 * so that h is for z what {@link ParameterDirections} has for elements of Λ.
 */
public final class LevelSlopes {

  private final SparseFactor factorisation;
  private final Layout layout;

  /** The groups that have a parameter. */
  private final List<Integer> groups;

  public LevelSlopes(SparseFactor factorisation) {
    this.factorisation = factorisation;
    layout = factorisation.layout;
    groups = factorisation.equations().pattern().autoregressions();
  }

  int count() {
    return groups.size();
  }

  /** The group of a parameter. */
  int group(int parameter) {
    return groups.get(parameter);
  }

  private Group of(int parameter) {
    return factorisation.equations().groups().get(groups.get(parameter));
  }

  /**
   * {@code ∂ log|C_ZZ| − k ∂ log|Q|}, or the same with C.
   *
   * @param inverse on the pattern of the factor
   */
  double trace(int parameter, SelectedInverse inverse) {
    Group group = of(parameter);
    Autoregression own = group.precision().autoregression().orElseThrow();
    LevelMatrix slope = own.slope();
    double[] panels = inverse.panels();
    int start = layout.groupStart[groups.get(parameter)];
    double trace = -group.size() * own.logDeterminantSlope();
    for (int j = 0; j < group.levels(); j++) {
      int at = layout.diagonal[start + j];
      int step = layout.leadingDimension[start + j] + 1;
      for (int a = 0; a < group.size(); a++) {
        trace += slope.diagonal(j) * panels[at + a * step];
      }
    }
    List<Pair> pairs = layout.pattern.pairs();
    for (int p = 0; p < pairs.size(); p++) {
      boolean isOwn = pairs.get(p).rowGroup() == groups.get(parameter);
      if (isOwn && pairs.get(p).columnGroup() == groups.get(parameter)) {
        trace += 2 * beside(pairs.get(p), layout.location[p], start, group.size(), slope, panels);
      }
    }
    return trace;
  }

  private double beside(
      Pair pair, int[] places, int start, int k, LevelMatrix slope, double[] panels) {
    double sum = 0;
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        double element = slope.below(e);
        int at = places[e] >= 0 ? places[e] : ~places[e];
        int column = places[e] >= 0 ? pair.column()[e] : i;
        int step = layout.leadingDimension[start + column] + 1;
        for (int a = 0; element != 0 && a < k; a++) {
          sum += element * panels[at + a * step];
        }
      }
    }
    return sum;
  }

  /** The traces of all parameters, at the inverse that a gradient was last computed with. */
  public double[] traces(TemplateGradient gradient) {
    double[] traces = new double[count()];
    for (int l = 0; l < traces.length; l++) {
      traces[l] = trace(l, gradient.inverse());
    }
    return traces;
  }

  /** h where the factorisation was last solved: one number for each effect of each level. */
  double[] direction(int parameter, Effects effects) {
    int g = groups.get(parameter);
    int k = of(parameter).size();
    double[] h = covariances(g, k, effects.residualProducts[g]);
    return factorisation.levels().autoregression(g).slope(h, k);
  }

  /** {@code ∂ r² = −hᵀZᵀR⁻¹e}. */
  double square(int parameter, double[] h, Effects effects) {
    return -Quadratic.dot(h, effects.residualProducts[groups.get(parameter)]);
  }

  /** {@code (I ⊗ ΛΛᵀ) x}. */
  private double[] covariances(int g, int k, double[] x) {
    double[] lambda = factorisation.lambda()[g];
    double[] product = new double[x.length];
    double[] half = new double[k];
    for (int at = 0; at < x.length; at += k) {
      for (int b = 0; b < k; b++) {
        half[b] = 0;
        for (int a = 0; a < k; a++) {
          half[b] += lambda[a * k + b] * x[at + a];
        }
      }
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          product[at + a] += lambda[a * k + b] * half[b];
        }
      }
    }
    return product;
  }

  /**
   * {@code −ZᵀR⁻¹Z h} and {@code −XᵀR⁻¹Z h}, X scaled.
   *
   * @param h of a parameter
   * @param ofZ takes the first, zero before
   * @return the second, and a zero in the place of y
   */
  double[] products(int parameter, double[] h, double[][] ofZ) {
    Effects moved = new Effects(layout);
    int g = groups.get(parameter);
    System.arraycopy(h, 0, moved.modes[g], 0, h.length);
    new ResidualProducts(factorisation.setup, factorisation.equations()).ofFittedValues(moved, ofZ);
    double[] scale = factorisation.setup.borderScale;
    double[] values = factorisation.equations().groupBorder(g);
    double[] ofBorder = new double[scale.length];
    for (int row = 0; row < h.length; row++) {
      for (int c = 0; c < scale.length - 1; c++) {
        ofBorder[c] -= values[row * scale.length + c] * scale[c] * h[row];
      }
    }
    return ofBorder;
  }
}
