package org.blup.data;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.blup.exception.UnreadableDataException;

/** The rows of a query's result. */
final class ResultRows<R> extends RecordRows<R> {

  /** What is to be closed when the rows have been read. */
  @FunctionalInterface
  interface Resource {
    void close() throws SQLException;
  }

  private final ResultSet result;
  private final ResultCells cells;
  private final String source;
  private final Resource resource;

  private ResultRows(
      RecordColumns<R> columns,
      ResultSet result,
      ResultCells cells,
      String source,
      Resource resource) {
    super(columns, cells);
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
            List.of(),
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
  boolean next() {
    try {
      if (!result.next()) {
        return false;
      }
    } catch (SQLException e) {
      throw failed(source, e);
    }
    cells.next();
    return true;
  }

  @Override
  void release() {
    try {
      resource.close();
    } catch (SQLException e) {
      throw failed(source, e);
    }
  }
}
