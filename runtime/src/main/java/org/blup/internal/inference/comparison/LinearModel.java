package org.blup.internal.inference.comparison;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.SemidefiniteRoot;

/** The criterion of a model without random effects: least squares. */
final class LinearModel {

  private LinearModel() {}

  /**
   * The REML or ML criterion as lme4 counts it,
   *
   * <pre>
   *   REML  log|XᵀWX| + (n−p)(1 + log(2π r²/(n−p))) + log|R|      ML  n(1 + log(2π r²/n)) + log|R|
   * </pre>
   *
   * by the Cholesky factor of {@code [X y]ᵀW[X y]}; {@code (n−p) log 2π + r²} in the place of the
   * second term where σ² = 1 is known.
   */
  static double criterion(NormalEquations equations, boolean reml) {
    int p = equations.columns();
    double[] root = SemidefiniteRoot.of(p + 1, equations.border());
    double logDeterminant = 0;
    for (int c = 0; c < p && reml; c++) {
      logDeterminant += 2 * Math.log(root[c * (p + 2)]);
    }
    double residual = root[p * (p + 2)];
    double df = equations.rows() - (reml ? p : 0);
    boolean isKnown = equations.residuals().isVarianceKnown();
    double variance = isKnown ? 1 : residual * residual / df;
    return logDeterminant
        + df * Math.log(2 * Math.PI * variance)
        + residual * residual / variance
        + equations.residuals().logDeterminant();
  }
}
