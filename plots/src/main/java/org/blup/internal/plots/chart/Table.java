package org.blup.internal.plots.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.internal.plots.pen.Decimals;

/** The data behind a picture: columns of numbers or texts, all of one length. */
public final class Table {

  private final Map<String, double[]> numbers;
  private final Map<String, String[]> texts;
  private final List<String> columns;
  private final int rows;

  private Table(Builder builder) {
    columns = List.copyOf(builder.columns);
    rows = builder.rows;
    numbers = new LinkedHashMap<>();
    texts = new LinkedHashMap<>();
    builder.numbers.forEach((name, values) -> numbers.put(name, Arrays.copyOf(values, rows)));
    builder.texts.forEach((name, values) -> texts.put(name, values.toArray(new String[0])));
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<String> columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  public boolean isNumber(String column) {
    known(column);
    return numbers.containsKey(column);
  }

  /** A number, {@code NaN} where there is none. */
  public double number(String column, int row) {
    double[] values = numbers.get(column);
    if (values == null) {
      known(column);
      throw new BlupException("The column '" + column + "' has texts: ask text(…).");
    }
    return values[row];
  }

  /** A text; of a number its digits, and nothing where there is none. */
  public String text(String column, int row) {
    String[] values = texts.get(column);
    if (values != null) {
      return values[row];
    }
    double number = number(column, row);
    return Double.isNaN(number) ? "" : infinite(number);
  }

  private static String infinite(double number) {
    return Double.isInfinite(number)
        ? number > 0 ? "Infinity" : "-Infinity"
        : Decimals.exact(number);
  }

  private void known(String column) {
    if (!columns.contains(column)) {
      throw new BlupException(
          "There is no column '" + column + "'. There are: " + String.join(", ", columns) + ".");
    }
  }

  /** The table as comma-separated values with a header, as RFC 4180 has them. */
  public String csv() {
    StringBuilder csv = new StringBuilder();
    List<String> cells = new ArrayList<>(columns);
    line(cells, csv);
    for (int row = 0; row < rows; row++) {
      cells.clear();
      for (String column : columns) {
        cells.add(text(column, row));
      }
      line(cells, csv);
    }
    return csv.toString();
  }

  private static void line(List<String> cells, StringBuilder csv) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean isQuoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      csv.append(i == 0 ? "" : ",");
      csv.append(isQuoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
    }
    csv.append('\n');
  }

  /** Columns that are filled row by row. */
  public static final class Builder {

    private static final int FIRST_ROWS = 16;

    private final List<String> columns = new ArrayList<>();
    private final Map<String, double[]> numbers = new LinkedHashMap<>();
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private int rows;

    private Builder() {}

    public Builder number(String... names) {
      for (String name : names) {
        columns.add(name);
        numbers.put(name, new double[FIRST_ROWS]);
      }
      return this;
    }

    public Builder text(String... names) {
      for (String name : names) {
        columns.add(name);
        texts.put(name, new ArrayList<>());
      }
      return this;
    }

    /**
     * Adds a row.
     *
     * @param cells a number or a text for each column, in their order
     */
    public Builder row(Object... cells) {
      for (int i = 0; i < columns.size(); i++) {
        String name = columns.get(i);
        if (cells[i] instanceof Number number) {
          numbers.compute(name, (key, values) -> with(values, number.doubleValue()));
        } else {
          texts.computeIfAbsent(name, key -> new ArrayList<>()).add(String.valueOf(cells[i]));
        }
      }
      rows++;
      return this;
    }

    /** Zero has no sign in a picture. */
    private double[] with(double[] values, double number) {
      double[] longer = rows < values.length ? values : Arrays.copyOf(values, 2 * values.length);
      longer[rows] = number + 0.0;
      return longer;
    }

    public Table build() {
      return new Table(this);
    }
  }
}
