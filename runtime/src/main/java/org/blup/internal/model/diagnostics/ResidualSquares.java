package org.blup.internal.model.diagnostics;

import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.model.PostFit;
import org.blup.internal.reml.postfit.FittedEquations;

/**
 * The squares of the residuals of rows, and how far rounding may bring their sum from what the fit
 * knows of it. A residual is rounded relative to the parts that the row's response is made of, with
 * the user's columns; the sum that the fit knows relative to the squares of those in the working
 * basis, which it is what is left of.
 */
final class ResidualSquares {

  /** What is allowed even where parts are small, relative to the sum. */
  private static final double ALLOWED = 1e-6;

  /** Rounding of some dozens of operations. */
  private static final double ROUNDING = 1e-14;

  private final FittedEquations equations;
  private final double[] coefficients;
  private final double[] working;
  private final double[][] effects;
  private double sum;
  private double userParts;
  private double workingParts;

  ResidualSquares(PostFit fit, double[] beta) {
    equations = fit.equations();
    coefficients = beta;
    working = fit.solution().beta();
    effects = new double[equations.equations().groups().size()][];
    for (int g = 0; g < effects.length; g++) {
      effects[g] = equations.effects(g);
    }
  }

  /**
   * Adds a row.
   *
   * @param columns its row of X in the user's basis
   */
  void add(LinearPredictor row, double[] columns, double weight, double response, double residual) {
    double random = 0;
    for (int g = 0; g < effects.length; g++) {
      double[] z = row.z()[g];
      for (int a = 0; a < z.length; a++) {
        random += Math.abs(z[a] * effects[g][row.levels()[g] * z.length + a]);
      }
    }
    double user = Math.abs(response) + random + parts(columns, coefficients);
    double shifted = Math.abs(residual) + random + parts(row.x(), working);
    sum += weight * residual * residual;
    userParts += weight * user * user;
    workingParts += weight * shifted * shifted;
  }

  private static double parts(double[] columns, double[] coefficients) {
    double parts = 0;
    for (int c = 0; c < columns.length; c++) {
      parts += Math.abs(columns[c] * coefficients[c]);
    }
    return parts;
  }

  double sum() {
    return sum;
  }

  /** What the fit knows the sum to be. */
  double expected() {
    return equations.penalisedResidualSquare() - equations.penalty();
  }

  /** Whether they may be those of the fit's own rows. */
  boolean areThoseOfTheFit() {
    double known = equations.penalisedResidualSquare();
    double rounding =
        ALLOWED * known + 2 * ROUNDING * Math.sqrt(known * userParts) + ROUNDING * workingParts;
    return Math.abs(sum - expected()) <= rounding;
  }
}
