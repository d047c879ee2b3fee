package org.blup.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.blup.exception.UnreadableDataException;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, read one by one. The file is closed at its end, or at an error. */
final class CsvRows<R> implements Spliterator<R>, Closeable {

  private final String source;
  private final RecordColumns<R> columns;
  private final CloseableIterator<Fields> lines;
  private final Fields fields;
  private final CsvCells cells;
  private boolean ended;

  /**
   * @param lines the lines of the file, its header the first of them
   * @param fields what each line is read into
   * @param cells the same, cell by cell
   */
  CsvRows(
      String source,
      RecordColumns<R> columns,
      CloseableIterator<Fields> lines,
      Fields fields,
      CsvCells cells) {
    this.source = source;
    this.columns = columns;
    this.lines = lines;
    this.fields = fields;
    this.cells = cells;
  }

  /** Goes past the header. */
  void skipHeader() {
    nextLine();
  }

  @Override
  public boolean tryAdvance(Consumer<? super R> action) {
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
      R row = nextLine() ? row() : null;
      read = row != null;
      return row;
    } finally {
      if (!read) {
        close();
      }
    }
  }

  /** Goes to the next line that is not blank. */
  private boolean nextLine() {
    try {
      while (!ended && lines.hasNext()) {
        lines.next();
        if (!fields.isBlank()) {
          return true;
        }
      }
      return false;
    } catch (CsvParseException e) {
      throw e.getCause() instanceof UnreadableDataException known ? known : malformed(e);
    } catch (UncheckedIOException e) {
      throw at("cannot be read: " + e.getCause(), e);
    }
  }

  private R row() {
    if (fields.count() != fields.expected()) {
      throw at(
          "%d %s where the header has %d. A field that holds a separator goes in quotes"
              .formatted(
                  fields.count(), fields.count() == 1 ? "field" : "fields", fields.expected()),
          null);
    }
    try {
      return columns.row(cells);
    } catch (UnreadableDataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw at(
          "%s does not take the row: %s. Correct the line, or the constructor"
              .formatted(columns.record(), e),
          e);
    }
  }

  private UnreadableDataException malformed(CsvParseException e) {
    return at(
        "a quote is not closed, or something follows a closing quote. A quote within a field in"
            + " quotes is written twice",
        e);
  }

  private UnreadableDataException at(String words, @Nullable Throwable cause) {
    UnreadableDataException error =
        new UnreadableDataException(
            source + ", line " + fields.line() + ": " + words, source, fields.line());
    error.initCause(cause);
    return error;
  }

  /** Rows come one after the other: how often a file is split would depend on threads. */
  @Override
  public @Nullable Spliterator<R> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL | IMMUTABLE;
  }

  @Override
  public void close() {
    ended = true;
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
