package org.blup.data;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.blup.exception.UnreadableDataException;
import org.jspecify.annotations.Nullable;

/** The rows of a query's result, read one by one. It is closed at its end, or at an error. */
final class ResultRows<R> implements Spliterator<R> {

  /** What is to be closed when the rows have been read. */
  @FunctionalInterface
  interface Resource {
    void close() throws SQLException;
  }

  private final RecordColumns<R> columns;
  private final ResultSet result;
  private final ResultCells cells;
  private final String source;
  private final Resource resource;
  private boolean ended;

  private ResultRows(
      RecordColumns<R> columns,
      ResultSet result,
      ResultCells cells,
      String source,
      Resource resource) {
    this.columns = columns;
    this.result = result;
    this.cells = cells;
    this.source = source;
    this.resource = resource;
  }

  /** The rows from where the result stands on. */
  static <R> ResultRows<R> of(
      RecordColumns<R> columns, ResultSet result, String source, Resource resource)
      throws SQLException {
    ResultSetMetaData table = result.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= table.getColumnCount(); i++) {
      names.add(table.getColumnLabel(i));
    }
    int[] positions =
        ColumnNames.match(
            columns,
            names,
            source,
            "Rename them in the query with AS, or give the component the name with @Column(\"…\")");
    int[] places = new int[columns.labels().size()];
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] >= 0) {
        places[positions[i]] = i + 1;
      }
    }
    ResultCells cells = new ResultCells(result, columns.labels(), places, source);
    return new ResultRows<>(columns, result, cells, source, resource);
  }

  static UnreadableDataException failed(String source, SQLException e) {
    UnreadableDataException error =
        new UnreadableDataException("%s failed: %s".formatted(source, e.getMessage()), source, 0);
    error.initCause(e);
    return error;
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
      R row = !ended && result.next() ? row() : null;
      read = row != null;
      return row;
    } catch (SQLException e) {
      throw failed(source, e);
    } finally {
      if (!read) {
        close();
      }
    }
  }

  private R row() {
    cells.next();
    try {
      return columns.row(cells);
    } catch (UnreadableDataException e) {
      throw e;
    } catch (RuntimeException e) {
      UnreadableDataException error =
          new UnreadableDataException(
              "%s, row %d: %s does not take the row: %s. Correct the data, or the constructor"
                  .formatted(source, cells.row(), columns.record(), e),
              source,
              cells.row());
      error.initCause(e);
      throw error;
    }
  }

  /** Rows come one after the other: how often a result is split would depend on threads. */
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

  void close() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      resource.close();
    } catch (SQLException e) {
      throw failed(source, e);
    }
  }
}
