package org.blup.internal.design.covariance;

import org.blup.internal.numeric.Quadratic;

/**
 * The second derivatives of a covariance of visits {@code R = LLᵀ}, the parameter of σ left out:
 * {@code ∂_ijR = H + Hᵀ}, {@code H = ∂_ijL Lᵀ + ∂_iL ∂_jLᵀ}.
 */
final class VisitSeconds {

  private final int visits;
  private final int parameters;
  private final PatternedCovariance.Template template;

  /**
   * At some parameters.
   *
   * @param template L and its derivatives, the second among them; of σ first
   */
  VisitSeconds(int visits, PatternedCovariance.Template template) {
    this.visits = visits;
    this.template = template;
    parameters = template.first().length - 1;
  }

  /** {@code ⟨∂_ijR, A⟩} of a symmetric A. */
  double[] with(double[] matrix) {
    double[] own = Quadratic.product(visits, matrix, template.value());
    double[] result = new double[parameters * parameters];
    for (int i = 0; i < parameters; i++) {
      double[] first = Quadratic.product(visits, matrix, first(i));
      for (int j = 0; j <= i; j++) {
        double value = 2 * Quadratic.dot(second(i, j), own) + 2 * Quadratic.dot(first(j), first);
        result[i * parameters + j] = value;
        result[j * parameters + i] = value;
      }
    }
    return result;
  }

  /** {@code Σ w_ij ∂_ijR}. */
  double[] weighted(double[] weights) {
    double[] seconds = new double[visits * visits];
    double[] half = new double[visits * visits];
    for (int i = 0; i < parameters; i++) {
      double[] first = new double[visits * visits];
      for (int j = 0; j < parameters; j++) {
        double weight = weights[i * parameters + j];
        double[] second = second(Math.max(i, j), Math.min(i, j));
        SquareMatrix.addMultiple(weight, second, seconds);
        SquareMatrix.addMultiple(weight, first(j), first);
      }
      double[] right = SquareMatrix.transposed(visits, first);
      double[] product = Quadratic.product(visits, first(i), right);
      SquareMatrix.addMultiple(1, product, half);
    }
    double[] right = SquareMatrix.transposed(visits, template.value());
    SquareMatrix.addMultiple(1, Quadratic.product(visits, seconds, right), half);
    return SquareMatrix.withTransposed(visits, half);
  }

  /** {@code ∂_iL}. */
  private double[] first(int i) {
    return template.first()[i + 1];
  }

  /** {@code ∂_ijL}, i ≥ j. */
  private double[] second(int i, int j) {
    return template.second()[(i + 1) * (i + 2) / 2 + j + 1];
  }
}
