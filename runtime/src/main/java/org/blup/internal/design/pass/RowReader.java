package org.blup.internal.design.pass;

/**
 * Writes the numbers and levels of one row into a design row; generated for each model.
 *
 * @param <R> the type of the rows
 */
@FunctionalInterface
public interface RowReader<R> {

  void read(R row, DesignRow out);
}
