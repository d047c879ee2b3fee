package org.blup.plots;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.plots.chart.Table;

/**
 * The numbers behind a picture, as a table. Where a picture draws several things, the column {@code
 * part} says what a row is of. Immutable.
 */
public final class PlotData {

  private final Table table;

  PlotData(Table table) {
    this.table = table;
  }

  /** The names of the columns in their order. */
  public List<String> columns() {
    return table.columns();
  }

  /** The number of rows. */
  public int rows() {
    return table.rows();
  }

  /**
   * Whether a column has numbers; the others have texts.
   *
   * @throws BlupException if there is no such column
   */
  public boolean isNumber(String column) {
    return table.isNumber(column);
  }

  /**
   * A number of a row, from 0; {@code NaN} where it has none.
   *
   * @throws BlupException if there is no such column, or it has texts
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public double number(String column, int row) {
    return table.number(column, row);
  }

  /**
   * A text of a row, from 0; of a number its digits, empty where it has none.
   *
   * @throws BlupException if there is no such column
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public String text(String column, int row) {
    return table.text(column, row);
  }

  /** The table as comma-separated values with a header (RFC 4180). */
  public String toCsv() {
    return table.csv();
  }

  /** {@code 36 rows of effect, level, mode, lower, upper}. */
  @Override
  public String toString() {
    return rows() + " rows of " + String.join(", ", columns());
  }
}
