package org.blup.data;

import java.util.List;
import java.util.function.Function;
import org.blup.exception.UnreadableDataException;

/**
 * The columns that a record is read from, and how it is made of their cells. Generated from an
 * annotated record.
 *
 * @param <R> the record
 */
public final class RecordColumns<R> {

  private final String record;
  private final Function<Cells, R> row;
  private final List<String> labels;

  private RecordColumns(String record, Function<Cells, R> row, List<String> labels) {
    this.record = record;
    this.row = row;
    this.labels = labels;
  }

  /**
   * For generated code.
   *
   * @param record the record's name, for messages
   * @param row makes a record of the cells of its columns, by their positions in {@code labels}
   * @param labels the names of the columns, in the order of the record's components
   */
  public static <R> RecordColumns<R> of(String record, Function<Cells, R> row, String... labels) {
    return new RecordColumns<>(record, row, List.of(labels));
  }

  /** The record's name. */
  public String record() {
    return record;
  }

  /** The names of the columns, in the order of the record's components. */
  public List<String> labels() {
    return labels;
  }

  /** Finds the columns among those of a table. */
  public ColumnMatch match(List<String> names) {
    return ColumnMatch.of(labels, names);
  }

  /**
   * Makes a record of the cells of a row.
   *
   * @throws UnreadableDataException if a cell is not what its component needs, or the record does
   *     not take the row
   */
  public R row(Cells cells) {
    try {
      return row.apply(cells);
    } catch (UnreadableDataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw cells.wrongRow(
          "%s does not take the row: %s. Correct the data, or the constructor".formatted(record, e),
          e);
    }
  }
}
