package org.blup.internal.reml.search;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;

/**
 * Where the search starts: at MIVQUE0's covariances ({@link
 * org.blup.internal.reml.identification.MomentVariances}), projected to positive definite. That
 * costs a fraction of an evaluation, and where the design is balanced the search has nothing left
 * to do.
 */
final class Start {

  /**
   * Diagonal elements are at least this: a variance that seems to be none may be one, and at zero
   * its gradient vanishes. Tenfold either way 65 made-up designs end at the same criteria within
   * 1e-9, after as many evaluations within 0.2 %.
   */
  private static final double LEAST_DEVIATION = 0.05;

  /**
   * Where squares leave hardly any residual variance, it is taken to be this share of all: a start
   * of relative standard deviations of ten, from where searches go either way.
   */
  private static final double LEAST_RESIDUAL = 0.01;

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
    double residual = Math.max(variance, LEAST_RESIDUAL * sum);
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
          Math.max(LEAST_DEVIATION * LEAST_DEVIATION, covariances[templates.element(t, a, a)]);
      double most = variance - LEAST_DEVIATION * LEAST_DEVIATION;
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
