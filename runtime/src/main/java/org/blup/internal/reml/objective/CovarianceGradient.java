package org.blup.internal.reml.objective;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.reml.setup.Templates;

/**
 * {@code M = ∂criterion/∂(ΛΛᵀ)} of each term on the optimiser's scale, and what it adds to the
 * curvature: Λ enters the covariance squared, so that the second derivative for the elements (a, b)
 * and (c, b) of a template has a part {@code 2 M_ac}. {@code M Λ} is half the gradient, so M is
 * known wherever Λ is invertible; where it is not, M stays as it was last known.
 */
final class CovarianceGradient {

  private final Templates templates;

  /** For each term M where Λ was last invertible, size × size. */
  private final double[][] derivatives;

  CovarianceGradient(Templates templates) {
    this.templates = templates;
    derivatives = new double[templates.terms().size()][];
    for (int t = 0; t < derivatives.length; t++) {
      int k = templates.terms().get(t).size();
      derivatives[t] = new double[k * k];
    }
  }

  /** Nothing is known of another response. */
  void reset() {
    for (double[] derivative : derivatives) {
      Arrays.fill(derivative, 0);
    }
  }

  /** M of a term, size × size row by row: symmetric up to rounding, and not to be changed. */
  double[] of(int term) {
    return derivatives[term];
  }

  /**
   * Goes over to other templates, as far as they are invertible.
   *
   * @param factors the groups' factors on the scale of the equations
   * @param gradient G of each group there
   */
  void update(double[][] factors, double[][] gradient) {
    for (int t = 0; t < derivatives.length; t++) {
      differentiate(t, factors, gradient);
    }
  }

  /** {@code M = (M Λ) Λ⁻¹}, by substitution from the last column on, for a lower triangular Λ. */
  private void differentiate(int t, double[][] factors, double[][] gradient) {
    Term term = templates.terms().get(t);
    int k = term.size();
    int g = term.group();
    int size = templates.groupSize(g);
    double[] m = new double[k * k];
    for (int b = k - 1; b >= 0; b--) {
      double pivot = scaledFactor(factors, term, b, b);
      if (pivot == 0) {
        return;
      }
      for (int a = 0; a < k; a++) {
        double sum =
            gradient[g][(term.offset() + b) * size + term.offset() + a]
                / templates.scale(g, term.offset() + a);
        for (int c = b + 1; c < k; c++) {
          sum -= m[a * k + c] * scaledFactor(factors, term, c, b);
        }
        m[a * k + b] = sum / pivot;
      }
    }
    derivatives[t] = m;
  }

  private double scaledFactor(double[][] factors, Term term, int a, int b) {
    int g = term.group();
    int row = term.offset() + a;
    return factors[g][row * templates.groupSize(g) + term.offset() + b] * templates.scale(g, row);
  }

  /**
   * Adds what M makes of the curvature.
   *
   * @param curvature for the scaled elements, row by row
   */
  void addTo(double[] curvature) {
    for (int t = 0; t < derivatives.length; t++) {
      add(t, curvature);
    }
  }

  private void add(int t, double[] curvature) {
    Term term = templates.terms().get(t);
    double[] derivative = derivatives[t];
    int m = templates.elements();
    int k = term.size();
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      for (int j = templates.elementStart[t]; j < templates.elementStart[t + 1]; j++) {
        if (templates.column[i] == templates.column[j]) {
          int a = templates.row[i] - term.offset();
          int c = templates.row[j] - term.offset();
          curvature[i * m + j] += derivative[a * k + c] + derivative[c * k + a];
        }
      }
    }
  }
}
