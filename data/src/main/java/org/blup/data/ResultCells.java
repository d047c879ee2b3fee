package org.blup.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of a row of a query's result: what its driver makes of them. */
final class ResultCells extends Cells {

  private final ResultSet result;

  /** For each column of the record its place in the result, the first being 1. */
  private final int[] places;

  private final @Nullable Object[] values;
  private final boolean[] fetched;
  private long row;

  ResultCells(ResultSet result, List<String> labels, int[] places, String source) {
    super(source, "row", labels);
    this.result = result;
    this.places = places;
    values = new Object[places.length];
    fetched = new boolean[places.length];
  }

  /** Forgets the cells of the row before. */
  void next() {
    row++;
    Arrays.fill(fetched, false);
  }

  private @Nullable Object value(int column) {
    if (!fetched[column]) {
      try {
        values[column] = result.getObject(places[column]);
      } catch (SQLException e) {
        throw wrongCell(column, "cannot be read: " + e.getMessage(), null, e);
      }
      fetched[column] = true;
    }
    return values[column];
  }

  @Override
  public boolean isMissing(int column) {
    return value(column) == null;
  }

  /** Without the spaces around it, which databases fill a {@code CHAR(n)} with. */
  @Override
  protected String presentText(int column) {
    return String.valueOf(value(column)).strip();
  }

  @Override
  protected double presentNumber(int column) {
    Object value = value(column);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    char[] text = textOfNumber(value);
    return Numbers.parse(text, 0, text.length, '.');
  }

  @Override
  protected BigDecimal presentDecimal(int column) {
    Object value = value(column);
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    char[] text = value instanceof Number ? value.toString().toCharArray() : textOfNumber(value);
    return Numbers.parseDecimal(text, 0, text.length, '.');
  }

  /** What a number may be written as; dates, truth values and the like are none. */
  private static char[] textOfNumber(@Nullable Object value) {
    if (!(value instanceof CharSequence)) {
      throw new NumberFormatException();
    }
    return value.toString().strip().toCharArray();
  }

  @Override
  protected String adviceOnNumber(int column) {
    Object value = value(column);
    return value instanceof Date || value instanceof TemporalAccessor
        ? "Declare the component a LocalDate, or compute a number in the query"
        : "Make it a number in the query, or null where it means a missing value";
  }

  @Override
  protected @Nullable String writtenAsMissing(int column) {
    return null;
  }

  @Override
  protected long rowNumber() {
    return row;
  }
}
