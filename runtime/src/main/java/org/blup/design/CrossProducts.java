package org.blup.design;

/**
 * The cross-products of a model's matrices, summed over rows in one pass. No row is kept; memory
 * grows with the combinations of levels observed. Parts may be summed apart and merged. Not
 * thread-safe: one thread fills one part.
 *
 * @param <R> the type of the rows
 */
public final class CrossProducts<R> {

  /** No rows yet. */
  public CrossProducts(ModelStructure structure, RowReader<R> reader) {}

  /**
   * Adds one row.
   *
   * @throws InvalidValueException if a number is infinite or a weight not positive; the row is then
   *     not added
   */
  public void add(R row) {
    throw new UnsupportedOperationException();
  }

  /** Adds the rows of another part of the same model, as if they followed this one's. */
  public CrossProducts<R> merge(CrossProducts<R> other) {
    throw new UnsupportedOperationException();
  }

  /** The number of rows added, without those left out. */
  public long rows() {
    throw new UnsupportedOperationException();
  }

  /** The number of rows left out because a value was missing. */
  public long omitted() {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the pass: checks the data, sorts the levels and assembles the equations. More rows may be
   * added afterwards.
   *
   * @param omitMissing accept that rows with a missing value were left out, or fail if there are any
   * @throws BlupException if the data cannot carry the model
   */
  public ObservedDesign observe(boolean omitMissing) {
    throw new UnsupportedOperationException();
  }
}
