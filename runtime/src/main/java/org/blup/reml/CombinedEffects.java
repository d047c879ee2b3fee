package org.blup.reml;

import org.blup.design.NormalEquations.Block;
import org.blup.design.NormalEquations.Term;

/**
 * What the columns of a term were made of where some were subtracted from others after their
 * cross-products had been summed: rounding of these is a share of the squares of the parts, however
 * little the subtraction has left.
 */
final class CombinedEffects {

  private final Term term;
  private final Block block;
  private final double[] lambda;
  private final boolean isCombined;

  /** S⁻¹, unit triangular in some order of the effects. */
  private final double[] inverse;

  /** The effects of a level of the group. */
  private final int size;

  /**
   * The columns of a term.
   *
   * @param block of the term's group with itself
   * @param lambda the factor of the group
   */
  CombinedEffects(Term term, Block block, double[] lambda) {
    this.term = term;
    this.block = block;
    this.lambda = lambda;
    size = (int) Math.round(Math.sqrt(lambda.length));
    isCombined = term.isCombined();
    inverse = isCombined ? UserBasis.inverse(term.size(), term.combination()) : new double[0];
  }

  /**
   * The squares of the parts that a column of {@code ZΛ} is made of within a level, summed; zero
   * where nothing was subtracted.
   *
   * @param e the level's block
   * @param column of the term
   */
  double square(int e, int column) {
    if (!isCombined) {
      return 0;
    }
    int k = term.size();
    double sum = 0;
    for (int b = column; b < k; b++) {
      double factor = lambda[(term.offset() + b) * size + term.offset() + column];
      for (int a = 0; a < k && factor != 0; a++) {
        double share = factor * term.combination()[a * k + b];
        sum += share * share * squareOfPart(e, a);
      }
    }
    return sum;
  }

  /** The square of a column as it was summed: {@code (S⁻ᵀ A S⁻¹)_aa}. */
  private double squareOfPart(int e, int a) {
    int k = term.size();
    double sum = 0;
    for (int b = 0; b < k; b++) {
      for (int c = 0; c < k; c++) {
        double element = block.values()[(e * size + term.offset() + b) * size + term.offset() + c];
        sum += inverse[b * k + a] * element * inverse[c * k + a];
      }
    }
    return sum;
  }
}
