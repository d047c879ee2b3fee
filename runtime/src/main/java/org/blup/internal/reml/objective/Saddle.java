package org.blup.internal.reml.objective;

import java.util.Optional;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.linalg.dense.Rotations;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.reml.setup.Templates;

/**
 * The last question to a candidate: would a combination of effects that has no variance gain by
 * having some? That is so where {@code M = ∂criterion/∂(ΛΛᵀ)} has a negative eigenvalue, whatever
 * form the templates have.
 */
final class Saddle {

  /**
   * A slope of the criterion for a variance that falls by less than this for each row is rounding.
   * Tenfold either way no criterion of 95 designs changes.
   */
  private static final double LEAST_SLOPE_PER_ROW = 1e-7;

  /**
   * Combinations of effects with a deviation below this share of the residual's have next to none:
   * ten times {@link RankReduction#SMALL_DEVIATION}, up to which they are tried to be zero.
   */
  private static final double LEAST_DEVIATION = 1e-2;

  /**
   * Variances over σ² that are tried along a falling direction, from large to small: the first that
   * ends lower is taken, and near zero one must.
   */
  private static final double[] VARIANCES = {1, 1e-2, 1e-4, 1e-6};

  private Saddle() {}

  /**
   * Parameters with a lower criterion than the candidate's, found by adding variance along the most
   * negative eigenvector of a term's M among the combinations that have none.
   *
   * @param objective last differentiated at the candidate
   * @param below what the criterion has to be less than
   */
  static Optional<double[]> escape(Objective objective, double[] theta, double below) {
    Templates templates = objective.templates;
    double[] elements = objective.parametrisation.elements(theta);
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      double[][] without =
          term.structure().allowsChangeOfBasis()
              ? withoutVariance(templates, t, elements)
              : new double[0][];
      if (without.length == 0) {
        continue;
      }
      SymmetricEigen eigen = eigen(without, objective.covarianceGradient.of(t));
      if (eigen.values()[0] < -LEAST_SLOPE_PER_ROW * objective.model.equations().rows()) {
        double[] direction = combine(eigen, without);
        for (double variance : VARIANCES) {
          double[] trial = theta.clone();
          double[] wide = widen(templates, t, elements, direction, variance);
          System.arraycopy(wide, 0, trial, objective.parametrisation.termStart[t], wide.length);
          if (objective.value(trial) < below) {
            return Optional.of(trial);
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The combinations of effects that have next to no variance, orthogonal. Ordinary steps lead
   * along all others, so that M vanishes there at a minimum, and near one says nothing.
   */
  private static double[][] withoutVariance(Templates templates, int t, double[] elements) {
    int k = templates.terms().get(t).size();
    double[] template = template(templates, t, elements, k);
    double[] square = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int c = 0; c < k; c++) {
          square[a * k + b] += template[a * k + c] * template[b * k + c];
        }
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(k, square);
    int count = 0;
    while (count < k && eigen.values()[count] <= LEAST_DEVIATION * LEAST_DEVIATION) {
      count++;
    }
    double[][] without = new double[count][k];
    for (int d = 0; d < count; d++) {
      for (int a = 0; a < k; a++) {
        without[d][a] = eigen.vector(d, a);
      }
    }
    return without;
  }

  /** The first eigenvector, of coordinates for the given columns, as a combination of effects. */
  private static double[] combine(SymmetricEigen eigen, double[][] columns) {
    double[] direction = new double[columns[0].length];
    for (int d = 0; d < columns.length; d++) {
      for (int a = 0; a < direction.length; a++) {
        direction[a] += eigen.vector(0, d) * columns[d][a];
      }
    }
    return direction;
  }

  /** Of {@code ½ Nᵀ(M + Mᵀ)N}, N the given columns. */
  private static SymmetricEigen eigen(double[][] columns, double[] m) {
    int size = columns.length;
    double[] projected = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int k = columns[i].length;
        double sum = 0;
        for (int a = 0; a < k; a++) {
          for (int b = 0; b < k; b++) {
            sum += columns[i][a] * (m[a * k + b] + m[b * k + a]) * columns[j][b];
          }
        }
        projected[i * size + j] = 0.5 * sum;
      }
    }
    return new SymmetricEigen(size, projected);
  }

  /** Λ in the corner of an n × n matrix of zeros. */
  private static double[] template(Templates templates, int t, double[] elements, int n) {
    Term term = templates.terms().get(t);
    double[] template = new double[n * n];
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      int a = templates.row[i] - term.offset();
      template[a * n + templates.column[i] - term.offset()] = elements[i];
    }
    return template;
  }

  /**
   * A term's elements with a variance added along a direction: a column beside Λ, rotated into its
   * triangle.
   */
  private static double[] widen(
      Templates templates, int t, double[] elements, double[] direction, double variance) {
    Term term = templates.terms().get(t);
    int k = term.size();
    int n = k + 1;
    double[] wide = template(templates, t, elements, n);
    int start = templates.elementStart[t];
    double[] widened = new double[templates.elementStart[t + 1] - start];
    for (int a = 0; a < k; a++) {
      wide[a * n + k] = Math.sqrt(variance) * direction[a];
    }
    Rotations.lowerTriangle(n, wide, n);
    for (int i = 0; i < widened.length; i++) {
      int a = templates.row[start + i] - term.offset();
      widened[i] = wide[a * n + templates.column[start + i] - term.offset()];
    }
    return widened;
  }
}
