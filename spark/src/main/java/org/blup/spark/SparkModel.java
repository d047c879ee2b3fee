package org.blup.spark;

import org.blup.data.RecordColumns;

/**
 * A model whose rows can be read from datasets: what the compiler makes of each where it sees this
 * module. For generated code.
 *
 * @param <R> the record the rows are
 */
public interface SparkModel<R> {

  /** The record, whose components say what types columns must have. */
  Class<R> recordType();

  /** The columns that it is read from. */
  RecordColumns<R> recordColumns();

  /** Leads to the model in any process that has its class. */
  ModelReference<R> reference();
}
