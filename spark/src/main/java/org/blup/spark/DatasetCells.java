package org.blup.spark;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.blup.data.Cells;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a row of a dataset, whose columns are those of the record, of types that its
 * components can be read from.
 */
final class DatasetCells extends Cells {

  private @Nullable Row row;
  private long number;

  /**
   * Without a row yet.
   *
   * @param source what messages call the rows
   * @param labels the columns of the record
   */
  DatasetCells(String source, List<String> labels) {
    super(source, "row", labels);
  }

  /** Goes to the next of rows that are counted. */
  void next(Row next) {
    row = next;
    number++;
  }

  /** Goes to a row that has no number. */
  void at(Row any) {
    row = any;
  }

  private @Nullable Object value(int column) {
    return row == null ? null : row.get(column);
  }

  @Override
  public boolean isMissing(int column) {
    Object value = value(column);
    return value == null
        || (value instanceof Double number && number.isNaN())
        || (value instanceof Float single && single.isNaN());
  }

  @Override
  protected String presentText(int column) {
    return String.valueOf(value(column));
  }

  @Override
  protected double presentNumber(int column) {
    if (value(column) instanceof Number value) {
      return value.doubleValue();
    }
    throw new NumberFormatException();
  }

  @Override
  protected BigDecimal presentDecimal(int column) {
    return value(column) instanceof BigDecimal decimal
        ? decimal
        : new BigDecimal(presentText(column));
  }

  @Override
  protected @Nullable String writtenAsMissing(int column) {
    return null;
  }

  @Override
  protected String adviceOnNumber(int column) {
    return "Convert the column with cast(\"double\")";
  }

  @Override
  protected long rowNumber() {
    return number;
  }
}
