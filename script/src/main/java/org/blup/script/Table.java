package org.blup.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.blup.exception.BlupException;
import org.blup.exception.UnreadableDataException;
import org.blup.formula.Spelling;
import org.blup.internal.io.RowPlaces;
import org.jspecify.annotations.Nullable;

/**
 * Named columns of equal length, each of one {@link ColumnType}: what {@link Blup} fits models to.
 * Immutable.
 *
 * <p>Types are found out. Of arrays and lists they follow from the class of the values, of CSV
 * files from the texts: whole numbers, numbers, true and false, dates, and whatever is none of
 * these a factor. {@link #as} changes one; {@link TableReading#type} says one before a file is
 * read.
 */
public final class Table {

  /** Rows that are printed. */
  private static final int SHOWN = 6;

  private final Map<String, Column> columns;
  private final int rows;
  private final ModelCache models;
  private final RowPlaces places;

  private Table(Map<String, Column> columns, ModelCache models, RowPlaces places) {
    this.columns = columns;
    this.rows = columns.values().stream().findFirst().map(Column::size).orElse(0);
    this.models = models;
    this.places = places;
  }

  /**
   * @param places where rows stand in the file that they were read from
   */
  static Table of(List<Column> columns, RowPlaces places) {
    Map<String, Column> named = new LinkedHashMap<>();
    columns.forEach(column -> named.put(column.name(), column));
    return new Table(named, new ModelCache(), places);
  }

  private static Table empty() {
    return new Table(Map.of(), new ModelCache(), row -> Optional.empty());
  }

  /**
   * Reads a CSV file: all of its columns, by the names in the first line. {@link #csv} has the
   * choices.
   *
   * @throws UnreadableDataException if there is no such file, or it is no table
   */
  public static Table readCsv(Path file) {
    return csv().read(file);
  }

  /** The same by the name of the file. */
  public static Table readCsv(String file) {
    return readCsv(Path.of(file));
  }

  /** The choices of reading a CSV file: separator, decimal comma, missing values, types. */
  public static TableReading csv() {
    return new TableReading();
  }

  /**
   * A table of one column, to which {@link #with} adds others.
   *
   * @param values an array or a list, as for {@link #with}
   */
  public static Table of(String column, Object values) {
    return empty().with(column, values);
  }

  /**
   * A table of columns.
   *
   * @param columns by their names, each an array or a list as for {@link #with}; in the map's order
   */
  public static Table of(Map<String, ?> columns) {
    Table table = empty();
    for (Map.Entry<String, ?> column : columns.entrySet()) {
      table = table.with(column.getKey(), column.getValue());
    }
    return table;
  }

  /**
   * A table of rows.
   *
   * @param rows of each row the values by the names of their columns; one that is not there or null
   *     is missing
   */
  public static Table ofRows(List<? extends Map<String, ?>> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
    for (String name : names) {
      List<@Nullable Object> values = new ArrayList<>(rows.size());
      rows.forEach(row -> values.add(row.get(name)));
      columns.put(name, values);
    }
    return of(columns);
  }

  /**
   * The table with a column more, or with another in the place of one.
   *
   * @param values an array of numbers, of booleans or of objects, or a list; {@code NaN} and null
   *     are missing. Objects are numbers, booleans, texts, characters, enum constants, UUIDs or
   *     dates
   * @throws BlupException if there are more or fewer values than rows, or they are of no type that
   *     a column can have
   */
  public Table with(String column, Object values) {
    Column added = Values.column(checkedName(column), values);
    if (!columns.isEmpty() && added.size() != rows) {
      throw new BlupException(
          "Column '%s' has %d values, and the table %d rows: give one for each row"
              .formatted(column, added.size(), rows));
    }
    Map<String, Column> all = new LinkedHashMap<>(columns);
    all.put(column, added);
    return new Table(all, models, places);
  }

  private static String checkedName(String name) {
    if (!isName(name)) {
      throw new BlupException(
          "'%s' cannot be the name of a column: a formula has to be able to name it"
              .formatted(name.replaceAll("\\p{Cntrl}", "·")));
    }
    return name;
  }

  /** Whether a formula can name a column so, in backticks at least. */
  static boolean isName(String name) {
    return !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
  }

  /**
   * The table with the values of a column read as another type: {@code table.as("dose", FACTOR)}.
   *
   * @throws BlupException if there is no such column, or a value cannot be of the type; the message
   *     names it and its row
   */
  public Table as(String column, ColumnType type) {
    Map<String, Column> all = new LinkedHashMap<>(columns);
    all.put(column, column(column).as(type));
    return new Table(all, models, places);
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The names of the columns in their order. */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /**
   * The type of a column.
   *
   * @throws BlupException if there is no such column
   */
  public ColumnType type(String column) {
    return column(column).type();
  }

  /**
   * A column's values as numbers, {@code NaN} where they are missing; dates as days since
   * 1970-01-01.
   *
   * @throws BlupException if there is no such column, or a value is no number
   */
  public double[] numbers(String column) {
    return column(column).numbers().clone();
  }

  /**
   * A column's values as texts, null where they are missing.
   *
   * @throws BlupException if there is no such column
   */
  public List<@Nullable String> texts(String column) {
    return new ArrayList<>(Arrays.asList(column(column).texts()));
  }

  /**
   * The source of an annotated record whose rows the table has: the way from a script into typed
   * code. Texts with few levels become enums. The formula is a simple one that the columns allow.
   *
   * @param record the name of the record, {@code Sleep} or {@code org.example.Sleep}
   * @throws BlupException if that cannot be the name of a class
   */
  public String recordSource(String record) {
    return new RecordSource(this, record).write(Optional.empty());
  }

  /**
   * The source of an annotated record with a formula.
   *
   * @param record the name of the record, {@code Sleep} or {@code org.example.Sleep}
   * @throws BlupException if that cannot be the name of a class
   */
  public String recordSource(String record, String formula) {
    return new RecordSource(this, record).write(Optional.of(formula));
  }

  Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new BlupException(
          "There is no column '%s'. The table has: %s%s"
              .formatted(
                  name,
                  String.join(", ", columns.keySet()),
                  Spelling.suggestName(name, columns.keySet())
                      .map(meant -> ". Did you mean '" + meant + "'?")
                      .orElse("")));
    }
    return column;
  }

  boolean has(String name) {
    return columns.containsKey(name);
  }

  /** Where rows stand, for messages. */
  RowPlaces places() {
    return places;
  }

  /** The models that were compiled for this table and those made of it. */
  ModelCache models() {
    return models;
  }

  /** The columns with their types and first values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(rows).append(rows == 1 ? " row" : " rows").append(", ");
    text.append(columns.size()).append(columns.size() == 1 ? " column\n" : " columns\n");
    int width = columns.keySet().stream().mapToInt(String::length).max().orElse(0);
    for (Column column : columns.values()) {
      StringJoiner values = new StringJoiner(", ");
      for (int row = 0; row < Math.min(rows, SHOWN); row++) {
        values.add(column.shown(row));
      }
      String name = column.name() + " ".repeat(width - column.name().length());
      text.append(
          " %s  %-13s  %s%s%n"
              .formatted(name, column.type().words(), values, rows > SHOWN ? ", …" : ""));
    }
    return text.toString();
  }
}
