package org.blup.internal.reml.equations;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * What one of the matrices {@code M} that R⁻¹ combines adds to derivatives at a solution: with its
 * own {@code A = [Z X y]ᵀM[Z X y]}, e the residuals.
 *
 * @param trace {@code tr(C⁻¹ TᵀA_KK T)}
 * @param square {@code eᵀMe}
 * @param ofZ {@code ZᵀMe}, by group
 * @param ofBorder {@code XᵀMe}, and {@code yᵀMe} behind it
 */
record MatrixShare(double trace, double square, double[][] ofZ, double[] ofBorder) {

  /**
   * The share at a solution.
   *
   * @param effects the solution
   * @param inverse of the templates' gradient there
   * @param fixed of the border, as {@link TemplateGradient#ofBorder} has it
   */
  static MatrixShare of(
      EquationSetup setup,
      NormalEquations matrix,
      Effects effects,
      TemplateGradient inverse,
      double[] fixed) {
    ResidualProducts products = new ResidualProducts(setup, matrix);
    double[][] ofZ = Effects.perUnknown(setup.layout());
    products.ofZ(effects, ofZ);
    double[] ofBorder = products.ofBorder(effects);
    double square = products.square(effects, ofZ, ofBorder);
    return new MatrixShare(inverse.trace(matrix, fixed), square, ofZ, ofBorder);
  }
}
