package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.AutoregressionFactor;
import org.blup.internal.reml.setup.Templates;

/**
 * What the parameters z of autoregressions over levels add to derivatives. A change of z is {@code
 * G_z = Z D_z Zᵀ} with {@code D_z = ∂S ⊗ ΛΛᵀ}, S the correlations of a group's levels, and so with
 * {@code B = ZᵀH⁻¹[X e]}
 *
 * <pre>
 *   [X e]ᵀH⁻¹ G_z H⁻¹[X e] = BᵀD_zB       ZᵀH⁻¹ G_z H⁻¹[X e] = ZᵀH⁻¹Z D_z B
 * </pre>
 *
 * V is not linear in z, and its derivatives with the elements of ΛΛᵀ are not zero: {@code ∂S ⊗ E_i}
 * with an element, {@code ∂²S ⊗ ΛΛᵀ} with itself. X stands in the working basis, e in the units of
 * the scaled y.
 */
final class LevelParameters {

  final int count;

  private final Precision precision;
  private final Templates templates;
  private final List<Integer> groups;
  private final AutoregressionFactor[] factors;

  /** Of each group of a parameter ΛΛᵀ, k × k. */
  private final double[][] covariances;

  /** p + 1. */
  private final int width;

  /** B. */
  private final double[] b;

  /** {@code D_zB} of each parameter. */
  private final double[][] directions;

  private final double[][] applied;

  /** At an optimum whose model has been solved. */
  LevelParameters(MixedModelEquations model, Precision precision) {
    this.precision = precision;
    templates = model.templates;
    groups = model.equations().pattern().autoregressions();
    count = groups.size();
    width = model.columns + 1;
    factors = new AutoregressionFactor[count];
    covariances = new double[count][];
    directions = new double[count][];
    applied = new double[count][];
    b = count == 0 ? new double[0] : withResidual(model);
    for (int l = 0; l < count; l++) {
      int g = groups.get(l);
      factors[l] = model.levels().autoregression(g);
      covariances[l] = covariance(model.lambda[g]);
      double[] across = part(g, b);
      directions[l] =
          spread(g, timesCovariance(l, factors[l].slope(across, across.length / levels(g))));
      applied[l] = precision.times(directions[l], width);
    }
  }

  private double[] withResidual(MixedModelEquations model) {
    double[] ofFixed = precision.withFixedEffects();
    double[] all = new double[precision.rows() * width];
    for (int g = 0; g < model.effects.residualProducts.length; g++) {
      double[] residual = model.effects.residualProducts[g];
      for (int row = 0; row < residual.length; row++) {
        int to = precision.start[g] + row;
        for (int c = 0; c < width - 1; c++) {
          all[to * width + c] = ofFixed[to * (width - 1) + c] / model.setup.borderScale[c];
        }
        all[to * width + width - 1] = residual[row];
      }
    }
    return all;
  }

  /** {@code ΛΛᵀ}. */
  static double[] covariance(double[] lambda) {
    int k = (int) Math.round(Math.sqrt(lambda.length));
    double[] covariance = new double[k * k];
    for (int i = 0; i < k * k; i++) {
      for (int c = 0; c < k; c++) {
        covariance[i] += lambda[i / k * k + c] * lambda[i % k * k + c];
      }
    }
    return covariance;
  }

  private int levels(int g) {
    return (precision.start[g + 1] - precision.start[g]) / templates.groupSize(g);
  }

  /** The rows of a group. */
  private double[] part(int g, double[] all) {
    return Arrays.copyOfRange(all, precision.start[g] * width, precision.start[g + 1] * width);
  }

  private double[] spread(int g, double[] part) {
    double[] all = new double[b.length];
    System.arraycopy(part, 0, all, precision.start[g] * width, part.length);
    return all;
  }

  /** {@code (I ⊗ ΛΛᵀ) x}, p + 1 numbers a row. */
  private double[] timesCovariance(int l, double[] x) {
    int k = templates.groupSize(groups.get(l));
    double[] product = new double[x.length];
    for (int at = 0; at < x.length; at += k * width) {
      for (int i = 0; i < k * k; i++) {
        int to = at + i / k * width;
        int from = at + i % k * width;
        for (int c = 0; c < width; c++) {
          product[to + c] += covariances[l][i] * x[from + c];
        }
      }
    }
    return product;
  }

  /** {@code BᵀD_zB}, the lower triangle row by row. */
  double[] change(int l) {
    return triangle(b, directions[l]);
  }

  /** {@code ZᵀH⁻¹ G_z H⁻¹[X e]}; not to be changed. */
  double[] applied(int l) {
    return applied[l];
  }

  /** {@code (D_zB)ᵀ y}, the symmetric part, the lower triangle row by row. */
  double[] product(int l, double[] y) {
    return triangle(directions[l], y);
  }

  private double[] triangle(double[] x, double[] y) {
    double[] square = new double[width * width];
    for (int row = 0; row < x.length; row += width) {
      for (int i = 0; i < square.length; i++) {
        square[i] += x[row + i / width] * y[row + i % width];
      }
    }
    double[] triangle = new double[width * (width + 1) / 2];
    int next = 0;
    for (int a = 0; a < width; a++) {
      for (int c = 0; c <= a; c++) {
        triangle[next++] = 0.5 * (square[a * width + c] + square[c * width + a]);
      }
    }
    return triangle;
  }

  /** {@code Bᵀ(∂S ⊗ E_i)B} for an element, zero for those of other groups; a lower triangle. */
  double[] withElement(int l, int element) {
    int g = groups.get(l);
    if (templates.group[element] != g) {
      return new double[width * (width + 1) / 2];
    }
    int k = templates.groupSize(g);
    double[] across = factors[l].slope(part(g, b), k * width);
    double[] moved = new double[across.length];
    int r = templates.row[element];
    int c = templates.column[element];
    for (int at = 0; at < across.length; at += k * width) {
      System.arraycopy(across, at + c * width, moved, at + r * width, width);
      System.arraycopy(across, at + r * width, moved, at + c * width, width);
    }
    return triangle(part(g, b), moved);
  }

  /**
   * {@code Bᵀ(∂²S ⊗ ΛΛᵀ)B} for ρ in the unit of z, a lower triangle: the second derivative for ρ
   * itself times {@code (∂ρ/∂z)²}.
   */
  double[] naturalSecond(int l) {
    int g = groups.get(l);
    double[] own = part(g, b);
    return triangle(
        own, timesCovariance(l, factors[l].curvature(own, templates.groupSize(g) * width)));
  }

  /** {@code Bᵀ(∂²S ⊗ ΛΛᵀ)B} for z. */
  double[] second(int l) {
    double[] natural = naturalSecond(l);
    double[] slope = change(l);
    for (int i = 0; i < natural.length; i++) {
      natural[i] += factors[l].bend() * slope[i];
    }
    return natural;
  }

  /** {@code tr(Φ N)} of the fixed effects' part of a lower triangle. */
  double fixedTrace(double[] triangle, double[] covariance) {
    int p = width - 1;
    double sum = 0;
    int next = 0;
    for (int a = 0; a < p; a++) {
      for (int c = 0; c <= a; c++) {
        sum += (c < a ? 2 : 1) * covariance[a * p + c] * triangle[next++];
      }
    }
    return sum;
  }

  /** The number of the residual in a lower triangle. */
  static double ofResidual(double[] triangle) {
    return triangle[triangle.length - 1];
  }
}
