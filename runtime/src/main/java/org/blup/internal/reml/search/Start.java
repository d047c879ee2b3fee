package org.blup.internal.reml.search;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.reml.identification.MomentVariances;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;

/**
 * Where the search starts: at MIVQUE0's covariances ({@link MomentVariances}), projected to
 * positive definite. That costs a fraction of an evaluation, and where the design is balanced the
 * search has nothing left to do.
 */
final class Start {

  private final Templates templates;
  private final Parametrisation parametrisation;

  /** Scaled elements of the templates. */
  private final double[] elements;

  private Start(Objective objective) {
    templates = objective.templates;
    parametrisation = objective.parametrisation;
    elements = new double[templates.elements()];
    Arrays.setAll(elements, i -> templates.isDiagonal(i) ? 1 : 0);
  }

  /** Scaled parameters of the objective to start from. */
  static double[] of(Objective objective) {
    Start start = new Start(objective);
    start.takeMoments(objective.momentVariances());
    return start.parametrisation.fromElements(start.elements);
  }

  private void takeMoments(double[] covariances) {
    if (covariances.length == 0 || !Arrays.stream(covariances).allMatch(Double::isFinite)) {
      return;
    }
    double variance = covariances[elements.length];
    double sum = Math.max(0, variance);
    for (int i = 0; i < elements.length; i++) {
      covariances[i] *=
          templates.scale(i) * templates.scale(templates.group[i], templates.column[i]);
      sum += templates.isDiagonal(i) ? Math.max(0, covariances[i]) : 0;
    }
    double residual = Math.max(variance, MomentVariances.LEAST_RESIDUAL * sum);
    if (residual == 0) {
      return;
    }
    for (int i = 0; i < elements.length; i++) {
      covariances[i] /= residual;
    }
    for (int t = 0; t < templates.terms().size(); t++) {
      factor(t, covariances);
    }
  }

  /**
   * A term's template out of its covariances, row by row: where these are none, variances stay and
   * correlations become smaller.
   */
  private void factor(int t, double[] covariances) {
    Term term = templates.terms().get(t);
    int k = term.size();
    boolean correlated = term.structure().isCorrelated();
    double[] rows = new double[k * k];
    for (int a = 0; a < k; a++) {
      double squares = 0;
      for (int b = 0; b < a && correlated; b++) {
        double left = covariances[templates.element(t, a, b)];
        for (int c = 0; c < b; c++) {
          left -= rows[a * k + c] * rows[b * k + c];
        }
        rows[a * k + b] = left / rows[b * (k + 1)];
        squares += rows[a * k + b] * rows[a * k + b];
      }
      double variance =
          Math.max(
              MomentVariances.LEAST_DEVIATION * MomentVariances.LEAST_DEVIATION,
              covariances[templates.element(t, a, a)]);
      double most = variance - MomentVariances.LEAST_DEVIATION * MomentVariances.LEAST_DEVIATION;
      double share = squares > most ? Math.sqrt(most / squares) : 1;
      for (int b = 0; b < a; b++) {
        rows[a * k + b] *= share;
      }
      rows[a * (k + 1)] = Math.sqrt(variance - share * share * squares);
    }
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      int offset = term.offset();
      elements[i] = rows[(templates.row[i] - offset) * k + templates.column[i] - offset];
    }
  }
}
