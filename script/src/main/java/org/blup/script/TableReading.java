package org.blup.script;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.data.Cells;
import org.blup.data.CsvReading;
import org.blup.data.RecordColumns;
import org.blup.exception.BlupException;
import org.blup.exception.UnreadableDataException;
import org.blup.internal.io.Located;
import org.blup.internal.io.RowPlaces;

/**
 * How a CSV file is read into a {@link Table}: as {@code SleepModel.csv()} reads one, with all
 * columns that the first line names. Each choice gives a new object.
 */
public final class TableReading {

  /** How many rows are read between two calls of the listener. */
  private static final int ROWS_BETWEEN = 1024;

  private final Map<String, ColumnType> types;
  private final UnaryOperator<CsvReading<Integer>> choices;

  /** The choices as calls in Java. */
  private final String calls;

  private final LongConsumer listener;

  TableReading() {
    this(Map.of(), reading -> reading, "", rows -> {});
  }

  private TableReading(
      Map<String, ColumnType> types,
      UnaryOperator<CsvReading<Integer>> choices,
      String calls,
      LongConsumer listener) {
    this.types = types;
    this.choices = choices;
    this.calls = calls;
    this.listener = listener;
  }

  /** What separates fields, instead of what the header looks like. */
  public TableReading separator(char separator) {
    return with(
        reading -> reading.separator(separator),
        ".separator(" + ModelSource.literal(separator) + ")");
  }

  /** Numbers are written with a comma: {@code 1234,5}. */
  public TableReading decimalComma() {
    return with(CsvReading::decimalComma, ".decimalComma()");
  }

  /** The encoding of the text, where it is not UTF-8 and no byte order mark says so. */
  public TableReading charset(Charset charset) {
    return with(
        reading -> reading.charset(charset),
        ".charset(Charset.forName(" + ModelSource.literal(charset.name()) + "))");
  }

  /** What means a missing value beside an empty field, instead of {@code NA}. */
  public TableReading missing(String... words) {
    String literals =
        Arrays.stream(words).map(ModelSource::literal).collect(Collectors.joining(", "));
    return with(reading -> reading.missing(words), ".missing(" + literals + ")");
  }

  private TableReading with(UnaryOperator<CsvReading<Integer>> choice, String call) {
    return new TableReading(
        types, reading -> choice.apply(choices.apply(reading)), calls + call, listener);
  }

  /** What the values of a column are, instead of what they look like. */
  public TableReading type(String column, ColumnType type) {
    Map<String, ColumnType> all = new LinkedHashMap<>(types);
    all.put(column, type);
    return new TableReading(all, choices, calls, listener);
  }

  /**
   * Who is told how reading goes: now and then, and once all rows are read, how many those are so
   * far. It is called on the thread that reads.
   */
  public TableReading progress(LongConsumer rows) {
    return new TableReading(types, choices, calls, rows);
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableDataException if there is no such file, it is no table, or a value is not of
   *     the type that was said; the message names line and column
   * @throws BlupException if a column whose type was said is not there
   */
  public Table read(Path file) {
    return read(reading -> reading.stream(file), file.toString());
  }

  /**
   * Reads what is a resource or comes from elsewhere, and closes it.
   *
   * @param source what messages call it
   */
  public Table read(InputStream in, String source) {
    return read(reading -> reading.stream(in, source), source);
  }

  private Table read(Function<CsvReading<Integer>, Stream<Integer>> rows, String source) {
    List<ColumnBuilder> columns = new ArrayList<>();
    CsvReading<Integer> reading =
        choices.apply(CsvReading.of(names -> columns(names, columns, source)));
    long[] count = new long[1];
    RowPlaces places;
    try (Stream<Integer> read = rows.apply(reading)) {
      Spliterator<Integer> lines = read.spliterator();
      lines.forEachRemaining(
          row -> {
            if (++count[0] % ROWS_BETWEEN == 0) {
              listener.accept(count[0]);
            }
          });
      places = ((Located) lines).places();
    }
    if (columns.isEmpty() || count[0] == 0) {
      throw new UnreadableDataException(
          columns.isEmpty()
              ? source + " has no column with a name. Its first line has to name the columns"
              : source + " has no rows: there is nothing below the line that names the columns",
          source,
          0);
    }
    listener.accept(count[0]);
    Table table = Table.of(columns.stream().map(ColumnBuilder::build).toList(), places);
    types.keySet().forEach(table::column);
    return table;
  }

  /**
   * How a program reads files so into an annotated record, as an expression of Java: {@code
   * SleepModel.csv().decimalComma()}. Types are not said there, since the record has them.
   *
   * @param record the name of the record, as for {@link Table#recordSource(String)}
   */
  public String rowsSource(String record) {
    return record.substring(record.lastIndexOf('.') + 1) + "Model.csv()" + calls;
  }

  /**
   * The same with the file: {@code SleepModel.csv().decimalComma().read(Path.of("sleep.csv"))}.
   *
   * @param record the name of the record, as for {@link Table#recordSource(String)}
   */
  public String rowsSource(String record, Path file) {
    return rowsSource(record) + ".read(Path.of(" + ModelSource.literal(file.toString()) + "))";
  }

  /** Columns without a name are left out: R writes row names into one. */
  private RecordColumns<Integer> columns(
      List<String> names, List<ColumnBuilder> columns, String source) {
    List<String> labels = names.stream().filter(name -> !name.isEmpty()).toList();
    for (int i = 0; i < labels.size(); i++) {
      columns.add(new ColumnBuilder(labels.get(i), i, types.get(labels.get(i))));
    }
    return RecordColumns.of(source, cells -> add(cells, columns), labels.toArray(String[]::new));
  }

  private static Integer add(Cells cells, List<ColumnBuilder> columns) {
    columns.forEach(column -> column.add(cells));
    return 0;
  }
}
