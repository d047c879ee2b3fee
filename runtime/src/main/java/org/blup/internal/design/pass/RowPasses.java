package org.blup.internal.design.pass;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.internal.design.structure.ModelStructure;

/**
 * Reads rows into sums: once, or twice where knots of splines stand at quantiles of the rows; and
 * tells how many were read.
 */
public final class RowPasses<R> {

  /** Rows between two reports: some milliseconds. */
  private static final long ROWS_BETWEEN_REPORTS = 1 << 15;

  private final RowReader<R> reader;
  private final ModelStructure structure;
  private final boolean omitMissing;
  private final LongConsumer listener;

  /**
   * Passes of a model's rows.
   *
   * @param omitMissing whether rows with missing values are left out when knots are found
   * @param listener told how many rows were read, now and then and at the end
   */
  public RowPasses(
      RowReader<R> reader, ModelStructure structure, boolean omitMissing, LongConsumer listener) {
    this.reader = reader;
    this.structure = structure;
    this.omitMissing = omitMissing;
    this.listener = listener;
  }

  /** The rows' sums, in little memory; making the rows takes memory too. */
  public RowAccumulator<R> sums(Iterable<? extends R> rows) {
    if (!structure.isOpen()) {
      return sums(rows, structure);
    }
    long[] first = new long[1];
    ModelStructure closed =
        KnotPass.closed(
            structure,
            reader,
            rows,
            omitMissing,
            count -> {
              first[0] = count;
              report(count);
            });
    RowAccumulator<R> sums = sums(rows, closed);
    long second = sums.rows() + sums.omitted();
    if (second != first[0]) {
      throw new BlupException(
          ("%s: the rows are read twice, the knots of its splines first, but there were %d rows the"
                  + " first time and %d the second. Hand over a list, or an Iterable whose"
                  + " iterator() begins anew each time")
              .formatted(structure.name(), first[0], second));
    }
    return sums;
  }

  private RowAccumulator<R> sums(Iterable<? extends R> rows, ModelStructure closed) {
    RowAccumulator<R> sums = new RowAccumulator<>(closed, reader);
    long count = 0;
    for (R row : rows) {
      sums.addUnshared(row);
      report(++count);
    }
    listener.accept(count);
    return sums.asFinal();
  }

  /** The sums of rows that come one after the other, once, on whatever thread hands them over. */
  public RowAccumulator<R> sums(Consumer<Consumer<R>> rows) {
    RowAccumulator<R> sums = new RowAccumulator<>(structure, reader);
    long[] count = new long[1];
    rows.accept(
        row -> {
          sums.add(row);
          report(++count[0]);
        });
    listener.accept(count[0]);
    return sums.asFinal();
  }

  private void report(long count) {
    if (count % ROWS_BETWEEN_REPORTS == 0) {
      listener.accept(count);
    }
  }

  /**
   * The sums of rows with other responses than they hold.
   *
   * @param responses one for each row
   * @param responds whether a row takes part
   */
  public CrossProducts<R> sums(
      Iterable<? extends R> rows, double[] responses, Predicate<? super R> responds) {
    ModelStructure closed =
        structure.isOpen()
            ? KnotPass.closed(
                structure, responding(responses, responds), rows, omitMissing, count -> {})
            : structure;
    CrossProducts<R> crossProducts = new RowAccumulator<>(closed, responding(responses, responds));
    int read = 0;
    for (R row : rows) {
      crossProducts.add(row);
      read++;
    }
    if (read < responses.length) {
      throw new BlupException(
          responses.length + " responses for " + read + " rows: give one for each row.");
    }
    return crossProducts;
  }

  /** Reads rows with other responses, one after the other. */
  private RowReader<R> responding(double[] responses, Predicate<? super R> responds) {
    int[] next = new int[1];
    return (row, out) -> {
      reader.read(row, out);
      if (next[0] == responses.length) {
        throw moreRows(responses);
      }
      double response = responses[next[0]++];
      out.response(responds.test(row) ? response : Double.NaN);
    };
  }

  private static BlupException moreRows(double[] responses) {
    return new BlupException(
        "There are more rows than the " + responses.length + " responses: give one for each row.");
  }
}
