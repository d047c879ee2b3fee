package org.blup.internal.reml.information;

import java.util.Arrays;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.Templates;

/**
 * {@code k_i = yᵀPG_iPy} and {@code K_ik = yᵀPG_iPG_kPy} for the elements ρ, from {@code ZᵀPy}: one
 * solve a parameter, as for average information (Gilmour, Thompson & Cullis 1995); and then for the
 * parameters of the residuals' covariance.
 */
final class ResponseProducts {

  /** k, length n. */
  final double[] squares;

  /** K, n × n row by row. */
  final double[] products;

  ResponseProducts(VariancePoint point, FixedProducts fixed, ResidualParameters residual) {
    MixedModelEquations model = point.model;
    Templates templates = point.directions.templates;
    int m = templates.elements();
    int n = m + residual.count;
    int p = model.columns;
    squares = new double[n];
    products = new double[n * n];
    double[] directions = directions(model, point.precision, templates);
    double[] applied = point.precision.times(directions, m);
    int rows = point.precision.rows();
    double[][] withFixed = new double[n][p];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < m; i++) {
        double value = directions[row * m + i];
        for (int k = 0; value != 0 && k < m; k++) {
          products[i * n + k] += value * applied[row * m + k];
        }
        for (int j = 0; value != 0 && j < residual.count; j++) {
          products[i * n + m + j] += value * residual.applied(j)[row * (p + 1) + p];
        }
        for (int c = 0; value != 0 && c < p; c++) {
          withFixed[i][c] += value * fixed.element(row, c);
        }
      }
    }
    double[] residualSquares = residual.residualSquares();
    for (int j = 0; j < residual.count; j++) {
      withFixed[m + j] = residual.withResidual(j);
      for (int i = 0; i < m; i++) {
        products[(m + j) * n + i] = products[i * n + m + j];
      }
      int from = j * residual.count;
      System.arraycopy(residualSquares, from, products, (m + j) * n + m, residual.count);
    }
    double variance = model.scaledVariance();
    double[] covariance = new double[p * p];
    Arrays.setAll(covariance, e -> point.fixedCovariance[e] / point.variance);
    for (int i = 0; i < n; i++) {
      double square = i < m ? square(model, templates, i) : residual.ofResidual(i - m);
      squares[i] = square / variance;
      for (int k = 0; k < n; k++) {
        double ofFixed = Quadratic.form(withFixed[i], covariance, withFixed[k]);
        products[i * n + k] = (products[i * n + k] - ofFixed) / variance;
      }
    }
  }

  /** {@code (Q⁻¹ ⊗ E_i) ZᵀPy}, a column a parameter. */
  private static double[] directions(
      MixedModelEquations model, Precision precision, Templates templates) {
    int m = templates.elements();
    double[] directions = new double[Math.multiplyExact(precision.rows(), m)];
    for (int i = 0; i < m; i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      double[] residual = model.levels().acrossLevels(g, model.effects.residualProducts[g]);
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
    double[] across = model.levels().acrossLevels(g, residual);
    double sum = 0;
    for (int at = 0; at < residual.length; at += k) {
      sum += residual[at + templates.row[i]] * across[at + templates.column[i]];
    }
    return templates.isDiagonal(i) ? sum : 2 * sum;
  }
}
