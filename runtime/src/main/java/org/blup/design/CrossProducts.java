package org.blup.design;

import java.io.OutputStream;
import java.nio.file.Path;
import org.blup.exception.BlupException;
import org.blup.exception.InvalidValueException;
import org.blup.exception.ModelTooLargeException;
import org.blup.exception.StorageException;

/**
 * The cross-products of a model's matrices, summed over rows in one pass. No row is kept, and
 * memory grows with the combinations of levels observed; but where residuals have a covariance of
 * their own, the numbers and levels of each row are kept, since its subject may still grow. Parts
 * may be summed apart and merged. A model makes them: {@code SleepModel.crossProducts()}.
 *
 * <p>One thread at a time adds rows or merges; a second one is refused. Any number of threads may
 * fit what has been summed: that changes nothing.
 *
 * @param <R> the type of the rows
 */
public interface CrossProducts<R> {

  /**
   * Adds one row. A row with a missing value is counted and left out.
   *
   * @throws InvalidValueException if a number is infinite or a weight not positive; the row is then
   *     not added
   * @throws BlupException if the row is null, or another thread is using these cross-products
   * @throws ModelTooLargeException if the combinations of levels need more memory than there is
   */
  void add(R row);

  /**
   * Adds rows in their order. Those of a large collection are read and summed by as many threads as
   * the machine has, and give the same bits as if they had been added one by one.
   *
   * @return this
   * @throws BlupException as for {@link #add}; the rows before have been added then
   */
  CrossProducts<R> addAll(Iterable<? extends R> rows);

  /**
   * Adds the rows of another part of the same model, as if they followed this one's.
   *
   * @return this
   * @throws BlupException if the other part is null, is this one, or is of another model, or if
   *     another thread is using one of them
   */
  CrossProducts<R> merge(CrossProducts<R> other);

  /**
   * Takes rows away that are among these, as they were added or merged: the oldest day of a window
   * that slides. Levels and combinations of levels that no row has any more disappear. Where
   * residuals have a covariance of their own, the rows that are left are summed anew, at the cost
   * of a pass.
   *
   * <p>Sums keep the rounding errors of the rows that were taken away: see {@link #lostDigits}.
   *
   * @param part cross-products of the rows to be taken away; they stay as they are
   * @return this
   * @throws BlupException if the part is null, is this one, is of another model, or holds rows that
   *     are not among these, as far as sums can tell; or if another thread is using one of them.
   *     Nothing has changed then
   */
  CrossProducts<R> subtract(CrossProducts<R> part);

  /**
   * How many decimal digits subtractions have cost at most, of the 16 that sums have: the logarithm
   * of what the sum of squares that has shrunk most was at most, over what is left of it. 0 if
   * nothing was subtracted. A fit refuses sums that have lost more than 12.
   *
   * @throws BlupException if another thread is adding rows
   */
  double lostDigits();

  /**
   * Writes the sums in a compact binary form with checksums: what the model's {@code
   * readCrossProducts} reads. Sums that were read back are the same to the last bit, in a fit and
   * under more rows. Where residuals have a covariance of their own, the form holds the numbers and
   * levels of each row; else it grows with the combinations of levels.
   *
   * @param out is flushed and left open; more may be written behind
   * @throws StorageException if it cannot be written
   * @throws BlupException if another thread is using these cross-products
   */
  void writeTo(OutputStream out);

  /**
   * Writes the same to a file, which is replaced as a whole or, if anything fails, not at all.
   *
   * @throws StorageException if it cannot be written
   * @throws BlupException if another thread is using these cross-products
   */
  void writeTo(Path file);

  /** The number of rows added, without those left out. */
  long rows();

  /** The number of rows left out because a value was missing. */
  long omitted();
}
