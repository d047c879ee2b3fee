package org.blup.examples;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a CSV file that stands beside the examples. */
final class Csv {

  private Csv() {}

  static <R> List<R> read(String file, Function<NamedCsvRecord, R> toRow) {
    InputStream stream = Csv.class.getResourceAsStream(file);
    if (stream == null) {
      throw new IllegalArgumentException("no file " + file + " beside " + Csv.class.getName());
    }
    List<R> rows = new ArrayList<>();
    try (Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord line : csv) {
        rows.add(toRow.apply(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return rows;
  }
}
