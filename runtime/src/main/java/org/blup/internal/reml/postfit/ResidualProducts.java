package org.blup.internal.reml.postfit;

import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.Templates;

/**
 * {@code k_i = yᵀPG_iPy} and {@code K_ik = yᵀPG_iPG_kPy} for the elements ρ, from {@code ZᵀPy}: one
 * solve a parameter, as for average information (Gilmour, Thompson & Cullis 1995).
 */
final class ResidualProducts {

  /** k, length m. */
  final double[] squares;

  /** K, m × m row by row. */
  final double[] products;

  ResidualProducts(CovarianceDerivatives.Point point, FixedProducts fixed) {
    MixedModelEquations model = point.model;
    Templates templates = point.directions.templates;
    int m = templates.elements();
    int p = model.columns;
    squares = new double[m];
    products = new double[m * m];
    double[] directions = directions(model, point.precision, templates);
    double[] applied = point.precision.times(directions, m);
    int rows = point.precision.rows();
    double[] withFixed = new double[m * p];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < m; i++) {
        double value = directions[row * m + i];
        for (int k = 0; value != 0 && k < m; k++) {
          products[i * m + k] += value * applied[row * m + k];
        }
        for (int c = 0; value != 0 && c < p; c++) {
          withFixed[i * p + c] += value * fixed.element(row, c);
        }
      }
    }
    double variance = model.scaledVariance();
    for (int i = 0; i < m; i++) {
      squares[i] = square(model, templates, i) / variance;
      for (int k = 0; k < m; k++) {
        double left = products[i * m + k];
        for (int a = 0; a < p; a++) {
          for (int b = 0; b < p; b++) {
            double covariance = point.fixedCovariance[a * p + b] / point.variance;
            left -= withFixed[i * p + a] * covariance * withFixed[k * p + b];
          }
        }
        products[i * m + k] = left / variance;
      }
    }
  }

  /** {@code E_i ZᵀPy}, a column a parameter. */
  private static double[] directions(
      MixedModelEquations model, Precision precision, Templates templates) {
    int m = templates.elements();
    double[] directions = new double[Math.multiplyExact(precision.rows(), m)];
    for (int i = 0; i < m; i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      double[] residual = model.effects.residualProducts[g];
      for (int at = 0; at < residual.length; at += k) {
        int row = precision.start[g] + at;
        int r = templates.row[i];
        int c = templates.column[i];
        directions[(row + r) * m + i] = residual[at + c];
        directions[(row + c) * m + i] = residual[at + r];
      }
    }
    return directions;
  }

  private static double square(MixedModelEquations model, Templates templates, int i) {
    int g = templates.group[i];
    int k = templates.groupSize(g);
    double[] residual = model.effects.residualProducts[g];
    double sum = 0;
    for (int at = 0; at < residual.length; at += k) {
      sum += residual[at + templates.row[i]] * residual[at + templates.column[i]];
    }
    return templates.isDiagonal(i) ? sum : 2 * sum;
  }
}
