package org.blup.model;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.internal.design.pass.KnotPass;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.Arguments;

/**
 * Reads rows into sums: once, or twice where knots of splines stand at quantiles of the rows; and
 * tells how many were read.
 */
final class RowPasses<R> {

  private static final long ROWS_BETWEEN_REPORTS = 1 << 15;

  private final RowReader<R> reader;
  private final ModelStructure structure;
  private final boolean omitMissing;
  private final ProgressListener listener;

  RowPasses(
      RowReader<R> reader,
      ModelStructure structure,
      boolean omitMissing,
      ProgressListener listener) {
    this.reader = reader;
    this.structure = structure;
    this.omitMissing = omitMissing;
    this.listener = listener;
  }

  /** The rows' sums, in little memory; making the rows takes memory too. */
  RowAccumulator<R> sums(Iterable<? extends R> rows) {
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
    listener.read(count);
    return sums.asFinal();
  }

  /** The sums of rows that come one after the other, once, on whatever thread hands them over. */
  RowAccumulator<R> sums(Consumer<Consumer<R>> rows) {
    RowAccumulator<R> sums = new RowAccumulator<>(structure, reader);
    long[] count = new long[1];
    rows.accept(
        row -> {
          sums.add(row);
          report(++count[0]);
        });
    listener.read(count[0]);
    return sums.asFinal();
  }

  private void report(long count) {
    if (count % ROWS_BETWEEN_REPORTS == 0) {
      listener.read(count);
    }
  }

  /**
   * The sums of rows with other responses than they hold.
   *
   * @param responses one for each row
   * @param responds whether a row takes part
   */
  CrossProducts<R> sums(
      Iterable<? extends R> rows, double[] responses, Predicate<? super R> responds) {
    double[] values = Arguments.required(responses, "responses");
    Iterable<? extends R> checked = Arguments.required(rows, "rows");
    ModelStructure closed =
        structure.isOpen()
            ? KnotPass.closed(
                structure, responding(values, responds), checked, omitMissing, count -> {})
            : structure;
    CrossProducts<R> crossProducts = new RowAccumulator<>(closed, responding(values, responds));
    int read = 0;
    for (R row : checked) {
      crossProducts.add(row);
      read++;
    }
    if (read < values.length) {
      throw new BlupException(
          values.length + " responses for " + read + " rows: give one for each row.");
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
