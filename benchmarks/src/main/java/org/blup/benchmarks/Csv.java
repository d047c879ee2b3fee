package org.blup.benchmarks;

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
import org.jspecify.annotations.Nullable;

/** Reads CSV files, compressed or not; an empty field is a missing value. */
final class Csv {

  private Csv() {}

  static <R> List<R> read(Path file, Function<NamedCsvRecord, R> toRow) {
    List<R> rows = new ArrayList<>();
    try (InputStream bytes = open(file);
        Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord line : csv) {
        rows.add(toRow.apply(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return rows;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
  }

  static double number(NamedCsvRecord line, String column) {
    String field = line.getField(column);
    return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
  }

  static int integer(NamedCsvRecord line, String column) {
    return Integer.parseInt(line.getField(column));
  }

  /** A level's name; the same object in every row, as R's strings are. */
  static @Nullable String text(NamedCsvRecord line, String column) {
    String field = line.getField(column);
    return field.isEmpty() ? null : field.intern();
  }
}
