package org.blup.data;

import java.util.List;
import java.util.function.Function;

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

  String record() {
    return record;
  }

  List<String> labels() {
    return labels;
  }

  R row(Cells cells) {
    return row.apply(cells);
  }
}
