package org.blup.internal.inference.profile;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.Submodel;
import org.blup.internal.reml.postfit.VarianceCriterion;
import org.blup.internal.reml.setup.Response;

/**
 * The model with a combination of fixed effects held at a value: {@code ℓᵀβ = c} leaves the columns
 * {@code X N}, N a basis of the null space of ℓᵀ, and moves {@code c X v}, {@code ℓᵀv = 1}, to the
 * response. It is computed from cross-products alone.
 */
final class FixedEffectSlice {

  private final VarianceCriterion criterion;
  private final Response origin;
  private final Response slope;
  private final Response current;

  /** {@code vᵀXᵀWXv}. */
  private final double curvature;

  /**
   * The slices of a combination.
   *
   * @param combination ℓ, length p, in the basis of the equations
   * @param value of the combination, from which others are measured
   */
  FixedEffectSlice(NormalEquations equations, double[] combination, double value) {
    int p = equations.columns();
    int width = p + 1;
    double[] border = equations.border();
    int pivot = pivot(equations, combination);
    double[][] rest = rest(combination, pivot);
    NormalEquations sliced = submodel(equations, combination, value).equations();
    criterion = new VarianceCriterion(sliced, false);
    origin = Response.of(sliced);
    slope = Response.zero(sliced);
    current = Response.zero(sliced);
    double v = 1 / combination[pivot];
    for (int g = 0; g < slope.random().length; g++) {
      double[] groupBorder = equations.groupBorder(g);
      for (int i = 0; i < slope.random()[g].length; i++) {
        slope.random()[g][i] = groupBorder[i * width + pivot] * v;
      }
    }
    for (int c = 0; c < p - 1; c++) {
      for (int i = 0; i < p; i++) {
        slope.fixed()[c] += rest[c][i] * border[i * width + pivot] * v;
      }
    }
    double square = border[pivot * (width + 1)] * v;
    curvature = square * v;
    slope.square()[0] = v * (border[pivot * width + p] - value * square);
  }

  /** The model with a combination of fixed effects held at a value. */
  static Submodel submodel(NormalEquations equations, double[] combination, double value) {
    int pivot = pivot(equations, combination);
    double[] shift = new double[combination.length];
    shift[pivot] = -value / combination[pivot];
    return new Submodel(equations, rest(combination, pivot), Submodel.allRandom(equations), shift);
  }

  /** The column that the others are combined with. */
  private static int pivot(NormalEquations equations, double[] combination) {
    int pivot = 0;
    double largest = 0;
    for (int c = 0; c < combination.length; c++) {
      double square = equations.border()[c * (equations.columns() + 2)];
      double size = Math.abs(combination[c]) / Math.sqrt(square);
      if (size > largest) {
        largest = size;
        pivot = c;
      }
    }
    return pivot;
  }

  /** The columns of N. */
  private static double[][] rest(double[] combination, int pivot) {
    int p = combination.length;
    double[][] rest = new double[p - 1][p];
    for (int c = 0, next = 0; c < p; c++) {
      if (c != pivot) {
        rest[next][c] = 1;
        rest[next++][pivot] = -combination[c] / combination[pivot];
      }
    }
    return rest;
  }

  VarianceCriterion criterion() {
    return criterion;
  }

  /** Holds the combination at its first value plus this. */
  void moveBy(double c) {
    for (int g = 0; g < origin.random().length; g++) {
      combine(origin.random()[g], slope.random()[g], c, current.random()[g]);
    }
    combine(origin.fixed(), slope.fixed(), c, current.fixed());
    current.square()[0] = origin.square()[0] + c * (c * curvature - 2 * slope.square()[0]);
    criterion.respond(current);
  }

  private static void combine(double[] origin, double[] slope, double c, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = origin[i] - c * slope[i];
    }
  }
}
