package org.blup.internal.model.bootstrap;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.blup.exception.BlupException;
import org.blup.internal.model.PostFit;

/**
 * Replicates whose responses are drawn row by row, from passes over the rows of a fit. Used by
 * several threads.
 *
 * @param rows how many rows there were when they were read first
 * @param drawing draws responses of all rows
 * @param refitting fits the model to other responses
 * @param optimum of a fit
 * @param sufficient what the likelihood at the parameters of the first fit sees of other responses:
 *     its sufficient statistics, or linear combinations of them
 * @param <F> the fit
 */
public record RowReplicates<F>(
    long rows,
    Draw drawing,
    Function<double[], F> refitting,
    Function<F, PostFit> optimum,
    UnaryOperator<double[]> sufficient) {

  /** Draws responses of all rows. */
  public interface Draw {

    /**
     * Draws them.
     *
     * @param keepEffects whether random effects stay as predicted; else they are drawn anew
     */
    double[] draw(long seed, boolean keepEffects);
  }

  /** Draws responses of all rows, which must be as many as they were. */
  double[] draw(long seed, boolean keepEffects) {
    double[] drawn = drawing.draw(seed, keepEffects);
    if (drawn.length != rows) {
      throw new BlupException(
          ("There were %s rows, and %s when they were read again. Give a collection, which can be"
                  + " read any number of times.")
              .formatted(rows, drawn.length));
    }
    return drawn;
  }
}
