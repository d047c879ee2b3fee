package org.blup.spark;

import java.io.Serializable;

/**
 * Leads to a model: tasks carry it to where they run. A model itself is not sent. For generated
 * code.
 *
 * @param <R> the record the rows are
 */
@FunctionalInterface
public interface ModelReference<R> extends Serializable {

  /** The model, as the process that asks has it. */
  SparkModel<R> model();
}
