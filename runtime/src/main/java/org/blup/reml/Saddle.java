package org.blup.reml;

import org.blup.design.NormalEquations.Term;
import org.blup.linalg.Rotations;
import org.blup.linalg.SymmetricEigen;

/**
 * The last question to a candidate: would a combination of effects that has no variance gain by
 * having some? That is so where {@code M = ∂criterion/∂(ΛΛᵀ)} has a negative eigenvalue, whatever
 * form the templates have.
 */
final class Saddle {

  /** Eigenvalues above this share of the number of rows, negated, are rounding. */
  private static final double ROUNDING = 1e-7;

  /** Templates of which every combination of effects has this share of the residual's deviation. */
  private static final double FULL_RANK = 1e-2;

  private static final double[] VARIANCES = {1, 1e-2, 1e-4, 1e-6};

  private Saddle() {}

  /**
   * Parameters with a lower criterion than the candidate's, found by adding variance along the most
   * negative eigenvector of a term's M; an empty array if there are none.
   *
   * @param objective last differentiated at the candidate
   */
  static double[] escape(Objective objective, double[] theta, double value) {
    Templates templates = objective.templates;
    double rounding = Math.max(Optimiser.TOLERANCE, objective.rounding());
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      if (!term.correlated() || isOfFullRank(templates, t, theta)) {
        continue;
      }
      double[] derivative = objective.covarianceDerivatives[t].clone();
      int k = term.size();
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < a; b++) {
          double mean = 0.5 * (derivative[a * k + b] + derivative[b * k + a]);
          derivative[a * k + b] = mean;
          derivative[b * k + a] = mean;
        }
      }
      SymmetricEigen eigen = new SymmetricEigen(k, derivative);
      if (eigen.values()[0] < -ROUNDING * objective.model.equations().rows()) {
        for (double variance : VARIANCES) {
          double[] trial = widen(templates, t, theta, eigen, variance);
          if (objective.value(trial) < value - rounding) {
            return trial;
          }
        }
      }
    }
    return new double[0];
  }

  /** Whether ordinary steps lead everywhere from a template, so that a minimum has M = 0. */
  private static boolean isOfFullRank(Templates templates, int t, double[] theta) {
    Term term = templates.terms().get(t);
    int k = term.size();
    double[] template = new double[k * k];
    for (int i = templates.termStart[t]; i < templates.termStart[t + 1]; i++) {
      int a = templates.row[i] - term.offset();
      template[a * k + templates.column[i] - term.offset()] = theta[i];
    }
    return Rotations.orthogonalise(k, template)[k - 1] > FULL_RANK;
  }

  /** Adds a variance along the first eigenvector: a column beside Λ, rotated into its triangle. */
  private static double[] widen(
      Templates templates, int t, double[] theta, SymmetricEigen eigen, double variance) {
    Term term = templates.terms().get(t);
    int k = term.size();
    int n = k + 1;
    double[] wide = new double[n * n];
    double[] trial = theta.clone();
    for (int i = templates.termStart[t]; i < templates.termStart[t + 1]; i++) {
      int a = templates.row[i] - term.offset();
      wide[a * n + templates.column[i] - term.offset()] = theta[i];
    }
    for (int a = 0; a < k; a++) {
      wide[a * n + k] = Math.sqrt(variance) * eigen.vector(0, a);
    }
    Rotations.lowerTriangle(n, wide, n);
    for (int i = templates.termStart[t]; i < templates.termStart[t + 1]; i++) {
      int a = templates.row[i] - term.offset();
      trial[i] = wide[a * n + templates.column[i] - term.offset()];
    }
    return trial;
  }
}
