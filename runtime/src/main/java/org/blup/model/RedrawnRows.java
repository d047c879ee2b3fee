package org.blup.model;

import org.blup.exception.BlupException;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.bootstrap.RowReplicates;

/**
 * Replicates of a bootstrap that are drawn row by row.
 *
 * @param <R> the record the rows are
 */
final class RedrawnRows<R> implements RowReplicates<MixedFit<R>> {

  private final MixedFit<R> fit;
  private final Iterable<? extends R> rows;
  private final long count;

  /**
   * Replicates of a fit.
   *
   * @param count how many rows there were when they were read first
   */
  RedrawnRows(MixedFit<R> fit, Iterable<? extends R> rows, long count) {
    this.fit = fit;
    this.rows = rows;
    this.count = count;
  }

  @Override
  public double[] draw(long seed, boolean keepEffects) {
    double[] drawn = keepEffects ? fit.simulateConditional(rows, seed) : fit.simulate(rows, seed);
    if (drawn.length != count) {
      throw new BlupException(
          "There were %s rows, and %s when they were read again. Give a collection, which can be read any number of times."
              .formatted(count, drawn.length));
    }
    return drawn;
  }

  @Override
  public MixedFit<R> fit(double[] responses) {
    return fit.refit(rows, responses);
  }

  @Override
  public PostFit optimum(MixedFit<R> refit) {
    return refit.fit();
  }

  @Override
  public double[] sufficient(double[] responses) {
    return fit.sameFitting().sufficient(rows, responses, fit::responds, fit.fit().solution());
  }
}
