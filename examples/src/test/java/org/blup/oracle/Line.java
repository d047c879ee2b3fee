package org.blup.oracle;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A line of a CSV file; an empty field and {@code NA} are missing. */
record Line(NamedCsvRecord fields) {

  /** Reads a file, packed if it ends in {@code .gz}, into rows. */
  static <R> List<R> read(Path file, Function<Line, R> toRow) {
    List<R> rows = new ArrayList<>();
    try (Reader text = new InputStreamReader(open(file), StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord fields : lines) {
        rows.add(toRow.apply(new Line(fields)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return rows;
  }

  /** A text or level; null if missing. */
  String text(String name) {
    String value = fields.getField(name);
    return value.isEmpty() || value.equals("NA") ? null : value;
  }

  /** A number; NaN if missing. */
  double number(String name) {
    String value = text(name);
    return value == null ? Double.NaN : Double.parseDouble(value);
  }

  /** A number; null if missing. */
  Double boxed(String name) {
    String value = text(name);
    return value == null ? null : Double.valueOf(value);
  }

  /** A whole number that is never missing. */
  int integer(String name) {
    return Integer.parseInt(fields.getField(name));
  }

  /** A single letter that is never missing. */
  char letter(String name) {
    String value = fields.getField(name);
    if (value.length() != 1) {
      throw new IllegalArgumentException(name + " = '" + value + "' is not one letter");
    }
    return value.charAt(0);
  }

  /** A constant of an enum; null if missing. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String value = text(name);
    return value == null ? null : Enum.valueOf(type, value);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }
}
