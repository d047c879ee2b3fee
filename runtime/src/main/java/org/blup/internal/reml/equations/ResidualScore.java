package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.Effects;

/**
 * The gradient of the criterion for the parameters φ of the residuals' covariance at any σ², as
 * {@link ResidualDerivatives} has it where σ² is profiled out.
 */
public final class ResidualScore {

  private ResidualScore() {}

  /**
   * The gradient where the factorisation was last solved.
   *
   * @param inverse the gradient of the templates there
   * @param variance σ² in the units of the scaled y
   */
  public static double[] of(
      SparseFactorisation factorisation,
      ResidualEquations.At at,
      Effects effects,
      TemplateGradient inverse,
      boolean reml,
      double variance) {
    ResidualForm.Combination combination = at.combination();
    double[] fixed = inverse.ofBorder(reml ? factorisation.border().inverse() : new double[0]);
    double[] ofMatrices = new double[at.matrices().size()];
    for (int c = 0; c < ofMatrices.length; c++) {
      MatrixShare share =
          MatrixShare.of(factorisation.setup, at.matrices().get(c), effects, inverse, fixed);
      ofMatrices[c] = share.trace() + share.square() / variance;
    }
    double[][] slopes = combination.slopes();
    LevelSlopes levels = new LevelSlopes(factorisation);
    double[] levelTraces = levels.traces(inverse);
    int r = slopes.length;
    double[] gradient = Arrays.copyOf(combination.logDeterminantSlopes(), r + levels.count());
    for (int i = 0; i < r; i++) {
      gradient[i] += Quadratic.dot(slopes[i], ofMatrices);
    }
    for (int l = 0; l < levels.count(); l++) {
      double square = levels.square(l, levels.direction(l, effects), effects);
      gradient[r + l] = levelTraces[l] + square / variance;
    }
    return gradient;
  }
}
