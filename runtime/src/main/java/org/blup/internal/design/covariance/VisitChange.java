package org.blup.internal.design.covariance;

import org.blup.internal.numeric.Quadratic;

/**
 * A change ∂R of the covariance of all visits. Many parameters, standard deviations and
 * unstructured correlations among them, change the row and the column of one visit alone: with t
 * the visit and w the row, its diagonal element halved, {@code ∂R = e_t wᵀ + w e_tᵀ}, which saves
 * the product of matrices.
 */
final class VisitChange {

  private final int visits;
  private final double[] matrix;

  /** The one visit; −1 if there are more. */
  private final int visit;

  VisitChange(int visits, double[] matrix) {
    this.visits = visits;
    this.matrix = matrix;
    visit = visit(visits, matrix);
  }

  private static int visit(int visits, double[] matrix) {
    for (int t = 0; t < visits; t++) {
      boolean alone = true;
      for (int i = 0; alone && i < matrix.length; i++) {
        alone = matrix[i] == 0 || i / visits == t || i % visits == t;
      }
      if (alone) {
        return t;
      }
    }
    return -1;
  }

  double[] matrix() {
    return matrix;
  }

  /**
   * {@code Q ∂R U} for a pattern of visits.
   *
   * @param place where each visit stands in the pattern; −1 for others
   * @param inverse Q
   * @param right U, symmetric
   */
  double[] times(int[] pattern, int[] place, double[] inverse, double[] right) {
    int n = pattern.length;
    if (visit < 0) {
      double[] part = SquareMatrix.part(visits, pattern, matrix);
      return Quadratic.product(n, inverse, Quadratic.product(n, part, right));
    }
    double[] product = new double[n * n];
    int t = place[visit];
    if (t < 0) {
      return product;
    }
    double[] w = new double[n];
    for (int b = 0; b < n; b++) {
      w[b] = (b == t ? 0.5 : 1) * matrix[visit * visits + pattern[b]];
    }
    double[] withInverse = Quadratic.times(inverse, w);
    double[] withRight = inverse == right ? withInverse : Quadratic.times(right, w);
    for (int a = 0; a < n; a++) {
      double own = inverse[a * n + t];
      for (int b = 0; b < n; b++) {
        product[a * n + b] = own * withRight[b] + withInverse[a] * right[t * n + b];
      }
    }
    return product;
  }
}
