package org.blup.model;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.blup.exception.BlupException;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.bootstrap.RowReplicates;

/**
 * Replicates of a bootstrap that are drawn row by row.
 *
 * @param count how many rows there were when they were read first
 * @param drawing draws responses of all rows
 * @param refitting fits the model to other responses
 * @param statistics sufficient statistics of other responses
 * @param <F> the fit
 */
record RedrawnRows<F extends FittedModel>(
    long count, Draw drawing, Function<double[], F> refitting, UnaryOperator<double[]> statistics)
    implements RowReplicates<F> {

  /** Draws responses of all rows. */
  interface Draw {

    double[] draw(long seed, boolean keepEffects);
  }

  @Override
  public double[] draw(long seed, boolean keepEffects) {
    double[] drawn = drawing.draw(seed, keepEffects);
    if (drawn.length != count) {
      throw new BlupException(
          "There were %s rows, and %s when they were read again. Give a collection, which can be read any number of times."
              .formatted(count, drawn.length));
    }
    return drawn;
  }

  @Override
  public F fit(double[] responses) {
    return refitting.apply(responses);
  }

  @Override
  public PostFit optimum(F refit) {
    return refit.fit();
  }

  @Override
  public double[] sufficient(double[] responses) {
    return statistics.apply(responses);
  }
}
