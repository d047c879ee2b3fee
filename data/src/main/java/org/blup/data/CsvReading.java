package org.blup.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.exception.UnreadableDataException;
import org.blup.formula.Spelling;
import org.blup.internal.io.FileBytes;

/**
 * How CSV files are read into records: columns by the names in the first line, in any order, others
 * ignored; an empty field and {@code NA} missing; text in UTF-8, packed by gzip or not. What
 * differs from that in a file is said here. Each choice gives a new object.
 *
 * <p>Columns are separated by whichever of comma, semicolon, tab and {@code |} gives the most of
 * the columns that the record needs.
 *
 * @param <R> the record
 */
public final class CsvReading<R> {

  /** No separator has been chosen. */
  private static final char DETECTED = 0;

  private final List<String> wanted;
  private final Function<List<String>, RecordColumns<R>> columns;
  private final char separator;
  private final char decimalMark;
  private final Charset charset;
  private final List<String> missing;
  private final List<String> optional;

  private CsvReading(
      List<String> wanted,
      Function<List<String>, RecordColumns<R>> columns,
      char separator,
      char decimalMark,
      Charset charset,
      List<String> missing,
      List<String> optional) {
    this.wanted = wanted;
    this.columns = columns;
    this.separator = separator;
    this.decimalMark = decimalMark;
    this.charset = charset;
    this.missing = missing;
    this.optional = optional;
  }

  /** For generated code. */
  public static <R> CsvReading<R> of(RecordColumns<R> columns) {
    return of(columns.labels(), names -> columns);
  }

  /**
   * Reads what a file has, whatever that is.
   *
   * @param columns which columns are read of those that the first line names, and what is made of
   *     their cells
   */
  public static <R> CsvReading<R> of(Function<List<String>, RecordColumns<R>> columns) {
    return of(List.of(), columns);
  }

  private static <R> CsvReading<R> of(
      List<String> wanted, Function<List<String>, RecordColumns<R>> columns) {
    return new CsvReading<>(
        wanted, columns, DETECTED, '.', StandardCharsets.UTF_8, List.of("NA"), List.of());
  }

  /** What separates fields, instead of what the header looks like. */
  public CsvReading<R> separator(char chosen) {
    if (chosen == '"' || chosen == '\n' || chosen == '\r' || chosen == DETECTED) {
      throw new BlupException(
          "'"
              + chosen
              + "' cannot separate the fields of a line: choose a comma, a tab or the like");
    }
    return new CsvReading<>(wanted, columns, chosen, decimalMark, charset, missing, optional);
  }

  /** Numbers are written with a comma: {@code 1234,5}. */
  public CsvReading<R> decimalComma() {
    return new CsvReading<>(wanted, columns, separator, ',', charset, missing, optional);
  }

  /** The encoding of the text. A byte order mark in the file says more and is followed. */
  public CsvReading<R> charset(Charset chosen) {
    return new CsvReading<>(wanted, columns, separator, decimalMark, chosen, missing, optional);
  }

  /** What means a missing value beside an empty field, instead of {@code NA}. */
  public CsvReading<R> missing(String... words) {
    return new CsvReading<>(
        wanted, columns, separator, decimalMark, charset, List.of(words), optional);
  }

  /**
   * Columns that the file may lack, as the response where rows are read to be predicted. Their
   * values are missing then: {@code NaN}, null, or an error for a component that cannot be missing.
   *
   * @param names as formulas have them, by the component or its {@code @Column}
   * @throws BlupException if the record has no such column
   */
  public CsvReading<R> optional(String... names) {
    for (String name : names) {
      if (!wanted.contains(name)) {
        throw new BlupException(
            "'"
                + name
                + "' is no column of the record. It has: "
                + String.join(", ", wanted)
                + Spelling.suggestName(name, wanted)
                    .map(meant -> ". Did you mean '" + meant + "'?")
                    .orElse(""));
      }
    }
    return new CsvReading<>(
        wanted, columns, separator, decimalMark, charset, missing, List.of(names));
  }

  /**
   * Reads all rows of a file.
   *
   * @throws UnreadableDataException if there is no such file, columns are not there, or a value is
   *     not what its component needs
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, and stays so
   */
  public List<R> read(Path file) {
    return open(file).list();
  }

  /**
   * Reads all rows of a file that is a resource or comes from elsewhere, and closes it.
   *
   * @param source what messages call it
   */
  public List<R> read(InputStream in, String source) {
    return open(in, source).list();
  }

  /**
   * Reads a file row by row, so that it may be larger than memory. The file is closed at its end
   * and at an error, and by {@link Stream#close}.
   *
   * @throws UnreadableDataException if there is no such file or columns are not there; for values,
   *     when their row is read
   */
  public Stream<R> stream(Path file) {
    return open(file).stream();
  }

  /**
   * Reads row by row what is a resource or comes from elsewhere.
   *
   * @param source what messages call it
   */
  public Stream<R> stream(InputStream in, String source) {
    return open(in, source).stream();
  }

  private CsvRows<R> open(Path file) {
    InputStream in;
    try {
      in = FileBytes.of(file);
    } catch (NoSuchFileException e) {
      throw unreadable(
          "There is no file "
              + file
              + (file.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath()),
          file.toString(),
          e);
    } catch (IOException e) {
      throw unreadable("%s cannot be read: %s".formatted(file, e), file.toString(), e);
    }
    return open(in, file.toString());
  }

  /** The stream is closed unless its rows are returned, which then close it. */
  private CsvRows<R> open(InputStream in, String source) {
    boolean opened = false;
    try {
      CsvRows<R> rows = rows(InputBytes.text(in, source, charset), source);
      opened = true;
      return rows;
    } catch (IOException e) {
      throw unreadable("%s cannot be read: %s".formatted(source, e), source, e);
    } finally {
      if (!opened) {
        closeQuietly(in);
      }
    }
  }

  private CsvRows<R> rows(Reader text, String source) throws IOException {
    CsvHeader header =
        separator == DETECTED
            ? CsvHeader.detect(text, wanted, source)
            : CsvHeader.read(text, separator, source);
    if (header.names().isEmpty()) {
      throw new UnreadableDataException(
          source + ", line 1: a quote is not closed, or something follows a closing quote",
          source,
          1);
    }
    RecordColumns<R> read = columns.apply(header.names());
    List<String> labels = read.labels();
    String advice =
        header.names().size() == 1
            ? "Say what separates columns with csv().separator(…), or rename them"
            : "Rename them in the file, or give the component the name with @Column(\"…\"). Where"
                + " rows may lack them, as those to predict the response, say"
                + " csv().optional(\"…\")";
    int[] positions = ColumnNames.match(read, header.names(), optional, source, advice);
    Fields fields = new Fields(positions, labels.size());
    CloseableIterator<Fields> lines =
        CsvHeader.parser(header.separator())
            .build(fields, new ResumedReader(header.text(), text))
            .iterator();
    CsvCells cells = new CsvCells(fields, labels, source, decimalMark, missing);
    CsvRows<R> rows = new CsvRows<>(read, lines, fields, cells);
    rows.skipHeader();
    return rows;
  }

  private static UnreadableDataException unreadable(
      String message, String source, IOException cause) {
    UnreadableDataException error = new UnreadableDataException(message, source, 0);
    error.initCause(cause);
    return error;
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // the error that is on its way says more
    }
  }
}
