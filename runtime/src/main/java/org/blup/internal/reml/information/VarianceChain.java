package org.blup.internal.reml.information;

import org.blup.internal.numeric.Quadratic;

/**
 * Derivatives for (ρ, φ, s), in which {@link CovarianceDerivatives} has them, as derivatives for
 * (λ, φ, σ/σ̂), λ being the elements of the templates: {@code ρ = (σ/σ̂)² vech(λλᵀ)} of each term,
 * and {@code s = (σ/σ̂)²}, at σ = σ̂.
 */
final class VarianceChain {

  private final TemplateDirections directions;

  /** How many elements ρ has. */
  private final int elements;

  private final int parameters;

  /**
   * A chain rule at templates.
   *
   * @param parameters how many ρ, φ and s are together
   */
  VarianceChain(TemplateDirections directions, int parameters) {
    this.directions = directions;
    this.parameters = parameters;
    elements = directions.parameters();
  }

  /** The derivatives of (ρ, φ, s), a row for each. */
  double[] jacobian() {
    int m = parameters;
    double[] jacobian = new double[m * m];
    for (int k = 0; k < elements; k++) {
      for (int i = 0; i < elements; i++) {
        jacobian[k * m + i] = directions.derivative(k, i);
      }
      jacobian[k * m + m - 1] = 2 * directions.rho[k];
    }
    for (int k = elements; k < m - 1; k++) {
      jacobian[k * (m + 1)] = 1;
    }
    jacobian[m * m - 1] = 2;
    return jacobian;
  }

  /** The second derivatives of what has these derivatives for (ρ, φ, s), row by row. */
  double[] hessian(double[] gradient, double[] hessian) {
    int m = parameters;
    double[] result = Quadratic.congruence(m, m, jacobian(), hessian);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < m; k++) {
          result[i * m + j] += gradient[k] * second(k, i, j);
        }
      }
    }
    return result;
  }

  /** The first derivatives of the same. */
  double[] gradient(double[] gradient) {
    return Quadratic.timesTransposed(parameters, jacobian(), gradient);
  }

  private double second(int k, int i, int j) {
    int last = parameters - 1;
    if (isResidual(k) || isResidual(i) || isResidual(j)) {
      return 0;
    }
    if (i == last && j == last) {
      return k == last ? 2 : 2 * directions.rho[k];
    }
    if (k == last) {
      return 0;
    }
    if (i == last || j == last) {
      return 2 * directions.derivative(k, Math.min(i, j));
    }
    return directions.secondDerivative(k, i, j);
  }

  /** Whether a parameter is one of φ. */
  private boolean isResidual(int parameter) {
    return parameter >= elements && parameter < parameters - 1;
  }
}
