package org.blup.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.blup.exception.UnreadableDataException;

/**
 * How results of queries are read into records, over JDBC: columns by their names, in any order,
 * others ignored; SQL's null is a missing value.
 *
 * @param <R> the record
 */
public final class QueryReading<R> {

  /** Rows that a driver may fetch at a time, so that it need not hold all of them. */
  private static final int FETCHED = 10_000;

  private final RecordColumns<R> columns;

  private QueryReading(RecordColumns<R> columns) {
    this.columns = columns;
  }

  /** For generated code. */
  public static <R> QueryReading<R> of(RecordColumns<R> columns) {
    return new QueryReading<>(columns);
  }

  /**
   * Runs a query and reads all of its rows.
   *
   * @param query in SQL, with a question mark for each parameter
   * @param parameters what {@link PreparedStatement#setObject(int, Object)} takes
   * @throws UnreadableDataException if the query fails, or its rows are not those of the record
   */
  public List<R> read(DataSource database, String query, Object... parameters) {
    return open(database, query, parameters).list();
  }

  /**
   * Runs a query and reads its rows one by one. It is the driver that says how many rows it holds:
   * the query runs in a transaction of its own, which is what PostgreSQL's needs to fetch some
   * thousands at a time.
   *
   * @param query in SQL, with a question mark for each parameter
   * @param parameters what {@link PreparedStatement#setObject(int, Object)} takes
   * @return the rows; closing the stream gives the connection back, as its end does
   * @throws UnreadableDataException if the query fails, or its rows are not those of the record
   */
  public Stream<R> stream(DataSource database, String query, Object... parameters) {
    return open(database, query, parameters).stream();
  }

  /**
   * Reads the rows of a result from where it stands on, and leaves it open.
   *
   * @throws UnreadableDataException if it cannot be read, or its rows are not those of the record
   */
  public List<R> read(ResultSet result) {
    return rows(result, "the result set", () -> {}).list();
  }

  /**
   * The same row by row.
   *
   * @throws UnreadableDataException if it cannot be read, or its rows are not those of the record
   */
  public Stream<R> stream(ResultSet result) {
    return rows(result, "the result set", () -> {}).stream();
  }

  private ResultRows<R> open(DataSource database, String query, Object... parameters) {
    OpenQuery opened = new OpenQuery();
    boolean isRead = false;
    try {
      ResultSet result = opened.run(database, query, parameters);
      ResultRows<R> rows = rows(result, "the query", opened);
      isRead = true;
      return rows;
    } catch (SQLException e) {
      throw ResultRows.failed("the query", e);
    } finally {
      if (!isRead) {
        opened.closeQuietly();
      }
    }
  }

  private ResultRows<R> rows(ResultSet result, String source, ResultRows.Resource resource) {
    try {
      return ResultRows.of(columns, result, source, resource);
    } catch (SQLException e) {
      throw ResultRows.failed(source, e);
    }
  }

  /** A query that runs, and what has to be given back after it. */
  private static final class OpenQuery implements ResultRows.Resource {

    private final List<ResultRows.Resource> resources = new ArrayList<>();

    ResultSet run(DataSource database, String query, Object... parameters) throws SQLException {
      Connection connection = database.getConnection();
      resources.add(connection::close);
      if (connection.getAutoCommit()) {
        connection.setAutoCommit(false);
        resources.add(
            () -> {
              connection.rollback();
              connection.setAutoCommit(true);
            });
      }
      PreparedStatement statement = connection.prepareStatement(query);
      resources.add(statement::close);
      statement.setFetchSize(FETCHED);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeQuery();
    }

    @Override
    public void close() throws SQLException {
      Collections.reverse(resources);
      SQLException first = null;
      for (ResultRows.Resource resource : resources) {
        try {
          resource.close();
        } catch (SQLException e) {
          first = first == null ? e : first;
        }
      }
      resources.clear();
      if (first != null) {
        throw first;
      }
    }

    void closeQuietly() {
      try {
        close();
      } catch (SQLException e) {
        // the error that is on its way says more
      }
    }
  }
}
