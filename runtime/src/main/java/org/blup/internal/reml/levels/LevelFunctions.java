package org.blup.internal.reml.levels;

import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.reml.levels.LevelSource.Border;

/**
 * What is asked of levels that are elsewhere, as functions to be sent to them. They copy the
 * templates, which change with each evaluation.
 */
public interface LevelFunctions {

  /**
   * The numbers of {@link EliminatedParts#numbers}: what is taken from the border, half the
   * logarithm of the determinant, and large pivots.
   *
   * @param lambda each group's factor on the scale of the equations
   */
  LevelFunction elimination(double[][] lambda);

  /** The sums of {@link LevelSource.LevelSums}, one after the other. */
  LevelFunction derivatives(double[][] lambda, Border border, double variance);

  /**
   * For each effect, group by group, the least share of a diagonal element that its squared pivot
   * is.
   */
  LevelFunction leastShares(double[][] lambda);
}
