package org.blup.script;

import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;

/** What predicts the rows of tables: a fit, or a scorer that was saved of one. */
public sealed interface TablePredictor permits TableFit, TableScorer {

  /** The canonical formula. */
  String formula();

  /**
   * The predictions for the rows of a table, effects of levels included; {@code NaN} where a value
   * they need is missing, or where the data of the fit do not determine them.
   *
   * @throws BlupException if a column is missing, or one of its values is of another type
   * @throws UnknownLevelException if a row has a level that the data of the fit did not have
   */
  double[] predict(Table table);
}
