package org.blup.internal.model.bootstrap;

import org.blup.internal.model.PostFit;

/**
 * Replicates whose responses are drawn row by row, from passes over the rows of a fit. Used by
 * several threads.
 *
 * @param <F> the fit
 */
public interface RowReplicates<F> {

  /**
   * Draws responses of all rows.
   *
   * @param keepEffects whether random effects stay as predicted; else they are drawn anew
   */
  double[] draw(long seed, boolean keepEffects);

  /** Fits the model to other responses. */
  F fit(double[] responses);

  /** The optimum of a fit. */
  PostFit optimum(F fit);

  /**
   * What the likelihood at the parameters of the first fit sees of other responses: its sufficient
   * statistics, or linear combinations of them.
   */
  double[] sufficient(double[] responses);
}
