package org.blup.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.blup.exception.UnreadableDataException;

/** The rows of a CSV file. */
final class CsvRows<R> extends RecordRows<R> {

  private final CloseableIterator<Fields> lines;
  private final Fields fields;
  private final CsvCells cells;

  /**
   * @param lines the lines of the file, its header the first of them
   * @param fields what each line is read into
   * @param cells the same, cell by cell
   */
  CsvRows(
      RecordColumns<R> columns, CloseableIterator<Fields> lines, Fields fields, CsvCells cells) {
    super(columns, cells);
    this.lines = lines;
    this.fields = fields;
    this.cells = cells;
  }

  /** Goes past the header. */
  void skipHeader() {
    nextLine();
  }

  @Override
  boolean next() {
    if (!nextLine()) {
      return false;
    }
    if (fields.count() != fields.expected()) {
      throw cells.wrongRow(
          "%d %s where the header has %d. A field that holds a separator goes in quotes"
              .formatted(
                  fields.count(), fields.count() == 1 ? "field" : "fields", fields.expected()),
          null);
    }
    return true;
  }

  /** Goes to the next line that is not blank. */
  private boolean nextLine() {
    try {
      while (lines.hasNext()) {
        lines.next();
        if (!fields.isBlank()) {
          return true;
        }
      }
      return false;
    } catch (CsvParseException e) {
      throw e.getCause() instanceof UnreadableDataException known ? known : malformed(e);
    } catch (UncheckedIOException e) {
      throw cells.wrongRow("cannot be read: " + e.getCause(), e);
    }
  }

  private UnreadableDataException malformed(CsvParseException e) {
    return cells.wrongRow(
        "a quote is not closed, or something follows a closing quote. A quote within a field in"
            + " quotes is written twice",
        e);
  }

  @Override
  void release() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
