package org.blup.cli;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.script.ColumnType;
import org.blup.script.Table;
import org.blup.script.TableReading;
import picocli.CommandLine.Option;

/** How files are read. */
final class DataOptions {

  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description = "What separates fields; by default what the first line looks like.")
  private String separator = "";

  @Option(names = "--decimal-comma", description = "Numbers are written as 1234,5.")
  private boolean decimalComma;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The encoding of the file, such as windows-1252; UTF-8 by default.")
  private String encoding = "";

  @Option(
      names = "--na",
      split = ",",
      paramLabel = "WORD",
      description = "What means a missing value beside an empty field, instead of NA.")
  private List<String> missing = List.of();

  @Option(
      names = "--factor",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns whose values are levels, whatever they look like.")
  private List<String> factors = List.of();

  @Option(
      names = "--number",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns whose values are numbers, whatever they look like.")
  private List<String> numbers = List.of();

  /** The table in a file, or in standard input where the file is {@code -}. */
  Table read(String file, Streams streams) {
    try (TerminalProgress progress = TerminalProgress.of(streams)) {
      TableReading reading = reading().progress(progress::read);
      return file.equals(STANDARD_INPUT)
          ? reading.read(streams.in(), "standard input")
          : reading.read(Path.of(file));
    } catch (InvalidPathException e) {
      throw new BlupException("'%s' is not a file name: %s".formatted(file, e.getReason()));
    }
  }

  /** How a program reads the file, as a line of comment; empty where that needs no choice. */
  String comment(String record, String file) {
    boolean needsNoChoice =
        separator.isEmpty() && !decimalComma && encoding.isEmpty() && missing.isEmpty();
    return needsNoChoice ? "" : "// Rows: %s%n".formatted(rows(record, file));
  }

  private String rows(String record, String file) {
    return file.equals(STANDARD_INPUT)
        ? reading().rowsSource(record) + ".read(System.in, \"standard input\")"
        : reading().rowsSource(record, Path.of(file));
  }

  private TableReading reading() {
    TableReading reading = Table.csv();
    if (!separator.isEmpty()) {
      reading = reading.separator(separator());
    }
    if (decimalComma) {
      reading = reading.decimalComma();
    }
    if (!encoding.isEmpty()) {
      reading = reading.charset(charset());
    }
    if (!missing.isEmpty()) {
      reading = reading.missing(missing.toArray(String[]::new));
    }
    for (String column : factors) {
      reading = reading.type(column, ColumnType.FACTOR);
    }
    for (String column : numbers) {
      reading = reading.type(column, ColumnType.NUMBER);
    }
    return reading;
  }

  private char separator() {
    if (separator.equals("\\t") || separator.equals("tab")) {
      return '\t';
    }
    if (separator.length() != 1) {
      throw new BlupException(
          "--separator '%s' is not one character; a tab is --separator tab".formatted(separator));
    }
    return separator.charAt(0);
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw new BlupException(
          "--encoding '%s' is not known; UTF-8, ISO-8859-1, windows-1252 and UTF-16 are"
              .formatted(encoding));
    }
  }
}
