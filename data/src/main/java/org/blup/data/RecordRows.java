package org.blup.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.blup.internal.io.Located;
import org.blup.internal.io.RowPlaces;
import org.blup.internal.numeric.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as records, read one by one. The table is closed at its end, at an error, and
 * when the thread that reads is interrupted.
 */
abstract class RecordRows<R> implements Spliterator<R>, Located {

  private final RecordColumns<R> columns;
  private final Cells cells;
  private final LineNumbers lines = new LineNumbers();
  private boolean ended;
  private long count;

  /**
   * @param columns the columns of the record
   * @param cells the cells of the row that was read last
   */
  RecordRows(RecordColumns<R> columns, Cells cells) {
    this.columns = columns;
    this.cells = cells;
  }

  /** Goes to the next row; false if there is none. */
  abstract boolean next();

  /** Gives back what the rows are read from. */
  abstract void release();

  /** All rows that are left. */
  final List<R> list() {
    List<R> list = new ArrayList<>();
    forEachRemaining(list::add);
    return new ReadRows<>(list, places());
  }

  @Override
  public final RowPlaces places() {
    return cells.places(lines);
  }

  /** The rows that are left; closing the stream closes the table. */
  final Stream<R> stream() {
    return StreamSupport.stream(this, false).onClose(this::close);
  }

  @Override
  public final boolean tryAdvance(Consumer<? super R> action) {
    R row = nextRow();
    if (row == null) {
      return false;
    }
    action.accept(row);
    return true;
  }

  private @Nullable R nextRow() {
    boolean read = false;
    try {
      Interruption.check(count++);
      R row = !ended && next() ? columns.row(cells) : null;
      read = row != null;
      if (read) {
        lines.add(cells.rowNumber());
      }
      return row;
    } finally {
      if (!read) {
        close();
      }
    }
  }

  private void close() {
    if (!ended) {
      ended = true;
      release();
    }
  }

  /** Rows come one after the other: how often a table is split would depend on threads. */
  @Override
  public final @Nullable Spliterator<R> trySplit() {
    return null;
  }

  @Override
  public final long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public final int characteristics() {
    return ORDERED | NONNULL | IMMUTABLE;
  }
}
