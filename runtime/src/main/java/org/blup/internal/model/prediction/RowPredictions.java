package org.blup.internal.model.prediction;

import java.util.function.ToDoubleFunction;
import org.blup.internal.design.pass.RowReader;
import org.blup.model.prediction.UnknownLevels;

/**
 * What a fit predicts for rows, on the scale of the left-hand side.
 *
 * @param <R> the record the rows are
 */
public interface RowPredictions<R> {

  /** What reads a row. */
  RowReader<R> reader();

  /** The value of a row by fixed effects and offset; {@code NaN} if it is not estimable. */
  double population(R row);

  /** The value of a row by fixed effects, offset, and some of the random effects. */
  ToDoubleFunction<R> including(IncludedEffects effects, UnknownLevels unknownLevels);
}
